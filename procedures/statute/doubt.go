package statute

import (
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/donthu/donthu/procedures/plan"
)

// Doubt is a question that the law leaves open, and where the product keeps it:
// as policies of procedures, as marks in the registry, or nowhere, with a reason.
type Doubt struct {
	ID       string `yaml:"id" json:"id"`
	Question string `yaml:"question" json:"question"`
	// Carried are the policies that let it be read otherwise, with their readings
	// and their sources.
	Carried []Carrier `yaml:"carried" json:"carried,omitempty"`
	// Marked are provisions ("LKN Đ21"), instruments ("LKN": a change of it that
	// nobody has read) and terms by id whose mark says that they are to be
	// checked.
	Marked []string `yaml:"marked" json:"marked,omitempty"`
	// Reason says why no rule of a procedure turns on it, or not on all of it.
	Reason string `yaml:"reason" json:"reason,omitempty"`
}

// Carrier is a policy of that name in every version of the procedures In, which
// are name@version with stars; without In, in whichever has it, at least one.
type Carrier struct {
	Policy string   `yaml:"policy" json:"policy"`
	In     []string `yaml:"in" json:"in,omitempty"`
}

// ReadDoubts reads a list of doubts.
func ReadDoubts(text []byte) ([]Doubt, error) {
	var all []Doubt
	if err := decode(text, &all); err != nil {
		return nil, err
	}
	var failures []error
	seen := map[string]bool{}
	for _, d := range all {
		if d.ID == "" || d.Question == "" || seen[d.ID] {
			failures = append(failures, fmt.Errorf("doubts: %q needs an id of its own and a question", d.ID))
		}
		seen[d.ID] = true
		for _, c := range d.Carried {
			if c.Policy == "" || slices.ContainsFunc(c.In, malformed) {
				failures = append(failures, fmt.Errorf("doubts: %s: a policy, and procedures as name@version, are needed", d.ID))
			}
		}
	}
	return all, errors.Join(failures...)
}

func malformed(pattern string) bool {
	_, err := path.Match(pattern, "")
	return err != nil
}

// Doubtful lists the doubts that nothing carries (with their reasons, if they
// have any), those that are not carried where they should be, and the policies
// that no doubt stands behind. policies are those of a version, with the ones
// that hold everywhere.
func (b *Book) Doubtful(doubts []Doubt, plans []*plan.Plan, policies func(*plan.Plan) []plan.Policy) (gaps []Gap) {
	x := carriers{plans, policies, map[string]bool{}}
	for _, d := range doubts {
		if len(d.Carried) == 0 && len(d.Marked) == 0 {
			gaps = append(gaps, Gap{Doubt: d.ID, What: d.Question, Reason: d.Reason})
		}
		for _, place := range d.Marked {
			if !b.unsure(place) {
				gaps = append(gaps, Gap{Doubt: d.ID, Cite: place, What: d.Question})
			}
		}
		for _, c := range d.Carried {
			for _, where := range x.missing(c) {
				gaps = append(gaps, Gap{Doubt: d.ID, Policy: c.Policy, Procedure: where, What: d.Question})
			}
		}
	}
	return append(gaps, x.strangers()...)
}

// carriers are the policies of some versions; answered are those behind which a
// doubt stands.
type carriers struct {
	plans    []*plan.Plan
	policies func(*plan.Plan) []plan.Policy
	answered map[string]bool
}

func version(p *plan.Plan) string { return p.Procedure + "@" + p.Version }

// missing are the versions, or patterns that fit none, that lack a policy.
func (x carriers) missing(c Carrier) (where []string) {
	patterns, anywhere := c.In, len(c.In) == 0
	if anywhere {
		patterns = []string{"*"}
	}
	for _, pattern := range patterns {
		met := false
		for _, p := range x.plans {
			switch {
			case !like(pattern, version(p)):
			case slices.ContainsFunc(x.policies(p), func(y plan.Policy) bool { return y.Name == c.Policy }):
				met, x.answered[c.Policy+" "+version(p)] = true, true
			case !anywhere:
				met, where = true, append(where, version(p))
			}
		}
		if !met {
			where = append(where, pattern)
		}
	}
	return where
}

// strangers are the policies that answer no doubt.
func (x carriers) strangers() (gaps []Gap) {
	for _, p := range x.plans {
		for _, y := range x.policies(p) {
			if !x.answered[y.Name+" "+version(p)] {
				gaps = append(gaps, Gap{Policy: y.Name, Procedure: version(p), What: y.Title})
			}
		}
	}
	return gaps
}

// unsure says that a term, provision or instrument bears a mark that tells the
// reader to check it, in some version of its text.
func (b *Book) unsure(place string) bool {
	if slices.ContainsFunc(b.Terms, func(t Term) bool { return t.ID == place && t.Mark.Doubtful() }) {
		return true
	}
	for _, i := range b.cited[b.name(place)] {
		f := b.Find(place, i.From)
		if f.Known() && (f.Instrument.suspect(f) || f.Provision != nil && f.Provision.Mark.Doubtful()) {
			return true
		}
	}
	return false
}

// suspect says that the instrument, where it is meant as a whole, or a change of
// it was not read.
func (i *Instrument) suspect(f Finding) bool {
	return f.Provision == nil && i.Mark.Doubtful() || slices.ContainsFunc(i.Amended, func(a Amendment) bool {
		return f.Provision == nil && a.Terms.Doubtful() || i.rewritten(f.Path, a.From)
	})
}
