package statute

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Book is the law as data. The zero Book knows nothing. It is immutable and
// safe for concurrent use.
type Book struct {
	Instruments []Instrument
	Terms       []Term
	Pauses      []Pause
	Grounds     []Grounds
	Steps       []Step
	Ladder      *Ladder  // nil: how late somebody may be told is not judged
	Reasons     []Reason // why gaps between the book and procedures stay

	cited map[string][]*Instrument // by how a citation begins
	terms map[string][]*Term       // by place
	stops map[string][]*Pause      // by place
}

// Empty says that the book knows nothing, so that it can judge nothing.
func (b *Book) Empty() bool { return b == nil || len(b.Instruments) == 0 }

// Finding is what the book says of a citation.
type Finding struct {
	Instrument *Instrument // nil: there is none of that name
	Provision  *Provision  // nil: the instrument has no such provision, or as a whole is meant
	Path       string      // the part after the instrument: "Đ28.1", empty for the whole
}

// Known says that the place exists.
func (f Finding) Known() bool {
	return f.Instrument != nil && (f.Provision != nil || f.Path == "")
}

// Article is the article cited: "15", "11a"; empty where none is.
func (f Finding) Article() string { return article(f.Path) }

// Entered says that the book has the article cited, or a part of it.
func (f Finding) Entered() bool {
	for path := range f.Instrument.places {
		if article(path) == f.Article() {
			return true
		}
	}
	return false
}

// Strange says that the instrument cannot have the article cited, because it
// has fewer. An article that the book only lacks so far is not strange, and of
// an instrument whose articles nobody has counted or bounded nothing is.
func (f Finding) Strange() bool {
	return f.Instrument != nil && f.Instrument.beyond(f.Path)
}

// Clauses is how many clauses the article cited has, where it was counted and
// the citation is of one beyond the last.
func (f Finding) Clauses() (n int, beyond bool) {
	if f.Instrument == nil {
		return 0, false
	}
	p := f.Instrument.places["Đ"+f.Article()]
	_, rest, parted := strings.Cut(f.Path, ".")
	if p == nil || p.Clauses == nil || !parted {
		return 0, false
	}
	number, counted := clause(rest)
	return *p.Clauses, counted && (number < 1 || number > *p.Clauses)
}

// clause is the number of the clause with which the parts after an article
// begin: 2 of "2.a", and of "2a", which was put in later.
func clause(parts string) (int, bool) {
	first, _, _ := strings.Cut(parts, ".")
	n, err := strconv.Atoi(strings.TrimRightFunc(first, unicode.IsLetter))
	return n, err == nil
}

// beyond says that an article stands outside the count of the instrument's. One
// put in between two others later, like 11a, counts as the one before it.
func (i *Instrument) beyond(path string) bool {
	name := article(path)
	last := i.Articles
	if last == 0 {
		last = i.Under - 1
	}
	if last < 1 || name == "" {
		return false
	}
	number, err := strconv.Atoi(strings.TrimRightFunc(name, unicode.IsLetter))
	return err != nil || number < 1 || number > last
}

// article is the article with which a path begins: "28" of "Đ28.1"; "" where it
// begins with none.
func article(path string) string {
	rest, counted := strings.CutPrefix(path, "Đ")
	if !counted {
		return ""
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		return rest
	}
	return rest[:end]
}

// From is the first day on which the place is in force.
func (f Finding) From() legaltime.Date { return f.Instrument.begins(f.Provision) }

// To is the last day on which it is in force; zero: none.
func (f Finding) To() legaltime.Date { return f.Instrument.ends(f.Provision) }

// Place is the one way of writing what was cited, the same for every name of an
// instrument.
func (f Finding) Place() string { return strings.TrimSpace(f.Instrument.Cited[0] + " " + f.Path) }

// Find looks a citation up, as it stands on a day. Of several instruments of
// one name it takes the one in force on that day, else the next to come, else
// the last one gone.
func (b *Book) Find(cite string, on legaltime.Date) Finding {
	if b.Empty() {
		return Finding{}
	}
	name := b.name(cite)
	f := Finding{Path: strings.TrimSpace(strings.TrimPrefix(cite, name))}
	for _, i := range b.cited[name] {
		if f.Instrument == nil || i.closer(f.Instrument, on) {
			f.Instrument = i
		}
	}
	if f.Instrument != nil {
		f.Provision = f.Instrument.places[f.Path]
	}
	return f
}

// name is the name of an instrument with which a citation begins: the longest
// that fits, "" for none.
func (b *Book) name(cite string) string {
	best := ""
	for name := range b.cited {
		rest, fits := strings.CutPrefix(cite, name)
		next, _ := utf8.DecodeRuneInString(rest)
		if fits && len(name) > len(best) && (rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next)) {
			best = name
		}
	}
	return best
}

// closer says that i is rather meant than j on a day. An instrument in force is
// at distance zero; one to come is nearer than one that is gone.
func (i *Instrument) closer(j *Instrument, on legaltime.Date) bool {
	if a, b := i.age(on), j.age(on); a != b {
		return a < b
	}
	if i.age(on) == gone {
		return i.To.After(j.To)
	}
	return i.From.Before(j.From)
}

type age int

const (
	inForce age = iota
	toCome
	gone
)

func (i *Instrument) age(on legaltime.Date) age {
	switch {
	case i.From.After(on):
		return toCome
	case !i.To.IsZero() && i.To.Before(on):
		return gone
	}
	return inForce
}

// Names says that some instrument is cited by a name.
func (b *Book) Names(name string) bool { return len(b.cited[name]) > 0 }

// Force is the days on which the instruments of a name are in force, each from
// its first to its last, with the days of changes to them.
func (b *Book) Force(name string) (en, vi string) {
	var ens, vis []string
	for _, i := range b.cited[name] {
		e, v := "from "+i.From.String(), "từ "+i.From.String()
		if !i.To.IsZero() {
			e, v = e+" to "+i.To.String(), v+" đến "+i.To.String()
		}
		for _, a := range i.Amended {
			e, v = e+", changed "+a.From.String(), v+", sửa đổi "+a.From.String()
		}
		ens, vis = append(ens, e), append(vis, v)
	}
	return strings.Join(ens, "; "), strings.Join(vis, "; ")
}

// Dated says that an instrument of a name, or a change of it, came into force on
// a day, and that it ended on the other; zero: the end is not told.
func (b *Book) Dated(name string, from, to legaltime.Date) bool {
	return slices.ContainsFunc(b.cited[name], func(i *Instrument) bool {
		return i.Dated(from) && (to.IsZero() || i.To == to)
	})
}
