package statute

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Mark says how far a statement about the law was checked against its text.
type Mark string

// The marks, from the surest to the least sure.
const (
	Read     Mark = "V"  // read in the text
	Copied   Mark = "V*" // read in one unofficial transcript: compare with Công báo
	Reported Mark = "V2" // read in a secondary source only
	Inferred Mark = "I"  // inferred from texts that were read
	Believed Mark = "K"  // own knowledge, not seen in the text
)

// Doubtful says that the statement is to be checked against the text.
func (m Mark) Doubtful() bool { return m == Inferred || m == Believed }

// Instrument is a law, decree, circular or rule of the Party.
type Instrument struct {
	Number string         `yaml:"number"` // "02/2011/QH13"
	Cited  []string       `yaml:"cited"`  // how a citation of it begins, the usual way first: LKN
	Title  string         `yaml:"title"`
	Issued legaltime.Date `yaml:"issued"` // zero: not known
	From   legaltime.Date `yaml:"from"`   // first civil date in force
	To     legaltime.Date `yaml:"to"`     // last one; zero: in force
	Mark   Mark           `yaml:"mark"`
	// Articles is how many the instrument has, which is the number of the last one;
	// zero: nobody has counted, so that a citation of any cannot be called wrong.
	Articles int `yaml:"articles"`
	// Under is a number that the count of the articles surely does not reach, where
	// nobody has counted them; zero: none.
	Under int `yaml:"articles-under"`
	// Amended lists what changed it, with the day from which; Replaced is the
	// number of what took its place.
	Amended  []Amendment `yaml:"amended"`
	Replaced string      `yaml:"replaced"`
	// Whole says why it may be cited without an article; empty: it may not,
	// except as that on which a procedure rests.
	Whole string `yaml:"whole"`
	// NumberedAs is the instrument whose articles a citation of this one counts
	// by, as long as the text of the new one was not read.
	NumberedAs string      `yaml:"numbered-as"`
	Provisions []Provision `yaml:"provisions"`
	Forms      []Form      `yaml:"forms"`
	Note       string      `yaml:"note"`

	places map[string]*Provision
}

// Amendment is a change of an instrument.
type Amendment struct {
	By   string         `yaml:"by"`
	From legaltime.Date `yaml:"from"`
	Mark Mark           `yaml:"mark"`
	// Terms marks the belief that the change left the terms alone, where its text
	// was not read; empty: read.
	Terms Mark `yaml:"terms"`
	// Unread are the articles that it is taken to have rewritten and whose new
	// text nobody has read.
	Unread []string `yaml:"unread"`
}

// Provision is an article of an instrument with those of its parts that are
// cited: khoản, điểm.
type Provision struct {
	At string `yaml:"at"` // "Đ28", "Đ11a"
	// Clauses is how many clauses (khoản) the article has; nil: nobody has counted.
	Clauses *int           `yaml:"clauses"`
	Parts   []string       `yaml:"parts"` // "1", "1.a"
	What    string         `yaml:"what"`
	From    legaltime.Date `yaml:"from"` // zero: as the instrument
	To      legaltime.Date `yaml:"to"`
	Mark    Mark           `yaml:"mark"`
}

// begins is the first day on which the provision is in force.
func (i *Instrument) begins(p *Provision) legaltime.Date {
	if p != nil && !p.From.IsZero() {
		return p.From
	}
	return i.From
}

// ends is the last day on which the provision is in force; zero: none.
func (i *Instrument) ends(p *Provision) legaltime.Date {
	if p != nil && !p.To.IsZero() {
		return p.To
	}
	return i.To
}

// Dated says that a day is one on which the text of the instrument, or a change
// of it, came into force.
func (i *Instrument) Dated(from legaltime.Date) bool {
	for _, a := range i.Amended {
		if a.From == from {
			return true
		}
	}
	return i.From == from
}

// GivesWay says that an instrument gave way to another, in part or as a whole.
func (i *Instrument) GivesWay(to *Instrument) bool {
	return i == to || i.Replaced == to.Number || slices.ContainsFunc(i.Amended, func(a Amendment) bool { return a.By == to.Number })
}
