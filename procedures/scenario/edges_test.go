package scenario_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/scenario"
)

// A story comes by an edge of the calendar where its dates do, and by no other.
func TestEdges(t *testing.T) {
	const story = "case: x\nprocedure: to-cao\nversion: 2026-07-01\nfill: tasks\nreceived: "
	for name, x := range map[string]struct{ text, has, lacks string }{
		"an ordinary week":       {story + "2026-07-06\nstory: [{date: 2026-07-07, act: kiem-tra-dieu-kien}]", "weekend", "Tết Saturday first extended paused"},
		"Tết":                    {story + "2027-02-02\nstory: [{date: 2027-02-02, act: kiem-tra-dieu-kien}]", "Tết weekend", "Saturday first"},
		"a Saturday worked":      {story + "2026-08-17\nstory: [{date: 2026-08-17, act: kiem-tra-dieu-kien}]", "Saturday", "Tết first"},
		"the first day":          {story + "2026-07-01\nstory: [{date: 2026-07-02, act: kiem-tra-dieu-kien}]", "first", "Tết extended"},
		"extended early":         {story + "2026-07-06\nstory: [{date: 2026-07-07, act: thu-ly}, {date: 2026-08-05, act: gia-han, with: {phuc-tap: true}}]", "weekend", "extended"},
		"extended at the end":    {story + "2026-07-06\nstory: [{date: 2026-07-07, act: thu-ly}, {date: 2026-08-06, act: gia-han, with: {phuc-tap: true}}]", "extended", "paused"},
		"paused within":          {story + "2026-07-06\nstory: [{date: 2026-07-07, act: thu-ly}, {date: 2026-07-20, act: tam-dinh-chi}, {date: 2026-08-06, act: tiep-tuc}]", "weekend", "paused"},
		"paused across the end":  {story + "2026-07-06\nstory: [{date: 2026-07-07, act: thu-ly}, {date: 2026-07-20, act: tam-dinh-chi}, {date: 2026-08-07, act: tiep-tuc}]", "paused", "extended"},
		"a last day that is off": {story + "2026-07-16\nstory: [{date: 2026-07-16, act: thu-ly}]", "weekend", "Saturday"},
	} {
		r := onShelf(t)
		cover := scenario.NewCover(r.Calendar)
		r.Watch = cover.Watch
		cases, err := scenario.Parse("x", []byte(x.text))
		if err != nil {
			t.Fatal(err)
		}
		if report := r.Run(cases[0]); !report.OK() {
			t.Fatalf("%s: %+v", name, report.Results)
		}
		p, _ := r.Load("to-cao", "2026-07-01", legaltime.Date{})
		missing := ""
		for _, i := range cover.Of(p).Missing {
			if i.Kind == scenario.CoverEdges {
				missing += i.Name + "\n"
			}
		}
		for _, word := range strings.Fields(x.has) {
			if strings.Contains(missing, word) {
				t.Errorf("%s: %s is missing", name, word)
			}
		}
		for _, word := range strings.Fields(x.lacks) {
			if !strings.Contains(missing, word) {
				t.Errorf("%s: %s is there", name, word)
			}
		}
	}
}
