package verify

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// DefaultSteps is how many events a procedure is worth, unless it is told.
const DefaultSteps = 2_000_000

// mostFaults is how many faults of one kind are told of a procedure.
const mostFaults = 5

// Fault is something wrong with a procedure, with the shortest story found
// that leads to it.
type Fault struct {
	Code  string `json:"code"`
	Text  string `json:"text"`  // English
	Story string `json:"story"` // a scenario; empty where no story leads there
}

// Report is what a verification found. It is the same for the same plan,
// calendar and number of steps.
type Report struct {
	Procedure string  `json:"procedure"`
	Version   string  `json:"version"`
	Walks     int     `json:"walks"`
	States    int     `json:"states"`
	Steps     int     `json:"steps"`    // events that the machine was asked about
	Complete  bool    `json:"complete"` // false: the steps ran out before every walk had ended
	Faults    []Fault `json:"faults"`
}

// place is an act in a stage.
type place struct{ stage, act string }

// verifier gathers what the walks over one plan find.
type verifier struct {
	*terrain
	report  Report
	most    int
	steps   int
	unset   []string // facts that no form sets: they are known at reception or never
	done    map[place]bool
	stages  map[string]bool
	started map[string]bool // clocks
	told    map[string]bool
	count   map[string]int
	runs    map[string]map[string]runs // by stage and clock
	see     func(Passage)              // nil: nobody looks on
}

// Plan verifies one procedure in at most so many events (0: DefaultSteps).
func Plan(law *machine.Law, steps int) Report { return Watch(law, steps, nil) }

// Watch verifies as Plan does, and shows every passage from state to state that
// the walks try, the shortest stories first within each.
func Watch(law *machine.Law, steps int, see func(Passage)) Report {
	if steps <= 0 {
		steps = DefaultSteps
	}
	v := newVerifier(law, steps)
	v.see = see
	v.report = Report{Procedure: v.plan.Procedure, Version: v.plan.Version, Faults: []Fault{}}
	for _, l := range v.lenses() {
		for _, received := range v.receptions(l) {
			v.walk(l, received)
		}
	}
	for _, s := range v.plan.Stages {
		v.takeOver(s.Name)
	}
	v.report.Steps, v.report.Complete = v.steps, v.within()
	if v.report.Complete {
		v.never()
	}
	return v.report
}

// newVerifier looks a plan over, for at most so many events.
func newVerifier(law *machine.Law, steps int) *verifier {
	v := &verifier{terrain: survey(law), most: steps, done: map[place]bool{}, stages: map[string]bool{},
		started: map[string]bool{}, told: map[string]bool{}, count: map[string]int{}, runs: map[string]map[string]runs{}}
	v.unset = v.factsNobodySets()
	return v
}

func (v *verifier) within() bool { return v.steps < v.most }

// receptions are the days on which a petition is received: the first of the
// version or, where a provision begins or ends later, the eve of that, so that
// a case is on its way then.
func (v *verifier) receptions(l *lens) (all []legaltime.Date) {
	for _, on := range v.borders(v.plan.Opening) {
		eve := on.AddDays(-1)
		if eve.Before(v.plan.From) || !v.plan.To.IsZero() && eve.After(v.plan.To) {
			continue
		}
		if !l.steps {
			all = nil // what a clock does is looked at under the law as it is in the end
		}
		all = append(all, eve)
	}
	if all == nil {
		all = []legaltime.Date{v.plan.From}
	}
	return all
}

func (v *verifier) walk(l *lens, received legaltime.Date) *walk {
	w := v.explore(l, received)
	v.report.Walks++
	v.report.States += len(w.nodes)
	if !v.within() {
		return w
	}
	v.ends(w)
	v.tasks(w)
	v.covers(w)
	for name, how := range l.clocks {
		if how == phases {
			v.resumes(w, name)
		}
	}
	return w
}

func (v *verifier) factsNobodySets() (names []string) {
	for _, f := range v.plan.Facts {
		sets := func(act string) bool {
			return slices.ContainsFunc(v.fields(act), func(x plan.Field) bool { return x.Name == f.Name })
		}
		if v.domains.byName[f.Name] != nil && !sets(machine.Reception) &&
			!slices.ContainsFunc(v.plan.Acts, func(a plan.Act) bool { return sets(a.Name) }) {
			names = append(names, f.Name)
		}
	}
	return names
}

// fault notes a fault once, with the story to a node; at reaches nowhere for
// a fault of the whole.
func (v *verifier) fault(story []step, code, text string, settings ...map[string]string) {
	if v.told[code+text] || v.count[code] >= mostFaults {
		return
	}
	v.told[code+text] = true
	v.count[code]++
	f := Fault{Code: code, Text: text}
	if story != nil {
		var of map[string]string
		if len(settings) > 0 {
			of = settings[0]
		}
		f.Story = v.scenario(code, text, story, of)
	}
	v.report.Faults = append(v.report.Faults, f)
}

func (v *verifier) faultAt(w *walk, i int, code, text string) {
	v.fault(w.story(i), code, text, w.nodes[i].state.Policies)
}

// refused holds a refusal to what a refusal owes: a code, a sentence and, where
// the law is the reason, a provision.
func (v *verifier) refused(w *walk, i int, act string, r *machine.Refusal) {
	switch {
	case !slices.Contains(machine.Codes(), r.Code) || r.Sentence == "":
		v.faultAt(w, i, "refusal", fmt.Sprintf("%s is refused without a code or a sentence", act))
	case r.Cite == "" && r.Code != machine.FutureDate && r.Code != machine.WrongDateOrder:
		v.faultAt(w, i, "refusal", fmt.Sprintf("%s is refused (%s) without a provision", act, r.Code))
	case r.Code == machine.NotComputable || r.Code == machine.WrongLaw:
		v.faultAt(w, i, "refusal", fmt.Sprintf("%s cannot be answered: %s", act, r.Code))
	}
}

// judge looks at a state that nobody saw before.
func (v *verifier) judge(w *walk, i int) {
	n := &w.nodes[i]
	v.stages[n.state.Stage] = true
	for _, c := range n.state.Clocks {
		v.started[c.Name] = true
	}
	for _, s := range n.steps {
		if s.act != "" && s.act != machine.Reception {
			v.done[place{stageOf(&n.state, s.act), s.act}] = true
		}
	}
	if text := Broken(w.law, n.state, n.today); text != "" {
		v.faultAt(w, i, "unsound", text)
	}
	if n.state.Outcome == "" {
		if text := Waits(w.law, n.state); text != "" {
			v.faultAt(w, i, "waiting", text)
		}
	}
}

// stageOf is the stage in which an act was done last.
func stageOf(s *machine.State, act string) string {
	for i := len(s.Done) - 1; i >= 0; i-- {
		if s.Done[i].Act == act {
			return s.Done[i].Stage
		}
	}
	return ""
}

// never tells what no walk ever came to: an act, a stage or a clock that stands
// in the file and not in any story.
func (v *verifier) never() {
	for _, s := range v.plan.Stages {
		if !v.stages[s.Name] {
			v.fault(nil, "never", fmt.Sprintf("no story reaches the stage %s", s.Name))
			continue
		}
		for _, act := range v.offers[s.Name] {
			if !v.done[place{s.Name, act}] {
				v.fault(nil, "never", fmt.Sprintf("in the stage %s no story does %s", s.Name, act))
			}
		}
	}
	for _, c := range v.plan.Clocks {
		if !v.started[c.Name] {
			v.fault(nil, "never", fmt.Sprintf("no story starts the clock %s", c.Name))
		}
	}
}
