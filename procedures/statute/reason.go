package statute

import (
	"errors"
	"fmt"
	"path"
)

// Reason says why gaps stay. Term, Clock and In are names in which a star stands
// for anything; exactly one of Term and Clock is given, In may be left out.
type Reason struct {
	Term   string `yaml:"term" json:"term,omitempty"`
	Clock  string `yaml:"clock" json:"clock,omitempty"`
	In     string `yaml:"in" json:"in,omitempty"`     // name@version
	Cite   string `yaml:"cite" json:"cite,omitempty"` // empty: any
	Reason string `yaml:"reason" json:"reason"`
}

// ReadReasons reads a list of reasons.
func ReadReasons(text []byte) ([]Reason, error) {
	var all []Reason
	if err := decode(text, &all); err != nil {
		return nil, err
	}
	var failures []error
	for i, r := range all {
		_, bad := path.Match(r.Term+r.Clock+r.In, "")
		if r.Reason == "" || (r.Term == "") == (r.Clock == "") || bad != nil {
			failures = append(failures, fmt.Errorf("gaps: entry %d needs a reason, and a term or a clock", i+1))
		}
	}
	return all, errors.Join(failures...)
}

// Explain gives each gap the first reason that fits; idle are the reasons that
// fit none.
func Explain(gaps []Gap, reasons []Reason) (explained []Gap, idle []Reason) {
	used := make([]bool, len(reasons))
	for _, g := range gaps {
		for i, r := range reasons {
			if r.fits(g) {
				g.Reason, used[i] = r.Reason, true
				break
			}
		}
		explained = append(explained, g)
	}
	for i, r := range reasons {
		if !used[i] {
			idle = append(idle, r)
		}
	}
	return explained, idle
}

func (r Reason) fits(g Gap) bool {
	name, pattern := g.Term, r.Term
	if g.Clock != "" {
		name, pattern = g.Clock, r.Clock
	}
	return pattern != "" && like(pattern, name) && (r.In == "" || like(r.In, g.Procedure)) && (r.Cite == "" || r.Cite == g.Cite)
}

func like(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}
