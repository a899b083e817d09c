package machine_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

func BenchmarkAdvance(b *testing.B) {
	k := accepted(b).act("2026-07-16", "bao-cao", fields{"con-khac-nhau": true})
	paused := *k
	paused.act("2026-07-20", "tam-dinh-chi", nil)
	for name, play := range map[string]struct {
		k *tale
		e machine.Event
	}{
		"task":    {k, k.event("2026-07-17", "thong-bao", nil)},
		"fact":    {k, k.event("2026-07-17", "phuc-tap", fields{"phuc-tap": true})},
		"suspend": {k, k.event("2026-07-20", "tam-dinh-chi", nil)},
		"resume":  {&paused, paused.event("2026-07-27", "tiep-tuc", nil)},
		"refused": {k, k.event("2026-07-17", "ban-hanh", nil)},
		"tick":    {k, machine.Event{Kind: machine.Ticks, On: day("2026-08-14")}},
		"idle":    {k, machine.Event{Kind: machine.Ticks, On: day("2026-07-17")}},
	} {
		play.e.At = play.e.On.Date.At(12, 0)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				machine.Advance(play.k.law, play.k.state, play.e)
			}
		})
	}
}

func BenchmarkViews(b *testing.B) {
	k := accepted(b)
	actor := machine.SampleActor(k.law, k.state, "thu-ly", "")
	for name, view := range map[string]func(){
		"wake":  func() { machine.Wake(k.law, k.state) },
		"tasks": func() { machine.Tasks(k.law, k.state) },
		"next":  func() { machine.Next(k.law, k.state, actor, day("2026-07-17")) },
		"explain": func() {
			_, _ = machine.Explain(k.law, k.state, "giai-quyet", day("2026-07-17").Date)
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				view()
			}
		})
	}
}
