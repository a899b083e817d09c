package machine_test

import (
	"slices"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"pgregory.net/rapid"
)

// What happened, in whatever order it came into the record: written down in time,
// with a wrong date at first, or forgotten and inserted in any order, leads to
// the same case. Two things of one day need to be told which came first.
func TestTheOrderOfRecordingDoesNotMatter(t *testing.T) {
	law := lawOf(t, petition())
	rapid.Check(t, func(rt *rapid.T) {
		truth := history(rt, t, law)
		today := truth.state.Last.AddDays(rapid.IntRange(0, 30).Draw(rt, "after"))
		told := recordedAnyhow(rt, t, truth, today)
		told.folds()
		truth.tick(today.String())
		told.tick(today.String())
		if a, b := bare(truth), bare(told); a != b {
			rt.Fatalf("in order:\n%s\nanyhow:\n%s", a, b)
		}
		agreesWithTheSlowCount(rt, told)
	})
}

// history is a lawful life of a case in one body that has not ended.
func history(rt *rapid.T, t *testing.T, law *machine.Law) *tale {
	k := tell(t, law, "2026-07-06", fields{"vung-sau": rapid.Bool().Draw(rt, "vung-sau")})
	on := day("2026-07-06").Date
	for range rapid.IntRange(1, 14).Draw(rt, "acts") {
		on = on.AddDays(rapid.SampledFrom([]int{0, 1, 2, 5, 9}).Draw(rt, "pass"))
		name := rapid.SampledFrom(within).Draw(rt, "act")
		e := k.event(on.String(), name, machine.Sample(law, k.state, name, legaltime.Day(on)))
		if f := law.Plan().Form(law.Plan().Act(name).Form); f != nil {
			for _, x := range f.Fields {
				if x.Type == plan.Flag {
					e.With[x.Name] = rapid.Bool().Draw(rt, x.Name)
				}
			}
		}
		before := *k
		if k.try(e) == nil && k.state.Outcome != "" {
			*k = before
		}
	}
	return k
}

// within are the acts by which a case stays in its body.
var within = []string{"thu-ly", "thu-ly", "phuc-tap", "gia-han", "tam-dinh-chi", "tiep-tuc", "trung-cau", "nhan-ket-qua", "bao-cao", "thong-bao", "doi-thoai", "gui", "moi", "ban-hanh"}

// bare is a case without the marks of how it was recorded.
func bare(k *tale) string {
	s := k.state
	s.Seq, s.Done, s.Clocks = 0, slices.Clone(s.Done), slices.Clone(s.Clocks)
	for i := range s.Done {
		s.Done[i].Seq = 0
	}
	for i := range s.Clocks {
		s.Clocks[i].Fired = nil
	}
	return jsonOf(k.t, s)
}

// anyhow is a record that is put right bit by bit.
type anyhow struct {
	*tale
	rt    *rapid.T
	facts []machine.Event // in the order of law
	seq   []int           // the step that tells each of the facts; 0: none
	today legaltime.Date
}

func recordedAnyhow(rt *rapid.T, t *testing.T, truth *tale, today legaltime.Date) *tale {
	a := &anyhow{tale: &tale{t: t, law: truth.law}, rt: rt, facts: truth.events, seq: make([]int, len(truth.events)), today: today}
	var wrong []int
	for i, e := range a.facts {
		how := rapid.SampledFrom([]string{"right", "right", "forgotten", "dated wrongly"}).Draw(rt, "recorded")
		e.At = today.At(23, 0)
		shifted := e
		shifted.On = legaltime.Day(e.On.Date.AddDays(rapid.IntRange(-4, 6).Draw(rt, "shift")))
		switch {
		case i > 0 && how == "forgotten":
		case how == "dated wrongly" && shifted.On != e.On && a.try(shifted) == nil:
			a.seq[i], wrong = a.state.Seq, append(wrong, i)
		case a.try(e) == nil:
			a.seq[i] = a.state.Seq
		}
		if i == 0 && a.seq[0] == 0 {
			rt.Fatal("not opened")
		}
	}
	if a.state.Outcome != "" {
		rt.Skip("by the wrong dates it ended")
	}
	a.putRight(wrong)
	return a.tale
}

// putRight corrects dates and inserts what is missing, in any order as far as
// the law lets it; where it does not, what came later is taken out first.
func (a *anyhow) putRight(wrong []int) {
	if rapid.Bool().Draw(a.rt, "tick") {
		a.tick(a.today.String())
	}
	for range 3 {
		for _, i := range rapid.Permutation(wrong).Draw(a.rt, "dates first") {
			a.redated(i)
		}
		for _, i := range rapid.Permutation(a.missing()).Draw(a.rt, "then acts") {
			a.inserted(i)
		}
	}
	if a.right() {
		return
	}
	for i := len(a.facts) - 1; i > 0; i-- {
		if a.seq[i] != 0 {
			a.must(correction(a.today.String(), machine.Correction{Step: a.seq[i], Void: true}))
			a.seq[i] = 0
		}
	}
	a.redated(0)
	for i := range a.facts {
		if a.seq[i] == 0 && !a.inserted(i) {
			a.rt.Fatalf("%s on %s cannot be inserted", a.facts[i].Act, a.facts[i].On)
		}
	}
}

func (a *anyhow) missing() (all []int) {
	for i, seq := range a.seq {
		if seq == 0 {
			all = append(all, i)
		}
	}
	return all
}

// right says whether all is told, and stands in its place.
func (a *anyhow) right() bool {
	now := machine.Standing(a.events)
	return slices.EqualFunc(now, a.facts, func(x, y machine.Event) bool { return x.Act == y.Act && x.On == y.On })
}

func (a *anyhow) redated(i int) bool {
	if a.seq[i] == 0 {
		return false
	}
	return a.try(correction(a.today.String(), machine.Correction{Step: a.seq[i], On: a.facts[i].On, Before: a.next(i)})) == nil
}

func (a *anyhow) inserted(i int) bool {
	e := forgotten(a.today.String(), a.facts[i].On.String(), a.facts[i].Act, a.facts[i].With)
	e.Correct.Before = a.next(i)
	if a.try(e) != nil {
		return false
	}
	a.seq[i] = a.state.Seq
	return true
}

// next is the step that tells the fact after this one of the same day.
func (a *anyhow) next(i int) int {
	for n := i + 1; n < len(a.facts) && a.facts[n].On == a.facts[i].On; n++ {
		if a.seq[n] != 0 && slices.ContainsFunc(machine.Standing(a.events), func(e machine.Event) bool { return e.Seq == a.seq[n] && e.On == a.facts[n].On }) {
			return a.seq[n]
		}
	}
	return 0
}
