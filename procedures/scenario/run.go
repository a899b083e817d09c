package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Units of the paper organisation.
const (
	FirstUnit = "unit-a"
	superior  = "-sup" // appended to a unit: its direct superior
)

// Load finds a procedure: the version named, or with an empty one that which
// was in force on the date of receipt.
type Load func(procedure, version string, received legaltime.Date) (*plan.Plan, error)

// Moved is one event of a story: what it found, and what it left or why it was
// refused.
type Moved struct {
	Law     *machine.Law
	Before  machine.State
	Event   machine.Event
	After   machine.State // as Before where the event was refused
	Refusal *machine.Refusal
	Told    bool    // the story says that it is refused
	Grown   *Growth // of a reception out of an earlier case
}

// Runner runs stories.
type Runner struct {
	Load     Load
	Past     Load // finds the procedures of earlier cases; nil: as Load
	Calendar *legaltime.Calendar
	Watch    func(Moved)                            // nil: nobody looks on
	Law      func(*plan.Plan) (*machine.Law, error) // nil: a law is made for each story
	Actors   *machine.Law                           // says who acts where a story does not; nil: the story's own law
}

// law is what a procedure means.
func (r Runner) law(p *plan.Plan) (*machine.Law, error) {
	if r.Law != nil {
		return r.Law(p)
	}
	return machine.NewLaw(p, r.Calendar)
}

// Run plays a story. It stops at the first act that did not come out as
// written, since what follows rests on it; expectations that fail do not stop
// it.
func (r Runner) Run(c Case) Report {
	_, report := r.run(c)
	return report
}

func (r Runner) run(c Case) (*paper, Report) {
	p := &paper{story: c, watch: r.Watch, actors: r.Actors}
	if err := p.open(r); err != nil {
		p.report(Result{Line: c.Line, Date: c.Received, Expected: "nhận được đơn", Got: err.Error()})
		return p, p.Report()
	}
	for i := range c.Story {
		if l := &c.Story[i]; l == c.receipt() {
			p.received(l)
		} else if l.early() {
			p.tooEarly(l)
		} else if !p.play(l) {
			break
		}
	}
	return p, p.Report()
}

// paper is a case on paper time.
type paper struct {
	story   Case
	watch   func(Moved)
	actors  *machine.Law
	refused bool // the line being played says that its act is refused
	law     *machine.Law
	state   machine.State
	before  machine.State // at the beginning of the line being played
	today   legaltime.Date
	alarms  []machine.Notice // all so far
	told    int              // of them, those that a result has shown
	filled  []string
	results []Result
	carried map[string]any // what the earlier case filled in
}

// Report is what came of the story so far.
func (p *paper) Report() Report { return Report{Case: p.story, Results: p.results} }

func (p *paper) report(r Result) bool {
	r.File, r.Case, r.OK = p.story.File, p.story.Name, r.Expected == ""
	r.Filled, p.filled = p.filled, nil
	r.Alarms, p.told = p.alarms[p.told:len(p.alarms):len(p.alarms)], len(p.alarms)
	if p.law != nil {
		r.Stage = p.state.Stage
		r.Clocks = machine.Clocks(p.law, p.state, legaltime.Day(p.today))
	}
	p.results = append(p.results, r)
	return r.OK
}

// open receives the petition. The intake form's fields that the story leaves
// out are always filled: a story begins with facts, not with a form.
func (p *paper) open(r Runner) error {
	c := p.story
	compiled, err := r.Load(c.Procedure, c.Version, c.Received.Date)
	if err != nil {
		return err
	}
	if p.law, err = r.law(compiled); err != nil {
		return err
	}
	if p.actors == nil {
		p.actors = p.law
	}
	p.today = c.Received.Date
	if name := unknownPolicy(compiled, c.Policies); name != "" {
		return fmt.Errorf("thủ tục không có chính sách %s", name)
	}
	if err := r.Recall(&p.story); err != nil {
		return err
	}
	if p.story.never() {
		return nil
	}
	return p.receive()
}

// receive opens the case.
func (p *paper) receive() error {
	c := p.story
	e := machine.Event{Kind: machine.Opens, On: c.Received, Unit: FirstUnit, Superior: FirstUnit + superior, Policies: c.Policies}
	if e.With = machine.Sample(p.law, p.state, machine.Reception, c.Received); e.With == nil {
		e.With = map[string]any{}
	}
	if err := p.grow(&e); err != nil {
		return err
	}
	said := map[string]any{}
	maps.Copy(said, c.Facts)
	if l := c.receipt(); l != nil {
		maps.Copy(said, l.With)
	}
	maps.Copy(e.With, said)
	maps.DeleteFunc(p.carried, func(name string, _ any) bool { _, typed := said[name]; return typed })
	passOver(e.With, p.law.Plan())
	refusal := p.mayGrow(c.Received)
	if refusal == nil {
		refusal = p.advance(e)
	}
	if refusal != nil {
		p.law = nil
		return fmt.Errorf("bị từ chối: %s", say(refusal))
	}
	return nil
}

// receipt is the first line of a story, those that come too early aside, where
// it only repeats that the petition was received; nil where it says something
// else.
func (c *Case) receipt() *Line {
	i := slices.IndexFunc(c.Story, func(l Line) bool { return !l.early() })
	if i < 0 {
		return nil
	}
	if l := &c.Story[i]; l.Act == machine.Reception && l.Refused == "" && l.Date.Date == c.Received.Date {
		return l
	}
	return nil
}

// received reports the line that repeats the receipt.
func (p *paper) received(l *Line) {
	p.pass(l.Date.Date)
	result := Result{Line: l.Line, Date: l.Date, Act: l.Act}
	if l.Then != "" && l.Then != p.state.Stage {
		result.Expected, result.Got = "giai đoạn "+p.stageCalled(l.Then), "giai đoạn "+p.stageCalled(p.state.Stage)
	}
	p.report(result)
	if l.Expect != nil {
		p.expect(l)
	}
}

// general are facts that many procedures know. A story may say of any that it
// does not hold, also where the procedure has no such fact.
var general = []string{"phuc-tap", "dac-biet-phuc-tap", "vung-sau-xa", "nhieu-noi-xac-minh", "buoc-thoi-viec"}

func passOver(facts map[string]any, law *plan.Plan) {
	intake := law.Form(law.Intake)
	maps.DeleteFunc(facts, func(name string, v any) bool {
		known := law.Fact(name) != nil || intake != nil && intake.Field(name) != nil
		return !known && v == false && slices.Contains(general, name)
	})
}

// unknownPolicy is a policy that a story settles and the procedure does not
// declare nor the machine have; "" when there is none.
func unknownPolicy(law *plan.Plan, settings map[string]string) string {
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if !slices.ContainsFunc(machine.Readings(law), func(p plan.Policy) bool { return p.Name == name }) {
			return name
		}
	}
	return ""
}

// advance is one event, recorded at the end of the paper day.
func (p *paper) advance(e machine.Event) *machine.Refusal {
	e.At = p.today.At(23, 59)
	e.Seq, e.Command = p.state.Seq+1, fmt.Sprintf("paper-%d", p.state.Seq+1)
	next, commands, refusal := machine.Advance(p.law, p.state, e)
	if p.watch != nil {
		m := Moved{Law: p.law, Before: p.state, Event: e, After: next, Refusal: refusal, Told: p.refused}
		if e.Kind == machine.Opens {
			m.Grown = p.growth(e.On)
		}
		p.watch(m)
	}
	if refusal != nil {
		return refusal
	}
	p.state = next
	for i := range commands {
		if n := commands[i].Notice; n != nil {
			p.alarms = append(p.alarms, *n)
		}
	}
	return nil
}

// pass lets the days go by up to and with a date, with a tick on each on which
// there is something to do.
func (p *paper) pass(to legaltime.Date) {
	for {
		wake, ok := machine.Wake(p.law, p.state)
		if !ok || wake.After(to) {
			break
		}
		if wake.After(p.today) {
			p.today = wake
		}
		seq := p.state.Seq
		p.advance(machine.Event{Kind: machine.Ticks, On: legaltime.Day(p.today)})
		if p.state.Seq == seq {
			panic(fmt.Sprintf("the machine asked to be woken on %s and had nothing to do", wake))
		}
	}
	p.today = to
}

// play is one line; false when the story cannot go on.
func (p *paper) play(l *Line) bool {
	p.pass(l.Date.Date)
	p.before = p.state
	if l.Act != "" && !p.act(l) {
		return false
	}
	if l.Expect != nil {
		p.pass(l.Date.Date)
		p.expect(l)
	}
	return true
}
