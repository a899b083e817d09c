package scenario_test

import (
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/scenario"
)

const twoStories = complaint + `  - {date: 2026-07-10, act: thu-ly, by: nguoi-xu-ly, refused: not-your-role}
  - {date: 2026-07-15, act: thu-ly, then: xac-minh, expect: {clock: giai-quyet, due: 2026-08-14}}
  - {date: 2026-07-20, act: tam-dinh-chi}
  - {date: 2026-07-27, act: tiep-tuc, expect: {clock: giai-quyet, due: 2026-08-21, state: running}}
---
` + complaint + `  - {date: 2026-07-08, act: chuyen-don, then: cho-ben-nhan}
  - {date: 2026-07-09, act: tu-choi-nhan, then: tiep-nhan}
  - {date: 2026-07-10, act: tra-don, expect: {clocks: {thu-ly: stopped}}}
`

// A change is without effect for the reasons that can be read off the procedure,
// and not for what only looks like them.
func TestEffectless(t *testing.T) {
	shelf, err := procedures.Library()
	if shelf == nil {
		t.Fatal(err)
	}
	for name, want := range map[string]map[string]bool{
		"khieu-nai-lan-dau": {
			"clock thu-ly: stopped by tra-don dropped":                          true,
			"clock thu-ly: met by thu-ly dropped":                               false,
			"clock giai-quyet: stopped by dinh-chi dropped":                     false, // dinh-chi leads to a stage in which the case still waits
			"clock gui-quyet-dinh: last day rolls: true -> false":               true,  // working days
			"clock giai-quyet: last day rolls: true -> false":                   false,
			"clock giai-quyet: term 1 when: negated":                            false,
			"act tam-dinh-chi: only once":                                       true,
			"act nhan-tai-lieu: only once":                                      false,
			"stage cho-ben-nhan: act tu-choi-nhan: branch 1: back -> stay":      true,
			"stage cho-ben-nhan: act tu-choi-nhan: branch 1: back -> tiep-nhan": true,
			"stage tam-dinh-chi: act tiep-tuc: branch 1: back -> stay":          false,
		},
		"to-cao": {
			"clock giai-quyet: stopped by rut-len dropped":  true,
			"clock giai-quyet: stopped by dinh-chi dropped": false,
			"act gia-han: only once":                        true,
		},
		"xu-ly-don": {
			"clock chuyen-don: term 5 when: left out": true,
			"clock chuyen-don: term 5 when: negated":  true,
			"clock chuyen-don: term 4 when: left out": false,
		},
	} {
		p, _ := shelf.Get(name, "2026-07-01")
		found := 0
		for _, m := range scenario.Mutants(p) {
			if is, asked := want[m.What]; asked {
				found++
				if got := scenario.Effectless(p, m); got != is {
					t.Errorf("%s: %s: without effect %v, want %v", name, m.What, got, is)
				}
			}
		}
		if found != len(want) {
			t.Errorf("%s: only %d of the %d changes are there", name, found, len(want))
		}
	}
}

// Stories that a change does not bear on need not be asked, and a change without
// effect is not found out.
func TestOnlyStoriesThatMatterAreAsked(t *testing.T) {
	p, calendar, cases := procedureOf(t, twoStories)
	law, err := machine.NewLaw(p, calendar)
	if err != nil {
		t.Fatal(err)
	}
	stories, left := scenario.Grounded(law, cases), 0
	for _, m := range scenario.Mutants(p) {
		changed, err := m.Apply(p)
		if err != nil {
			t.Fatal(err)
		}
		mutant, err := machine.NewLaw(changed, calendar)
		if err != nil {
			continue
		}
		some := stories.For(p, m.At)
		left += len(cases) - len(some)
		all := scenario.Kills(mutant, law, cases)
		if got := scenario.Kills(mutant, law, some); got != all {
			t.Errorf("%s: found out %v by the stories that matter, %v by all", m.What, got, all)
		}
		if all && scenario.Effectless(p, m) {
			t.Errorf("%s is found out, and proven to be without effect", m.What)
		}
	}
	if left == 0 {
		t.Error("every story is asked of every change")
	}
}
