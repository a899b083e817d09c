package casework

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// namedCase is another case that a form names, as the record holds it.
type namedCase struct {
	field *plan.Field
	row   store.CaseRow
	state machine.State
	law   *machine.Law
}

// codes replaces the codes in the case fields of a form by the ids of the
// cases: what goes to the machine names nothing by its code. A case that the
// officer may not know of is answered like one that does not exist.
func (s *Service) codes(ctx context.Context, scope access.Scope, form *plan.Form, later *plan.Plan, values Values) (Values, []namedCase, error) {
	var found []namedCase
	for i, f := range fieldsOf(form) {
		var code string
		if raw, sent := values[f.Name]; f.Type != plan.Case || !sent || json.Unmarshal(raw, &code) != nil || code == "" {
			continue
		}
		n, err := s.nameCase(ctx, scope, &form.Fields[i], later, code)
		if err != nil {
			return nil, nil, err
		}
		values = maps.Clone(values)
		values[f.Name], _ = json.Marshal(n.row.ID)
		found = append(found, n)
	}
	return values, found, nil
}

// nameCase finds the case of a code. Of a case below the direct superior may
// know only at reception, and only where the law gives it the remedy.
func (s *Service) nameCase(ctx context.Context, scope access.Scope, f *plan.Field, later *plan.Plan, code string) (n namedCase, err error) {
	n.field = f
	n.row, n.state, err = s.Records.CaseBelow(ctx, scopeOf(scope), scope.IntakeUnits(), strings.ToUpper(strings.TrimSpace(code)))
	if err == nil && !remedyAbove(later, n.row.Procedure) {
		n.row, n.state, err = s.Records.Case(ctx, scopeOf(scope), n.row.ID)
	}
	if errors.Is(err, store.ErrNotFound) {
		return n, noSuchCase(f)
	}
	if err != nil {
		return n, err
	}
	if n.law, err = s.Laws.Law(n.row.Plan, n.row.Calendar); err != nil {
		return n, err
	}
	if !slices.Contains(f.Of, n.row.Procedure) {
		return n, badCase(f, "hồ sơ này theo thủ tục «"+n.law.Plan().Title+"», không nối được ở đây.")
	}
	return n, nil
}

// remedyAbove tells whether the direct superior receives what follows a case of
// a procedure.
func remedyAbove(later *plan.Plan, procedure string) bool {
	if later == nil {
		return false
	}
	f := later.Follow(procedure)
	return f != nil && f.At == plan.Superior
}

func noSuchCase(f *plan.Field) *machine.Refusal {
	return badCase(f, "không có hồ sơ này, hoặc bạn không được biết về hồ sơ này.")
}

func badCase(f *plan.Field, why string) *machine.Refusal {
	r := refuse(WrongValue, "Một số trường chưa đúng.")
	r.Fields = []machine.FieldProblem{{Field: f.Name, Code: "case", Sentence: "«" + f.Title + "»: " + why}}
	return r
}

// mayFollow says why a case under the later plan, received by a unit on a day,
// may not grow out of another; nil: it may.
func (s *Service) mayFollow(ctx context.Context, later *plan.Plan, from namedCase, unit string, on legaltime.Moment) error {
	if r := machine.MayFollow(later, from.law, from.state, on); r != nil {
		return r
	}
	f := later.Follow(from.row.Procedure)
	if !remedyAbove(later, from.row.Procedure) || from.row.Superior == "" || unit == from.row.Superior {
		return nil
	}
	above, err := access.Superior(ctx, s.Records, from.row.Responsible, on.Date)
	if err != nil || unit == above {
		return err
	}
	names, err := s.names(ctx, []string{above}, nil)
	if err != nil {
		return err
	}
	r := refuse(machine.NotToFollow, "«"+later.Title+"» do cấp trên trực tiếp của cơ quan giải quyết vụ việc trước tiếp nhận: "+names.unit(above).Name+".")
	r.Cite = f.Cite
	return r
}

// follow holds an opening against the cases out of which it grows, and takes
// over from them what the officer left out.
func (s *Service) follow(ctx context.Context, scope access.Scope, in *intake) error {
	for _, from := range in.from {
		if err := s.mayFollow(ctx, in.law.Plan(), from, in.Unit, in.Received); err != nil {
			return err
		}
		t, err := s.taking(ctx, scope, in.law.Plan(), from, in.Unit, in.Received)
		if err != nil {
			return err
		}
		if err := t.fill(in); err != nil {
			return err
		}
	}
	return nil
}
