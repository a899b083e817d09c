package library_test

import (
	"slices"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"gopkg.in/yaml.v3"
)

// twoLevels is the day from which there is no district any more.
var twoLevels = legaltime.NewDate(2025, time.July, 1)

// A version in force across the end of the districts has another from that day
// on, or says where it carries what changed.
func TestLevels(t *testing.T) {
	var entries []struct{ In, Carried, Reason string }
	if err := yaml.Unmarshal(read(t, "law/levels.yaml"), &entries); err != nil {
		t.Fatal(err)
	}
	crossing := map[string]bool{}
	for _, p := range shelf(t).All() {
		if p.From.Before(twoLevels) && (p.To.IsZero() || !p.To.Before(twoLevels)) {
			crossing[p.Procedure+"@"+p.Version] = true
		}
	}
	for _, e := range entries {
		if !crossing[e.In] {
			t.Errorf("%s: no version of that name is in force across %s, or it is listed twice", e.In, twoLevels)
		}
		if e.Reason == "" || !slices.Contains([]string{"option", "table", "organisation", "none"}, e.Carried) {
			t.Errorf("%s: says not where it carries what changed", e.In)
		}
		delete(crossing, e.In)
	}
	for name := range crossing {
		t.Errorf("%s is in force across %s and says nothing of the end of the districts", name, twoLevels)
	}
}
