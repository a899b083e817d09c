package machine_test

import (
	"encoding/json"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"pgregory.net/rapid"
)

// wander makes one random event: mostly acts that are offered, by whom they
// are for, on dates near each other; sometimes anything.
func wander(rt *rapid.T, law *machine.Law, s machine.State, today legaltime.Date) (machine.Event, legaltime.Date) {
	today = today.AddDays(rapid.SampledFrom([]int{0, 0, 1, 3, 10, 40}).Draw(rt, "pass"))
	e := machine.Event{Kind: machine.Acts, At: today.At(12, 0), On: legaltime.Day(today.AddDays(rapid.SampledFrom([]int{0, 0, 0, -1, -5, 1}).Draw(rt, "back")))}
	if rapid.IntRange(0, 4).Draw(rt, "tick") == 0 {
		e.Kind, e.On = machine.Ticks, legaltime.Day(today)
		return e, today
	}
	e.Act = rapid.SampledFrom(names(law.Plan(), s.Stage)).Draw(rt, "act")
	e.Actor = machine.SampleActor(law, s, e.Act, "")
	if rapid.IntRange(0, 9).Draw(rt, "stranger") == 0 {
		e.Actor.Unit = "unit-x"
	}
	e.With = machine.Sample(law, s, e.Act, e.On)
	if e.With == nil {
		e.With = fields{}
	}
	if a := law.Plan().Act(e.Act); a != nil && law.Plan().Form(a.Form) != nil {
		for _, f := range law.Plan().Form(a.Form).Fields {
			if f.Type == "flag" {
				e.With[f.Name] = rapid.Bool().Draw(rt, f.Name)
			}
		}
	}
	e.Superior = rapid.SampledFrom([]string{"", "unit-t"}).Draw(rt, "superior")
	return e, today
}

// names are the acts of a plan, those of the stage three times over, and two
// that no plan offers.
func names(p *plan.Plan, stage string) []string {
	all := []string{"khong-co", machine.Reception}
	for _, a := range p.Acts {
		all = append(all, a.Name)
	}
	for _, m := range p.Stage(stage).Moves {
		all = append(all, m.Act, m.Act, m.Act)
	}
	for _, t := range p.Stage(stage).Tasks {
		all = append(all, t, t, t)
	}
	return all
}

func TestWhateverHappens(t *testing.T) { whateverHappens(t, lawOf(t, petition())) }

func TestWhateverHappensInTheLibrary(t *testing.T) {
	shelf, _ := procedures.Library() // what cannot be read is for the tests of the library to tell
	if shelf == nil || len(shelf.All()) == 0 {
		t.Skip("no procedure in the library can be read")
	}
	for _, p := range shelf.All() {
		t.Run(p.Procedure+"@"+p.Version, func(t *testing.T) { whateverHappens(t, lawOf(t, p)) })
	}
}

func whateverHappens(t *testing.T, law *machine.Law) {
	rapid.Check(t, func(rt *rapid.T) {
		today := day("2026-07-06").Date
		k := &tale{t: t, law: law}
		open := machine.Event{Kind: machine.Opens, On: legaltime.Day(today), Unit: "unit-a", Superior: "unit-s"}
		open.With = machine.Sample(law, k.state, machine.Reception, open.On)
		k.must(open)
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			var e machine.Event
			e, today = wander(rt, law, k.state, today)
			before := k.state
			if k.try(e) != nil { // try holds that a refusal changes nothing
				continue
			}
			holdsTogether(rt, law, before, k.state, e)
			if e.Kind == machine.Ticks {
				if _, again, _ := machine.Advance(law, k.state, e); again != nil {
					rt.Fatalf("a second tick on %s still had %d commands", e.On, len(again))
				}
			}
		}
		folded, err := machine.Fold(law, k.events)
		if err != nil || jsonOf(t, folded) != jsonOf(t, k.state) {
			rt.Fatalf("the record folds to another state: %v\n%s\n%s", err, jsonOf(t, folded), jsonOf(t, k.state))
		}
		var back machine.State
		if err := json.Unmarshal([]byte(jsonOf(t, k.state)), &back); err != nil || jsonOf(t, back) != jsonOf(t, k.state) {
			rt.Fatalf("the state does not survive JSON: %v", err)
		}
		replayed(rt, law, k, back)
	})
}

// replayed: a state that went through JSON goes on as the one that did not.
func replayed(rt *rapid.T, law *machine.Law, k *tale, back machine.State) {
	e := machine.Event{Kind: machine.Ticks, On: legaltime.Day(k.state.Last.AddDays(90))}
	a, ca, _ := machine.Advance(law, k.state, e)
	b, cb, _ := machine.Advance(law, back, e)
	if jsonOf(k.t, a) != jsonOf(k.t, b) || jsonOf(k.t, ca) != jsonOf(k.t, cb) {
		rt.Fatal("after JSON the case goes on differently")
	}
}

// holdsTogether is what is true of every state that a case can reach.
func holdsTogether(rt *rapid.T, law *machine.Law, before, s machine.State, e machine.Event) {
	if s.Seq != before.Seq && s.Seq != before.Seq+1 || s.Seq < 1 {
		rt.Fatalf("seq %d after %d", s.Seq, before.Seq)
	}
	if s.Responsible == "" || s.Handoff != nil && (s.Handoff.To == s.Responsible || s.Handoff.To == "") {
		rt.Fatalf("responsible %q, offer %v", s.Responsible, s.Handoff)
	}
	if s.Last.Before(before.Last) && (e.Kind != machine.Acts || before.Entered != before.Last) { // but for a lapse taken back
		rt.Fatalf("last went back from %s to %s", before.Last, s.Last)
	}
	if law.Plan().Stage(s.Stage) == nil || (s.Outcome != "") != (law.Plan().Stage(s.Stage).Outcome != "") {
		rt.Fatalf("stage %q, outcome %q", s.Stage, s.Outcome)
	}
	names := map[string]bool{}
	for _, c := range s.Clocks {
		if names[c.Name] {
			rt.Fatalf("two clocks %s", c.Name)
		}
		names[c.Name] = true
		soundClock(rt, s, c)
	}
	if wake, ok := machine.Wake(law, s); ok && e.Kind == machine.Ticks && !wake.After(e.On.Date) {
		rt.Fatalf("after a tick on %s the case still wants %s", e.On, wake)
	}
}

func soundClock(rt *rapid.T, s machine.State, c machine.Clock) {
	over := c.State == machine.Met || c.State == machine.Stopped
	open := len(c.Pauses) > 0 && c.Pauses[len(c.Pauses)-1].Open()
	switch {
	case over != !c.Ended.IsZero():
		rt.Fatalf("%s is %s and ended %q", c.Name, c.State, c.Ended)
	case (c.State == machine.Paused) != open || open != (len(c.PausedBy) > 0):
		rt.Fatalf("%s is %s, pauses %v, held by %v", c.Name, c.State, c.Pauses, c.PausedBy)
	case s.Outcome != "" && !over:
		rt.Fatalf("%s is %s after the end", c.Name, c.State)
	case c.Due.IsZero() || c.Nominal.IsZero() || c.Due.Before(c.WarnBy):
		rt.Fatalf("%s: nominal %s due %s warned of %s", c.Name, c.Nominal, c.Due, c.WarnBy)
	case c.Late && c.State != machine.Met:
		rt.Fatalf("%s is late and %s", c.Name, c.State)
	}
	for i := 1; i < len(c.Pauses); i++ {
		if c.Pauses[i].From.Before(c.Pauses[i-1].To) {
			rt.Fatalf("%s: pauses %v", c.Name, c.Pauses)
		}
	}
	type key struct {
		rung int
		due  legaltime.Date
	}
	fired := map[key]bool{}
	for _, f := range c.Fired {
		if fired[key{f.Rung, f.Due}] {
			rt.Fatalf("%s: rung %d fired twice for %s", c.Name, f.Rung, f.Due)
		}
		fired[key{f.Rung, f.Due}] = true
	}
}

// The day on which a tick comes does not change what is raised in the end.
func TestTicksMayComeLate(t *testing.T) {
	law := lawOf(t, petition())
	rapid.Check(t, func(rt *rapid.T) {
		prompt := tell(t, law, "2026-07-06", nil).act("2026-07-15", "thu-ly", nil)
		if rapid.Bool().Draw(rt, "decided") {
			prompt.act("2026-07-20", "bao-cao", nil).act("2026-07-20", "ban-hanh", nil)
		}
		late := *prompt
		until := day("2026-07-20").Date.AddDays(rapid.IntRange(0, 200).Draw(rt, "days"))
		a := prompt.sleep(until.String())
		b := late.tick(until.String())
		if jsonOf(t, a) != jsonOf(t, b) && len(a)+len(b) > 0 {
			rt.Fatalf("prompt %v\nlate %v", a, b)
		}
		x, y := prompt.state, late.state
		x.Seq, y.Seq = 0, 0
		if jsonOf(t, x) != jsonOf(t, y) {
			rt.Fatalf("prompt %s\nlate %s", jsonOf(t, x), jsonOf(t, y))
		}
	})
}

// Two ways to go on from one state do not touch each other.
func TestSiblings(t *testing.T) {
	k := accepted(t)
	k.act("2026-07-16", "trung-cau", nil)
	for range 4 { // the list of acts has room to spare now
		k.act("2026-07-16", "moi", fields{"ngay": "2026-08-20"})
	}
	one, other := *k, *k
	one.act("2026-07-17", "bao-cao", nil)
	want := jsonOf(t, one.state)
	other.act("2026-07-18", "nhan-ket-qua", nil)
	other.tick("2026-10-01")
	if got := jsonOf(t, one.state); got != want {
		t.Errorf("a sibling changed the state:\n%s\n%s", want, got)
	}
}

func TestSameInSameOut(t *testing.T) {
	var first string
	for range 100 {
		k := accepted(t).act("2026-07-16", "chuyen-don", fields{"noi-nhan": "unit-b"})
		k.act("2026-07-20", "bao-cao", fields{"con-khac-nhau": true})
		k.tick("2026-09-30")
		r := k.refused("2026-09-30", "re", fields{"x": 1, "a": 1, "m": 1, "con-khac-nhau": "?"}, machine.BadForm)
		all := jsonOf(t, []any{k.state, k.commands, r, k.tasks(), machine.Next(k.law, k.state, machine.SampleActor(k.law, k.state, "thu-ly", ""), day("2026-09-30"))})
		if first == "" {
			first = all
		}
		if all != first {
			t.Fatalf("differs:\n%s\n%s", first, all)
		}
	}
}
