package casework

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Opening is a petition that came in.
type Opening struct {
	Procedure string
	Received  legaltime.Moment
	Unit      string // body that received it; empty: the only one for which the officer receives
	With      Values
	About     []string // officers whom the petition is about: barred before anybody is told
	Close     []string // officers who are close to one of these: barred like them
	CloseWhy  string   // what binds them
	Key       string   // chosen by the client: the same key is the same petition
}

// intake is an opening on its way to the machine.
type intake struct {
	Opening
	law   *machine.Law
	unit  store.UnitRow
	id    string
	event machine.Event
	from  []namedCase // earlier cases that the form names
	sent  Values      // as the client sent it, cases by their ids
	taken carried     // secrets taken over from them, beside what was sent
	carried
}

// Open registers a petition: it becomes a case with a workflow, a code, and
// dates that run. Sending it again with the same key gets the same receipt.
func (s *Service) Open(ctx context.Context, scope access.Scope, o Opening) (Receipt, error) {
	in, err := s.prepare(ctx, scope, o)
	if err != nil {
		return Receipt{}, err
	}
	if receipt, err := s.receipt(ctx, scope, in); !refusedAs(err, NotFound) {
		return receipt, err
	}
	if err := s.judge(ctx, scope, in); err != nil {
		return Receipt{}, err
	}
	if err := s.barAtOpening(ctx, scope, in); err != nil {
		return Receipt{}, err
	}
	if err := s.start(ctx, in); err != nil {
		return Receipt{}, err
	}
	return s.receipt(ctx, scope, in)
}

// keySpace makes ids out of an officer's keys: random to everybody else, the
// same at every try, so that what is sent twice is made once.
var keySpace = uuid.MustParse("6f1a54c0-9f5b-4d57-9b5e-2f7a1f0f9f4e")

func idOf(scope access.Scope, what, key string) string {
	return uuid.NewSHA1(keySpace, []byte(what+"\x00"+scope.User+"\x00"+key)).String()
}

func (s *Service) prepare(ctx context.Context, scope access.Scope, o Opening) (*intake, error) {
	in := &intake{Opening: o, id: idOf(scope, "case", o.Key)}
	if in.Unit == "" && len(scope.IntakeUnits()) == 1 {
		in.Unit = scope.IntakeUnits()[0]
	}
	if !access.MayIntake(scope, in.Unit) {
		return nil, forbidden()
	}
	var err error
	if in.unit, err = s.Records.Unit(ctx, in.Unit); err != nil {
		return nil, known(err)
	}
	in.law, err = s.Laws.Choose(ctx, o.Procedure, in.Unit, o.Received.Date)
	if errors.Is(err, lawbook.ErrNoVersion) || err == nil && branchOf(in.law.Plan()) != in.unit.Branch {
		return nil, refuse(NotInForce, "Không có quy trình này cho đơn vị của bạn vào ngày nhận đơn.")
	}
	if err != nil {
		return nil, err
	}
	p := in.law.Plan()
	in.With, in.from, err = s.codes(ctx, scope, p.Form(p.Intake), p, in.With)
	in.sent = in.With
	return in, err
}

// judge lets the machine look at the opening before anything is started, so
// that a refused petition leaves no workflow behind.
func (s *Service) judge(ctx context.Context, scope access.Scope, in *intake) error {
	p := in.law.Plan()
	err := s.follow(ctx, scope, in)
	if err != nil {
		return err
	}
	if in.carried, err = s.conceal(ctx, origin{in.id, scope.User, p.Kind}, p.Form(p.Intake), in.With); err != nil {
		return err
	}
	maps.Copy(in.with, in.taken.with)
	in.protected = in.protected || in.taken.protected
	superior, err := access.Superior(ctx, s.Records, in.Unit, s.Today())
	if err != nil {
		return err
	}
	in.event = machine.Event{
		Command: in.Key, Kind: machine.Opens, Act: machine.Reception, On: in.Received, At: s.Now().Truncate(time.Millisecond).UTC(),
		Actor: machine.Actor{User: scope.User, Unit: in.Unit, Roles: scope.RolesIn(in.Unit), For: scope.InPlaceOf(in.Unit, access.Receives)},
		With:  in.with, Unit: in.Unit, Superior: superior, Calendar: in.law.Calendar().Hash(), Policies: s.Policies,
	}
	if _, _, refusal := machine.Advance(in.law, machine.State{}, in.event); refusal != nil {
		return refusal
	}
	return nil
}

func (s *Service) start(ctx context.Context, in *intake) error {
	p := in.law.Plan()
	_, err := s.Records.ReserveCase(ctx, store.PendingCase{
		ID: in.id, Procedure: p.Procedure, Version: p.Version, Kind: p.Kind, Unit: in.Unit, Protected: in.protected, Created: s.Now(),
	}, in.unit.Code, in.Received.Date.Year())
	if err != nil {
		return err
	}
	start := contract.CaseInput{Case: in.id, Plan: in.law.Hash(), Calendar: in.law.Calendar().Hash(), Engine: contract.Engine}
	_, err = s.Runner.Open(ctx, start, in.event)
	if err == nil || !s.Runner.Gone(err) {
		return err
	}
	// The workflow of an earlier try gave up waiting for its opening, or the
	// case is over by now.
	err = s.Recover(ctx, in.id)
	if refusedAs(err, NotFound) {
		err = s.Runner.Restart(ctx, start)
	}
	if err != nil {
		return err
	}
	_, err = s.Runner.Open(ctx, start, in.event)
	return err
}

// attach gives a case the secrets and files that a recorded event names: what
// stands in the record, whichever try brought it there. It may be repeated.
func (s *Service) attach(ctx context.Context, caseID string, law *machine.Law, e machine.Event) error {
	var tokens, files []string
	if e.Correct != nil {
		tokens = append(tokens, e.Correct.Reason)
	}
	for _, f := range fieldsOf(formOf(law.Plan(), e)) {
		id, set := e.With[f.Name].(string)
		switch {
		case !set:
		case f.Type == plan.Identity, f.Type == plan.Narrative:
			tokens = append(tokens, id)
		case f.Type == plan.File && !slices.Contains(files, id):
			files = append(files, id)
		}
	}
	if err := s.Vault.Attach(ctx, caseID, tokens...); err != nil {
		return err
	}
	err := s.Records.AttachFiles(ctx, caseID, e.Actor.User, files)
	if err == nil {
		err = s.Vault.AttachFiles(ctx, caseID, files...)
	}
	if err != nil {
		return fmt.Errorf("case %s, step %d: a file that it names: %w", caseID, e.Seq, err)
	}
	return nil
}

// receipt is that of an opening that stands in the record; NotFound: it does
// not, or not before this officer.
func (s *Service) receipt(ctx context.Context, scope access.Scope, in *intake) (Receipt, error) {
	row, st, law, err := s.load(ctx, scope, in.id)
	if err != nil {
		return Receipt{}, err
	}
	step, err := s.Records.StepBy(ctx, row.ID, in.Key)
	if err != nil {
		return Receipt{}, err
	}
	p := law.Plan()
	if p.Procedure != in.Procedure || step.Event.On != in.Received || differs(in.typed(p), step.Event.With, in.sent) {
		return Receipt{}, keyReused()
	}
	if err := s.attach(ctx, row.ID, law, step.Event); err != nil {
		return Receipt{}, err
	}
	names, err := s.names(ctx, []string{row.Responsible}, nil)
	return Receipt{
		ID: row.ID, Code: row.Code, Procedure: p.Procedure, ProcedureTitle: p.Title, Version: p.Version,
		Received: row.Received.String(), Unit: names.unit(row.Responsible), Stage: named(p, st.Stage),
		Deadlines: s.deadlines(law, st, true),
		Next:      nextSentence(law, st),
	}, err
}

// typed is the intake form without what was left out to be taken over: of that
// the sender said nothing.
func (in *intake) typed(p *plan.Plan) *plan.Form {
	form := *p.Form(p.Intake)
	form.Fields = slices.DeleteFunc(slices.Clone(form.Fields), func(f plan.Field) bool {
		_, sent := in.sent[f.Name]
		return !sent && slices.ContainsFunc(p.Follows, func(x plan.Follow) bool {
			return slices.ContainsFunc(x.Carries, func(c plan.Carry) bool { return c.Field == f.Name })
		})
	})
	return &form
}

// nextSentence says whom the case waits for now.
func nextSentence(law *machine.Law, st machine.State) string {
	tasks := machine.Tasks(law, st)
	if len(tasks) == 0 {
		return "Hồ sơ đang ở giai đoạn «" + named(law.Plan(), st.Stage).Title + "»."
	}
	act := law.Plan().Act(tasks[0].Act)
	return "Việc tiếp theo: " + act.Title + " (" + roleTitle(law.Plan(), act.Roles) + ")."
}

func roleTitle(p *plan.Plan, roles []string) string {
	if len(roles) == 0 {
		return ""
	}
	if r := p.Role(roles[0]); r != nil {
		return r.Title
	}
	return roles[0]
}

func refusedAs(err error, code string) bool {
	var r *machine.Refusal
	return errors.As(err, &r) && r.Code == code
}

// IntakeForm is a procedure for which the officer may receive petitions today.
type IntakeForm struct {
	Procedure string    `json:"procedure"`
	Title     string    `json:"title"`
	Kind      string    `json:"kind"`
	Version   string    `json:"version"`
	Form      plan.Form `json:"form"`
}

// IntakeDesk is what the intake page needs.
type IntakeDesk struct {
	Items []IntakeForm `json:"items" nullable:"false"`
	Units []Ref        `json:"units" nullable:"false"`
}

// Intake lists the forms and units with which the officer may register: the
// procedures of the branches to which the units belong.
func (s *Service) Intake(ctx context.Context, scope access.Scope, day legaltime.Date) (IntakeDesk, error) {
	desk, branches := IntakeDesk{Items: []IntakeForm{}, Units: []Ref{}}, []string{}
	for _, id := range scope.IntakeUnits() {
		u, err := s.Records.Unit(ctx, id)
		if err != nil {
			return desk, err
		}
		desk.Units, branches = append(desk.Units, Ref{u.ID, u.Name}), append(branches, u.Branch)
	}
	laws, err := s.Laws.InForce(ctx, day)
	for _, law := range laws {
		if p := law.Plan(); slices.Contains(branches, branchOf(p)) {
			desk.Items = append(desk.Items, IntakeForm{p.Procedure, p.Title, string(p.Kind), p.Version, *p.Form(p.Intake)})
		}
	}
	return desk, err
}

// branchOf is the branch whose bodies follow a procedure: the administration,
// unless it says otherwise.
func branchOf(p *plan.Plan) string {
	if p.Branch == "" {
		return "hanh-chinh"
	}
	return p.Branch
}
