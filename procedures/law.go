package procedures

import (
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/statute"
)

// law is what the product knows of the law, read once when the program starts:
// Compile is called from everywhere and the data are part of the program.
var law = mustLaw()

func mustLaw() *statute.Book {
	b, err := library.Law()
	if err != nil {
		panic("the law in the library is part of the program: " + err.Error())
	}
	return b
}

// Law is the registry of instruments and the table of statutory terms that the
// product carries.
func Law() *statute.Book { return law }

// Gaps lists where the law and the procedures of the shelf do not meet: terms
// that no procedure carries, clocks that no provision carries. Those known have
// their reason; idle are the reasons that explain nothing any more.
func (s *Shelf) Gaps() (gaps []statute.Gap, idle []statute.Reason, err error) {
	doubts, err := library.Doubts()
	if err != nil {
		return nil, nil, err
	}
	gaps, idle = statute.Explain(append(law.Gaps(s.plans), law.Doubtful(doubts, s.plans, machine.Readings)...), law.Reasons)
	return gaps, idle, nil
}
