package machine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"pgregory.net/rapid"
)

// shared is the procedure with rungs at shares of every term that runs forward.
func shared(percents ...int) *plan.Plan {
	p := petition()
	for i := range p.Clocks {
		c := &p.Clocks[i]
		if c.Terms[0].Is.Backward {
			continue
		}
		for _, percent := range percents {
			c.Rungs = append(c.Rungs, plan.Rung{Offset: legaltime.Term{Unit: legaltime.Days}, Share: percent, Does: plan.Remind, To: []string{"thu-truong"}})
		}
	}
	return p
}

func TestAShareOfTheTerm(t *testing.T) {
	p := shared(50)
	at := len(p.Clocks[0].Rungs) - 1
	k := tell(t, lawOf(t, p), "2026-07-06", nil)
	clock := k.clock("thu-ly") // 7 working days to 15 July, warned of 8 days after: 14 July
	if why := machine.WhyRung(k.law, clock, at); why != "50% của 06 ngày làm việc là 03 ngày làm việc (làm tròn xuống), kể từ 06/07/2026" {
		t.Error(why)
	}
	if why := machine.WhyRung(k.law, clock, 0); why != "" {
		t.Errorf("a plain rung is explained: %s", why)
	}
	if got := k.sleep("2026-07-13"); !slices.Contains(got, "thu-ly remind 2026-07-09") {
		t.Error(got)
	}
	k.act("2026-07-15", "thu-ly", nil) // 30 days to 14 August
	if got := k.sleep("2026-08-02"); !slices.Contains(got, "giai-quyet remind 2026-07-30") {
		t.Error(got)
	}
}

// What is paused is no part of the term, whose share comes so much later.
func TestAShareWaitsWithThePause(t *testing.T) {
	k := tell(t, lawOf(t, shared(50)), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil).act("2026-07-20", "tam-dinh-chi", nil)
	if got := k.sleep("2026-07-31"); slices.ContainsFunc(got, func(a string) bool { return strings.HasPrefix(a, "giai-quyet") }) {
		t.Errorf("told while paused: %v", got)
	}
	k.act("2026-08-03", "tiep-tuc", nil) // 14 days of pause
	if got := k.sleep("2026-08-20"); !slices.Contains(got, "giai-quyet remind 2026-08-13") {
		t.Error(got)
	}
}

func TestAnUrgentRungSaysSo(t *testing.T) {
	p := shared(50)
	p.Clocks[0].Rungs[0].Urgent = true
	k := tell(t, lawOf(t, p), "2026-07-06", nil)
	k.tick("2026-07-10")
	for _, c := range k.commands {
		if n := c.Notice; n != nil && n.Urgent != (n.Rung == 0) {
			t.Errorf("rung %d urgent: %v", n.Rung, n.Urgent)
		}
	}
}

// Whatever happens to a case: a share that is told of is that share of the days
// that the clock counts, rounded down, and comes within the term.
func TestSharesAreWithinTheTerm(t *testing.T) {
	law := lawOf(t, shared(1, 33, 50, 99, 100))
	rapid.Check(t, func(rt *rapid.T) {
		today := day("2026-07-06").Date
		k := &tale{t: t, law: law}
		open := machine.Event{Kind: machine.Opens, On: legaltime.Day(today), Unit: "unit-a", Superior: "unit-s"}
		open.With = machine.Sample(law, k.state, machine.Reception, open.On)
		k.must(open)
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			var e machine.Event
			if e, today = wander(rt, law, k.state, today); k.try(e) != nil || e.Kind != machine.Ticks {
				continue
			}
			for _, c := range k.commands {
				if n := c.Notice; n != nil && law.Clock(n.Clock).Rungs[n.Rung].Share > 0 {
					if of := k.clock(n.Clock); of.Due == n.Due {
						wantShare(rt, law, of, *n)
					}
				}
			}
		}
	})
}

func wantShare(rt *rapid.T, law *machine.Law, c machine.Clock, n machine.Notice) {
	days := func(until legaltime.Date) (k int) {
		for d := c.From.Date.AddDays(1); !d.After(until); d = d.AddDays(1) {
			off := c.Term.Unit == legaltime.WorkingDays && !law.Calendar().Working(d)
			for _, p := range c.Pauses {
				off = off || !d.Before(p.From) && d.Before(p.To)
			}
			if !off {
				k++
			}
		}
		return k
	}
	share := law.Clock(c.Name).Rungs[n.Rung].Share
	if n.Date.Before(c.From.Date) || n.Date.After(c.WarnBy.Date) {
		rt.Fatalf("%s: %d%% on %s, from %s warned of %s", c.Name, share, n.Date, c.From, c.WarnBy)
	}
	if got, want := days(n.Date), days(c.WarnBy.Date)*share/100; got != want {
		rt.Fatalf("%s: %d%% told after %d days, want %d of %d", c.Name, share, got, want, days(c.WarnBy.Date))
	}
}
