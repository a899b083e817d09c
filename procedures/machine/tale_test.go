package machine_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

// tale plays a case and remembers what came of it.
type tale struct {
	t        testing.TB
	law      *machine.Law
	state    machine.State
	events   []machine.Event
	commands []machine.Command // of the last event
}

type fields = map[string]any

func tell(t testing.TB, law *machine.Law, received string, with fields) *tale {
	t.Helper()
	k := &tale{t: t, law: law}
	w := fields{"nguoi": "token"}
	maps.Copy(w, with)
	k.must(machine.Event{Kind: machine.Opens, On: day(received), With: w, Unit: "unit-a", Superior: "unit-s"})
	return k
}

func (k *tale) try(e machine.Event) *machine.Refusal {
	k.t.Helper()
	if e.At.IsZero() {
		e.At = e.On.Date.At(23, 59)
	}
	before := jsonOf(k.t, k.state)
	next, commands, r := k.judge(e)
	if after := jsonOf(k.t, k.state); before != after {
		k.t.Fatalf("%s %s changed its argument:\n%s\n%s", e.Kind, e.Act, before, after)
	}
	if r != nil {
		if jsonOf(k.t, next) != before || commands != nil {
			k.t.Fatalf("refused %s and yet something changed", e.Act)
		}
		return r
	}
	if next.Seq != k.state.Seq {
		e.Seq = next.Seq
		k.events = append(k.events, e)
	} else if commands != nil {
		k.t.Fatal("commands without a step")
	}
	k.state, k.commands = next, commands
	return nil
}

func (k *tale) judge(e machine.Event) (machine.State, []machine.Command, *machine.Refusal) {
	if e.Kind == machine.Corrects {
		return machine.Correct(k.law, k.state, k.events, e)
	}
	return machine.Advance(k.law, k.state, e)
}

func (k *tale) must(e machine.Event) {
	k.t.Helper()
	if r := k.try(e); r != nil {
		k.t.Fatalf("%s %s on %s refused: %s: %s %v", e.Kind, e.Act, e.On, r.Code, r.Sentence, r.Fields)
	}
}

func (k *tale) event(on, act string, with fields) machine.Event {
	return machine.Event{Kind: machine.Acts, Act: act, On: day(on), With: with, Actor: machine.SampleActor(k.law, k.state, act, ""), Superior: "unit-s2"}
}

func (k *tale) act(on, act string, with fields) *tale {
	k.t.Helper()
	k.must(k.event(on, act, with))
	return k
}

func (k *tale) refused(on, act string, with fields, code string) *machine.Refusal {
	k.t.Helper()
	r := k.try(k.event(on, act, with))
	switch {
	case r == nil:
		k.t.Fatalf("%s on %s was allowed, want %s", act, on, code)
	case r.Code != code:
		k.t.Fatalf("%s on %s: refused %s (%s), want %s", act, on, r.Code, r.Sentence, code)
	}
	return r
}

// tick returns the alarms of one tick as "clock rung date".
func (k *tale) tick(on string) []string {
	k.t.Helper()
	k.must(machine.Event{Kind: machine.Ticks, On: day(on)})
	return k.alarms()
}

func (k *tale) alarms() []string {
	var all []string
	for _, c := range k.commands {
		if n := c.Notice; n != nil {
			all = append(all, n.Clock+" "+string(n.Does)+" "+n.Date.String())
		}
	}
	return all
}

func (k *tale) kinds() []machine.CommandKind {
	var all []machine.CommandKind
	for _, c := range k.commands {
		if !slices.Contains(all, c.Kind) {
			all = append(all, c.Kind)
		}
	}
	return all
}

func (k *tale) clock(name string) machine.Clock {
	k.t.Helper()
	for _, c := range k.state.Clocks {
		if c.Name == name {
			return c
		}
	}
	k.t.Fatalf("no clock %s", name)
	return machine.Clock{}
}

func (k *tale) due(name, nominal, due string, state machine.ClockState) *tale {
	k.t.Helper()
	c := k.clock(name)
	if c.Nominal.String() != nominal || c.Due.String() != due || c.State != state {
		k.t.Fatalf("%s: nominal %s due %s %s, want %s %s %s", name, c.Nominal, c.Due, c.State, nominal, due, state)
	}
	return k
}

func (k *tale) stage(want string) *tale {
	k.t.Helper()
	if k.state.Stage != want {
		k.t.Fatalf("stage %s, want %s", k.state.Stage, want)
	}
	return k
}

func (k *tale) tasks() []string {
	var all []string
	for _, x := range machine.Tasks(k.law, k.state) {
		all = append(all, x.Act)
	}
	return all
}

func same(t testing.TB, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// accepted is a case accepted on 2026-07-15, received on 2026-07-06.
func accepted(t testing.TB) *tale {
	t.Helper()
	return tell(t, lawOf(t, petition()), "2026-07-06", nil).act("2026-07-15", "thu-ly", nil).stage("xac-minh")
}

func wake(k *tale) string {
	d, ok := machine.Wake(k.law, k.state)
	if !ok {
		return ""
	}
	return d.String()
}
