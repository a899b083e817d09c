package scenario

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Survivor is a change that no story need find out, with the reason. A star in
// Procedure or Change stands for anything.
type Survivor struct {
	Procedure string `yaml:"procedure"` // "khieu-nai-lan-dau@2026-07-01"
	Change    string `yaml:"change"`    // as Mutant.What
	Reason    string `yaml:"reason"`
	// Proof names what the program reads off the procedure to see for itself that
	// such a change is without effect; empty: the reason is taken on trust.
	Proof string `yaml:"proof"`
}

// ParseSurvivors reads a list of accepted survivors.
func ParseSurvivors(text []byte) ([]Survivor, error) {
	var all []Survivor
	dec := yaml.NewDecoder(strings.NewReader(string(text)))
	dec.KnownFields(true)
	if err := dec.Decode(&all); err != nil && strings.TrimSpace(string(text)) != "" {
		return nil, fmt.Errorf("survivors: %w", err)
	}
	var problems []error
	for i, s := range all {
		if s.Procedure == "" || s.Change == "" || s.Reason == "" {
			problems = append(problems, fmt.Errorf("survivors: entry %d needs procedure, change and reason", i+1))
		}
		if s.Proof != "" && proofs[s.Proof] == nil {
			problems = append(problems, fmt.Errorf("survivors: entry %d: no proof %q; there are %s", i+1, s.Proof, strings.Join(slices.Sorted(maps.Keys(proofs)), ", ")))
		}
	}
	return all, errors.Join(problems...)
}

// Fits says that the entry speaks of a version of a procedure: "x@2026-07-01".
func (s Survivor) Fits(version string) bool { return like(s.Procedure, version) }

// Is says that the entry speaks of a change of a procedure.
func (s Survivor) Is(procedure, change string) bool {
	return s.Fits(procedure) && like(s.Change, change)
}

// like compares with a pattern in which a star stands for any text.
func like(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(text) < len(first)+len(last) || !strings.HasPrefix(text, first) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return true
}
