package verify_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/verify"
)

// randomStories is how many random stories are told over all procedures
// together.
const randomStories = 100_000

// TestRandomStories: random acts in any order on random dates never lead to a
// state that no body answers for, that waits without a clock, or in which a
// clock contradicts itself. The stories are the same every time.
func TestRandomStories(t *testing.T) {
	all := laws(t)
	each := (randomStories + len(all) - 1) / len(all)
	if testing.Short() {
		each /= 20
	}
	for i, law := range all {
		t.Run(law.Plan().Procedure+"@"+law.Plan().Version, func(t *testing.T) {
			t.Parallel()
			coin := rand.New(rand.NewPCG(2026, uint64(i)))
			events, ended := 0, 0
			for range each {
				s := &stroll{t: t, law: law, coin: coin, today: law.Plan().From.AddDays(coin.IntN(400))}
				s.open()
				for range 30 {
					if s.state.Outcome != "" || t.Failed() {
						break
					}
					s.step()
				}
				events += s.state.Seq
				if s.state.Outcome != "" {
					ended++
				}
			}
			t.Logf("%d stories, %d events, %d ended", each, events, ended)
			if ended < each/20 || events < 3*each {
				t.Errorf("the stories do not get far: %d events, %d of %d ended", events, ended, each)
			}
		})
	}
}

// stroll is one random story.
type stroll struct {
	t     *testing.T
	law   *machine.Law
	coin  *rand.Rand
	state machine.State
	today legaltime.Date
	told  []string
}

func (s *stroll) open() {
	on := legaltime.Day(s.today)
	for range 50 { // who wrote a date that cannot be writes another
		s.take(machine.Event{Kind: machine.Opens, On: on, With: s.fill(machine.Reception, on), Unit: "unit-a", Superior: "unit-a-sup"})
		if s.state.Seq > 0 {
			return
		}
	}
	s.t.Fatal("the petition was not received")
}

// step lets some days pass, then a tick comes or somebody tries something:
// mostly what the stage offers, sometimes on an earlier day, sometimes anything.
func (s *stroll) step() {
	s.today = s.today.AddDays([]int{0, 0, 0, 1, 2, 7, 20, 45}[s.coin.IntN(8)])
	if s.coin.IntN(4) == 0 {
		s.take(machine.Event{Kind: machine.Ticks, On: legaltime.Day(s.today)})
		return
	}
	on := legaltime.Day(s.today.AddDays([]int{0, 0, 0, 0, -1, -9, 1}[s.coin.IntN(7)]))
	act := s.choose()
	for _, need := range machine.Lacking(s.law, s.state, act) {
		if s.coin.IntN(4) > 0 { // often in the order that leads on
			act = need
			break
		}
	}
	a := s.law.Plan().Act(act)
	if a == nil {
		return
	}
	actor := machine.SampleActor(s.law, s.state, act, a.Roles[s.coin.IntN(len(a.Roles))])
	if s.coin.IntN(50) == 0 {
		actor.Unit = "unit-x"
	}
	superior := ""
	switch a.Handoff {
	case plan.Accept:
		if s.state.Handoff != nil {
			superior = s.state.Handoff.To + "-sup"
		}
	case plan.TakeOver:
		superior = s.state.Superior + "-sup"
	}
	s.take(machine.Event{Kind: machine.Acts, Act: act, On: on, With: s.fill(act, on), Actor: actor, Superior: superior})
}

// choose picks an act: of ten, nine that the stage offers.
func (s *stroll) choose() string {
	p := s.law.Plan()
	stage := p.Stage(s.state.Stage)
	n := s.coin.IntN(len(stage.Tasks) + len(stage.Moves) + 1)
	switch {
	case s.coin.IntN(10) == 0:
		return p.Acts[s.coin.IntN(len(p.Acts))].Name
	case n < len(stage.Tasks):
		return stage.Tasks[n]
	case n-len(stage.Tasks) < len(stage.Moves):
		return stage.Moves[n-len(stage.Tasks)].Act
	}
	return p.Acts[0].Name
}

// fill fills in a form: what is required, and at random the flags, the choices
// and the dates that nothing requires.
func (s *stroll) fill(act string, on legaltime.Moment) map[string]any {
	with := maps.Clone(machine.Sample(s.law, s.state, act, on))
	if with == nil {
		with = map[string]any{}
	}
	name := s.law.Plan().Intake
	if a := s.law.Plan().Act(act); a != nil {
		name = a.Form
	}
	form := s.law.Plan().Form(name)
	if form == nil {
		return with
	}
	for _, f := range form.Fields {
		if s.coin.IntN(3) == 0 {
			continue
		}
		switch f.Type {
		case plan.Flag:
			with[f.Name] = s.coin.IntN(2) == 0
		case plan.Choice:
			with[f.Name] = f.Options[s.coin.IntN(len(f.Options))].Value
		case plan.Day:
			with[f.Name] = on.Date.AddDays(s.coin.IntN(30) - 10).String()
		}
	}
	return with
}

// take is one event, and what must be true after it.
func (s *stroll) take(e machine.Event) {
	e.At = s.today.At(23, 59)
	before := s.state
	next, _, refusal := machine.Advance(s.law, s.state, e)
	if refusal != nil {
		if refusal.Code == "" || refusal.Sentence == "" || refusal.Code == machine.NotComputable || refusal.Code == machine.WrongLaw {
			s.fail("%s: refused with %q %q", e.Act, refusal.Code, refusal.Sentence)
		}
		return
	}
	s.state = next
	if next.Seq != before.Seq {
		s.told = append(s.told, fmt.Sprintf("%s %s%s %v -> %s", e.On, e.Kind, " "+e.Act, e.With, next.Stage))
	}
	if text := verify.Broken(s.law, next, s.today); text != "" {
		s.fail("%s", text)
	}
	if text := verify.Waits(s.law, next); text != "" && next.Outcome == "" {
		s.fail("%s", text)
	}
	if wake, ok := machine.Wake(s.law, next); ok && e.Kind == machine.Ticks && !wake.After(e.On.Date) {
		s.fail("after a tick on %s the case still wants %s", e.On, wake)
	}
}

func (s *stroll) fail(format string, args ...any) {
	s.t.Fatalf("%s\n%s", fmt.Sprintf(format, args...), strings.Join(s.told, "\n"))
}
