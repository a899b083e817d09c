package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Choose finds the version of a procedure that a receipt on a day chooses.
type Choose func(procedure string, received legaltime.Date) (*machine.Law, error)

// author writes made-up cases into the record as if they had been worked on
// since their receipt: every act and every alarm at its own date.
type author struct {
	records *store.Store
	vault   *vault.Vault
	choose  Choose
	today   legaltime.Date
	units   []store.UnitRow
	dice    *rand.Rand
}

// writeCases writes them all and returns those that must be set going.
func (a *author) writeCases(ctx context.Context, tell func(done, all int)) (open []contract.CaseInput, err error) {
	all := 0
	for _, s := range scripts {
		all += s.weight
	}
	done := 0
	for _, s := range scripts {
		for range s.weight {
			in, err := a.write(ctx, s)
			if err != nil {
				return nil, err
			}
			if in.Progress.State.Outcome == "" {
				open = append(open, in)
			}
			done++
			tell(done, all)
		}
	}
	return open, nil
}

func (a *author) write(ctx context.Context, s script) (contract.CaseInput, error) {
	received := a.workday(a.today.AddDays(-s.length() - a.dice.IntN(2)))
	law, err := a.choose(s.procedure, received)
	if err != nil {
		return contract.CaseInput{}, err
	}
	c := &casebook{author: a, law: law, id: uuid.NewString(), unit: a.unit()}
	if err := c.open(ctx, received); err != nil {
		return contract.CaseInput{}, fmt.Errorf("demo %s: %w", s.procedure, err)
	}
	day := received
	for _, st := range s.steps {
		day = a.workday(day.AddDays(st.after))
		if day.After(a.today) {
			break
		}
		if err := c.act(ctx, st, day); err != nil {
			return contract.CaseInput{}, fmt.Errorf("demo %s: %s on %s: %w", s.procedure, st.act, day, err)
		}
	}
	if err := c.ticks(ctx, a.today.AddDays(-1)); err != nil {
		return contract.CaseInput{}, err
	}
	return contract.CaseInput{Case: c.id, Plan: law.Hash(), Calendar: law.Calendar().Hash(), Engine: contract.Engine,
		Progress: &contract.Progress{State: c.state, Chain: c.chain}}, nil
}

// unit picks a body: every fourth case lands in Nha Trang, so that the shown
// accounts have a full desk.
func (a *author) unit() store.UnitRow {
	for _, u := range a.units {
		if u.ID == "phuong-nha-trang" && a.dice.IntN(4) == 0 {
			return u
		}
	}
	for {
		if u := a.units[a.dice.IntN(len(a.units))]; u.Branch == "hanh-chinh" && (u.Level == "xa" || u.ID == "ubnd-tinh") {
			return u
		}
	}
}

// workday is the day itself or the next that offices work.
func (a *author) workday(d legaltime.Date) legaltime.Date {
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d = d.AddDays(1)
	}
	return d
}

// casebook is one case being written.
type casebook struct {
	*author
	law   *machine.Law
	id    string
	unit  store.UnitRow
	state machine.State
	chain string
}

func (c *casebook) open(ctx context.Context, received legaltime.Date) error {
	p := c.law.Plan()
	with, err := c.values(ctx, p.Form(p.Intake), machine.Sample(c.law, c.state, machine.Reception, legaltime.Day(received)), nil)
	if err != nil {
		return err
	}
	if err := c.announce(ctx, received); err != nil {
		return err
	}
	return c.record(ctx, machine.Event{Kind: machine.Opens, Act: machine.Reception, On: legaltime.Day(received), Actor: c.officer("tiepnhan", "nguoi-tiep-nhan"), With: with, Unit: c.unit.ID, Superior: c.unit.Parent, Calendar: c.law.Calendar().Hash()}, 8)
}

func (c *casebook) announce(ctx context.Context, received legaltime.Date) error {
	p := c.law.Plan()
	_, err := c.records.ReserveCase(ctx, store.PendingCase{ID: c.id, Procedure: p.Procedure, Version: p.Version, Kind: p.Kind, Unit: c.unit.ID, Protected: p.Kind == plan.Denunciation, Created: received.At(8, 0)}, c.unit.Code, received.Year())
	return err
}

func (c *casebook) act(ctx context.Context, st step, day legaltime.Date) error {
	if err := c.ticks(ctx, day); err != nil {
		return err
	}
	on := legaltime.Day(day)
	a := c.law.Plan().Act(st.act)
	if a == nil {
		return fmt.Errorf("no such act")
	}
	if err := c.first(ctx, st.act, day); err != nil {
		return err
	}
	with, err := c.values(ctx, c.law.Plan().Form(a.Form), machine.Sample(c.law, c.state, st.act, on), st.with)
	if err != nil {
		return err
	}
	actor := machine.SampleActor(c.law, c.state, st.act, "")
	actor.User = prefixOf[actor.Roles[0]] + "-" + actor.Unit
	return c.record(ctx, machine.Event{Kind: machine.Acts, Act: st.act, On: on, Actor: actor, With: with}, 10)
}

// first does what an act requires and the script leaves out, on the same day.
func (c *casebook) first(ctx context.Context, act string, day legaltime.Date) error {
	for _, name := range machine.Lacking(c.law, c.state, act) {
		if err := c.act(ctx, step{act: name}, day); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// prefixOf says which officer of a unit fills a role of a procedure.
var prefixOf = map[string]string{
	"nguoi-tiep-nhan": "tiepnhan", "nguoi-xu-ly": "xuly", "nguoi-xac-minh": "xacminh", "thu-truong": "chutich",
	"cap-tren-truc-tiep": "chutich", "ben-nhan": "tiepnhan",
}

func (c *casebook) officer(prefix, role string) machine.Actor {
	return machine.Actor{User: prefix + "-" + c.unit.ID, Unit: c.unit.ID, Roles: []string{role}}
}

// ticks raises every alarm up to a day, each on its own morning.
func (c *casebook) ticks(ctx context.Context, until legaltime.Date) error {
	for {
		wake, ok := machine.Wake(c.law, c.state)
		if !ok || wake.After(until) {
			return nil
		}
		before := c.state.Seq
		if err := c.record(ctx, machine.Event{Kind: machine.Ticks, On: legaltime.Day(wake)}, 7); err != nil {
			return err
		}
		if c.state.Seq == before {
			return nil
		}
	}
}

// record advances the machine and writes the step, at an hour of its own day.
func (c *casebook) record(ctx context.Context, e machine.Event, hour int) error {
	e.At = e.On.Date.At(hour, 30)
	e.Seq = c.state.Seq + 1
	e.Command = uuid.NewString()
	next, commands, refusal := machine.Advance(c.law, c.state, e)
	if refusal != nil {
		return fmt.Errorf("%w: %s", refusal, refusal.Sentence)
	}
	if next.Seq == c.state.Seq {
		return nil
	}
	in := contract.RecordInput{Case: c.id, Prev: c.chain, Event: e, Commands: commands, State: next}
	if wake, ok := machine.Wake(c.law, next); ok {
		in.Wake = wake.String()
	}
	out, err := c.records.Record(ctx, in)
	if err != nil {
		return err
	}
	c.state, c.chain = next, out.Chain
	return nil
}

// values fills a form: secrets go to the vault, a body is another commune, the
// rest is sample or said by the script.
func (c *casebook) values(ctx context.Context, form *plan.Form, sample, said map[string]any) (map[string]any, error) {
	if form == nil {
		return nil, nil
	}
	with := map[string]any{}
	for _, f := range form.Fields {
		v, set := said[f.Name]
		if !set {
			v, set = sample[f.Name]
		}
		if !set && f.Type != plan.Narrative {
			continue
		}
		v, err := c.value(ctx, f, v)
		if err != nil {
			return nil, err
		}
		with[f.Name] = v
	}
	return with, nil
}

func (c *casebook) value(ctx context.Context, f plan.Field, v any) (any, error) {
	switch f.Type {
	case plan.Identity:
		return c.hidePerson(ctx, f.Name)
	case plan.Narrative:
		return c.hide(ctx, vault.Narrative, f.Name, vault.NewSecret(c.pick(subjects)))
	case plan.Unit:
		return c.neighbour(), nil
	case plan.Text:
		return strings.ToUpper(c.unit.Code) + "-" + fmt.Sprint(100+c.dice.IntN(900)), nil
	}
	return v, nil
}

func (c *casebook) hidePerson(ctx context.Context, field string) (string, error) {
	kind := vault.Sender(c.law.Plan().Kind)
	who := vault.Person{Name: name(c.dice.IntN(1 << 20)), BirthYear: 1950 + c.dice.IntN(50), Phone: fmt.Sprintf("09%08d", c.dice.IntN(100000000)), Address: "Tổ " + fmt.Sprint(1+c.dice.IntN(20)) + ", " + c.unit.Name}
	secret, err := vault.NewIdentity(who).Secret()
	if err != nil {
		return "", err
	}
	return c.hide(ctx, kind, field, secret)
}

func (c *casebook) hide(ctx context.Context, kind, field string, s vault.Secret) (string, error) {
	token, err := c.vault.Put(ctx, kind, field, s)
	if err != nil {
		return "", err
	}
	return token, c.vault.Attach(ctx, c.id, token)
}

func (c *casebook) pick(list []string) string { return list[c.dice.IntN(len(list))] }

func (c *casebook) neighbour() string {
	if c.unit.ID != "phuong-phan-rang" {
		return "phuong-phan-rang"
	}
	return "phuong-nha-trang"
}
