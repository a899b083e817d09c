package casework

import (
	"cmp"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// story is the record of a case as it may be shown.
func (r *reading) story(v *CaseView) error {
	v.Steps = []StepView{}
	proposed := machine.ProposedIn(r.law, r.state.Policies, eventsOf(r.steps))
	dates := ledger{}
	for _, st := range r.steps {
		step := r.step(st)
		dates.note(r, st, &step)
		otherwise(r.law.Plan(), &step, st.Event.With, proposed[st.Event.Seq])
		v.Steps = append(v.Steps, step)
	}
	return nil
}

func (r *reading) step(st store.StepRow) StepView {
	e := st.Event
	v := StepView{Seq: e.Seq, Kind: string(e.Kind), Act: e.Act, Title: r.title(e), On: e.On.String(), At: e.At.Format(time.RFC3339), Actor: r.actor(e.Actor), With: []Entry{}, Notices: []NoticeView{}, Hash: st.Hash}
	for _, f := range fieldsOf(formOf(r.law.Plan(), e)) {
		if val, set := e.With[f.Name]; set {
			if f.Type == plan.File && !r.opens(e) {
				val = nil
			}
			v.With = append(v.With, r.entry(f, val))
		}
	}
	for _, c := range st.Commands {
		if c.Kind == machine.Notify {
			v.Notices = append(v.Notices, r.notice(e.Seq, c.Notice))
		}
	}
	if e.Kind == machine.Ticks {
		v.Title = r.alarm(st.Commands)
	}
	return v
}

// alarm says what a day did by itself: the gravest of what was told, or which
// term passed.
func (r *reading) alarm(commands []machine.Command) string {
	var reminded, passed string
	for _, c := range commands {
		switch {
		case c.Kind == machine.Notify && c.Notice.Does == plan.Escalate:
			return "Báo cáo lãnh đạo: " + r.clockTitle(c.Notice.Clock)
		case c.Kind == machine.Notify:
			reminded = "Nhắc việc: " + r.clockTitle(c.Notice.Clock)
		case c.Clock != nil:
			passed = "Đã đến hạn: " + r.clockTitle(c.Clock.Name)
		}
	}
	return cmp.Or(reminded, passed, "Theo dõi thời hạn")
}

func (r *reading) clockTitle(name string) string {
	if c := r.law.Plan().Clock(name); c != nil {
		return c.Title
	}
	return name
}

// entry shows a field in words; secrets keep their name and lose their value.
func (r *reading) entry(f plan.Field, val any) Entry {
	switch f.Type {
	case plan.Identity, plan.Narrative:
		val = nil
	case plan.Choice:
		val = optionTitle(f.Options, val)
	case plan.Case:
		val = r.code(val)
	case plan.Unit:
		if id, ok := val.(string); ok {
			val = r.names.unit(id).Name
		}
	}
	return Entry{Name: f.Name, Title: f.Title, Type: string(f.Type), Value: val}
}

// optionTitle is the title of the option that was chosen, else the value itself,
// which may be no text.
func optionTitle(options []plan.Option, value any) any {
	if chosen, is := value.(string); is {
		return plan.TitleOf(options, chosen)
	}
	return value
}

func (r *reading) title(e machine.Event) string {
	switch e.Kind {
	case machine.Opens:
		return "Tiếp nhận"
	case machine.Calendar:
		return recounted
	}
	if a := r.law.Plan().Act(e.Act); a != nil {
		return a.Title
	}
	return e.Act
}

func (r *reading) actor(a machine.Actor) StepActor {
	if a.User == "" {
		return StepActor{Name: "Hệ thống"}
	}
	out := StepActor{Name: r.names.user(a.User).Name, Unit: r.names.unit(a.Unit).Name}
	if a.For != "" {
		out.For = r.names.user(a.For).Name
	}
	if len(a.Roles) > 0 {
		out.Role = access.RoleTitle(a.Roles[0])
	}
	return out
}

func (r *reading) notice(seq int, n *machine.Notice) NoticeView {
	v := NoticeView{Clock: n.Clock, Title: r.clockTitle(n.Clock), Does: string(n.Does), To: each(n.To, func(role string) string { return roleTitle(r.law.Plan(), []string{role}) }), Date: n.Date.String()}
	for _, told := range r.told {
		if told.Seq == seq && told.Clock == n.Clock && told.Rung == n.Rung {
			v.Told = append(v.Told, r.toldNames(told)...)
			v.Unsent = append(v.Unsent, each(told.Unsent, func(id string) string { return r.names.user(id).Name })...)
		}
	}
	return v
}

// toldNames names who was told, and in whose place.
func (r *reading) toldNames(told store.ToldRow) (names []string) {
	for i, id := range told.People {
		name := r.names.user(id).Name
		if i < len(told.Instead) && told.Instead[i] != "" {
			name += " (thay " + r.names.user(told.Instead[i]).Name + ")"
		}
		names = append(names, name)
	}
	return names
}
