package year

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// clerks open cases and act in them. What each case goes through follows from its
// number alone, whatever the others do.
type clerks struct {
	y       *year
	opened  int
	mu      sync.Mutex
	waiting map[legaltime.Date][]*dossier // by the day of the next act
}

// dossier is a case as a clerk sees it: a number and what comes next.
type dossier struct {
	id   string
	dice *rand.Rand
	pace int // days between acts, about; 0: nobody acts
	acts int
	laws string // the branch whose bodies handle it
}

const mostActs = 24

// quota is how many petitions come on a day of the year: all by its end.
func (c *clerks) quota(day, days int) int { return c.y.petitions*(day+1)/days - c.opened }

// receive opens the petitions of a day.
func (c *clerks) receive(day legaltime.Date, n int) {
	plans, err := c.y.laws.PlansInForce(c.y.ctx, day)
	c.y.must(err)
	var all errgroup.Group
	all.SetLimit(hands)
	for range n {
		c.opened++
		d := &dossier{id: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, c.opened)).String(), dice: rand.New(rand.NewPCG(c.y.seed, uint64(c.opened)))}
		p := plans[d.dice.IntN(len(plans))]
		if d.dice.IntN(3) > 0 { // most petitions are of a few kinds
			kind := often[d.dice.IntN(len(often))]
			p = plans[slices.IndexFunc(plans, func(p *plan.Plan) bool { return p.Procedure == kind })]
		}
		all.Go(func() error { return c.open(d, p, day) })
	}
	c.y.must(all.Wait())
}

var often = []string{"khieu-nai-lan-dau", "to-cao", "kien-nghi-phan-anh", "xu-ly-don", "tiep-cong-dan"}

func (c *clerks) open(d *dossier, p *plan.Plan, day legaltime.Date) error {
	d.laws = cmp.Or(p.Branch, "hanh-chinh")
	unit := c.body(d, "")
	on := day
	switch d.dice.IntN(20) {
	case 0:
		on = day.AddDays(-10 - d.dice.IntN(20)) // written down long after it came
	case 1, 2, 3, 4:
		on = day.AddDays(-d.dice.IntN(4))
	}
	if on.Before(p.From) {
		on = day
	}
	if !on.Before(p.From) && on != day { // another version may be in force for that day
		if hash, err := c.y.records.PlanOn(c.y.ctx, p.Procedure, on); err != nil || hash != p.Hash() {
			on = day
		}
	}
	law, err := c.y.laws.Choose(c.y.ctx, p.Procedure, unit.ID, on)
	if err != nil {
		return err
	}
	superior, err := access.Superior(c.y.ctx, c.y.records, unit.ID, day)
	if err != nil {
		return err
	}
	e := machine.Event{Command: uuid.NewString(), Kind: machine.Opens, Act: machine.Reception, On: legaltime.Day(on), At: c.y.now(),
		Actor: machine.Actor{User: "nguoi-tiep-nhan", Unit: unit.ID}, Unit: unit.ID, Superior: superior, Calendar: law.Calendar().Hash()}
	c.fill(d, law, machine.State{}, &e, law.Plan().Form(law.Plan().Intake))
	if _, _, r := machine.Advance(law, machine.State{}, e); r != nil {
		return fmt.Errorf("%s: %w: %+v", p.Procedure, r, r.Fields)
	}
	if _, err := c.y.records.ReserveCase(c.y.ctx, store.PendingCase{ID: d.id, Procedure: p.Procedure, Version: p.Version, Kind: p.Kind, Unit: unit.ID, Created: c.y.now()}, unit.Code, on.Year()); err != nil {
		return err
	}
	if err := c.y.bar(d, unit.ID, day, 30); err != nil {
		return err
	}
	if _, err := c.y.direct.Open(c.y.ctx, contract.CaseInput{Case: d.id, Plan: law.Hash(), Calendar: law.Calendar().Hash(), Engine: contract.Engine}, e); err != nil {
		return err
	}
	if d.pace = []int{1, 2, 3, 3, 5, 8, 15, 30, 60, 0}[d.dice.IntN(10)]; d.pace > 0 {
		c.later(d, day)
	}
	return nil
}

func (c *clerks) later(d *dossier, day legaltime.Date) {
	next := day.AddDays(1 + d.dice.IntN(2*d.pace))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting[next] = append(c.waiting[next], d)
}

// body is one that handles the petition, other than one.
func (c *clerks) body(d *dossier, other string) store.UnitRow {
	for {
		if u := c.y.people.units[d.dice.IntN(len(c.y.people.units))]; u.Branch == d.laws && u.ID != other {
			return u
		}
	}
}

// fill writes what a form asks for.
func (c *clerks) fill(d *dossier, law *machine.Law, s machine.State, e *machine.Event, form *plan.Form) {
	e.With = machine.Sample(law, s, e.Act, e.On)
	if form == nil {
		return
	}
	for _, f := range form.Fields {
		_, given := e.With[f.Name]
		switch {
		case f.Type == plan.Unit && given:
			e.With[f.Name] = c.body(d, s.Responsible).ID
		case f.Type == plan.Case && given:
			e.With[f.Name] = uuid.NewString()
		case f.Type == plan.Flag && !f.Must && d.dice.IntN(5) == 0:
			if e.With == nil {
				e.With = map[string]any{}
			}
			e.With[f.Name] = true
		case f.Type == plan.Choice && given && len(f.Options) > 0:
			if o := f.Options[d.dice.IntN(len(f.Options))]; o.InForce(e.On.Date) {
				e.With[f.Name] = o.Value
			}
		}
	}
}

// work lets everybody act whose day it is.
func (c *clerks) work(day legaltime.Date) {
	c.mu.Lock()
	today := c.waiting[day]
	delete(c.waiting, day)
	c.mu.Unlock()
	slices.SortFunc(today, func(a, b *dossier) int { return cmp.Compare(a.id, b.id) })
	var all errgroup.Group
	all.SetLimit(hands)
	for _, d := range today {
		all.Go(func() error { return c.act(d, day) })
	}
	c.y.must(all.Wait())
}

// act does one of the things that the law allows today.
func (c *clerks) act(d *dossier, day legaltime.Date) error {
	in, err := c.y.records.CaseInput(c.y.ctx, d.id)
	if err != nil {
		return err
	}
	s := in.Progress.State
	if s.Outcome != "" {
		return nil
	}
	law, err := c.y.laws.Law(in.Plan, in.Calendar)
	if err != nil {
		return err
	}
	on := day.AddDays(-max(0, d.dice.IntN(8)-5)) // some is written down a day or two later
	if on.Before(s.Entered) || on.Before(s.Last) {
		on = day
	}
	if e, may := c.choose(d, law, s, on); may {
		if _, err := c.y.direct.Apply(c.y.ctx, in, e); err != nil {
			return fmt.Errorf("%s %s: %w", law.Plan().Procedure, e.Act, err)
		}
	}
	if d.acts++; d.acts < mostActs {
		c.later(d, day)
	}
	return nil
}

// choose tries acts in a random order, tasks before others and endings last.
func (c *clerks) choose(d *dossier, law *machine.Law, s machine.State, on legaltime.Date) (machine.Event, bool) {
	type chance struct {
		act  string
		rank float64
	}
	var all []chance
	stage := law.Stage(s.Stage)
	for _, name := range stage.Tasks {
		all = append(all, chance{name, d.dice.Float64() - 0.4})
	}
	for _, m := range stage.Moves {
		rank := d.dice.Float64()
		if slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To != "" && b.To != plan.Back && law.Stage(b.To).Outcome != "" }) {
			rank += 0.3
		}
		all = append(all, chance{m.Act, rank})
	}
	slices.SortFunc(all, func(a, b chance) int { return cmp.Compare(a.rank, b.rank) })
	for _, x := range all {
		a := law.Act(x.act)
		for _, role := range a.Roles {
			e := machine.Event{Command: uuid.NewString(), Kind: machine.Acts, Act: a.Name, On: legaltime.Day(on), At: c.y.now(), Actor: machine.SampleActor(law, s, a.Name, role)}
			c.fill(d, law, s, &e, law.Plan().Form(a.Form))
			var err error
			switch {
			case a.Handoff == plan.Accept && s.Handoff != nil:
				e.Superior, err = access.Superior(c.y.ctx, c.y.records, s.Handoff.To, on)
			case a.Handoff == plan.TakeOver && s.Superior != "":
				e.Superior, err = access.Superior(c.y.ctx, c.y.records, s.Superior, on)
			}
			if err != nil {
				continue
			}
			if next, _, r := machine.Advance(law, s, e); r == nil && next.Seq > s.Seq {
				return e, true
			}
		}
	}
	return machine.Event{}, false
}

// bar keeps an officer of a body from a case, once in so many.
func (y *year) bar(d *dossier, unit string, day legaltime.Date, in int) error {
	if d.dice.IntN(in) != 0 {
		return nil
	}
	role := []string{access.Heads, access.Heads, access.Handles, access.Receives}[d.dice.IntN(4)]
	user := y.people.holder(unit, role, day)
	if user == "" {
		return nil
	}
	y.mu.Lock()
	y.barred[d.id] = append(y.barred[d.id], barredFrom{user, y.now()})
	y.mu.Unlock()
	y.count("people barred")
	return y.records.Exclude(y.ctx, d.id, user)
}

func isConflict(err error) bool { return errors.Is(err, store.ErrConflict) }

// odd parts the cases in two halves.
func odd(id string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return h.Sum32()%2 == 1
}

// postpone moves what was meant for a day off.
func (c *clerks) postpone(day legaltime.Date) {
	next := day.AddDays(1)
	c.waiting[next] = append(c.waiting[next], c.waiting[day]...)
	delete(c.waiting, day)
}

// barLater bars people from cases that run already.
func (y *year) barLater(day legaltime.Date) {
	for _, d := range y.clerks.waiting[day] {
		if d.dice.IntN(60) != 0 {
			continue
		}
		in, err := y.records.CaseInput(y.ctx, d.id)
		y.must(err)
		y.must(y.bar(d, in.Progress.State.Responsible, day, 1))
	}
}
