package casework

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Correcting is a correction of the record that somebody wants: another date of
// a step, a step that never happened, or an act that was forgotten.
type Correcting struct {
	Case   string // id or code
	Step   int    // the step that is wrong; 0: Act was forgotten
	On     legaltime.Moment
	Void   bool
	Before int // among the acts of that day, directly before this step; 0: in the order of the record
	Act    string
	With   Values
	Reason string
	Key    string // chosen by the client: the same key is the same correction
}

const (
	shortestReason = 5
	longestReason  = 500
	reasonField    = "ly-do-dinh-chinh"
)

// Correct makes it a step of its own, with author and reason; what is corrected
// stays in the record. Sending it again with the same key gets the same answer.
func (s *Service) Correct(ctx context.Context, scope access.Scope, in Correcting) (Outcome, error) {
	out, err := s.record(ctx, scope, in.Case, deed{act: in.Act, key: in.Key, with: in.With, became: in.became,
		perform: func(at scene, with Values) error {
			in.With = with
			return s.putRight(ctx, at, in)
		}})
	out.Sentence = "Đã đính chính; các thời hạn được tính lại theo ngày đúng."
	return out, err
}

// became tells whether a recorded event is this correction.
func (in Correcting) became(e machine.Event, user string) bool {
	c := e.Correct
	return c != nil && e.Actor.User == user && e.Act == in.Act && c.Step == in.Step && c.On == in.On && c.Void == in.Void && c.Before == in.Before
}

// putRight has the correction judged and recorded.
func (s *Service) putRight(ctx context.Context, at scene, in Correcting) error {
	e := machine.Event{Command: in.Key, Kind: machine.Corrects, Act: in.Act, On: legaltime.Day(s.Today()), At: s.Now().Truncate(time.Millisecond).UTC(),
		Actor:   s.head(at.state, at.scope),
		Correct: &machine.Correction{Step: in.Step, On: in.On, Void: in.Void, Before: in.Before, Reason: "?"}}
	if r := machine.MayCorrect(at.law, at.state, e); r != nil {
		return r
	}
	reason, err := reasonOf(in.Reason)
	if err != nil {
		return err
	}
	c, err := s.conceal(ctx, at.origin(), at.form(in.Act), in.With)
	if err != nil {
		return err
	}
	if len(c.with) > 0 {
		e.With = c.with
	}
	if err := s.correctedLateness(ctx, at, e); err != nil {
		return err
	}
	if e.Correct.Reason, err = s.Vault.Put(ctx, vault.Narrative, reasonField, vault.NewSecret(reason)); err != nil {
		return err
	}
	if err := s.send(ctx, at.row.ID, e); err != nil {
		return err
	}
	s.settleCalendar(ctx, at.row.ID) // another body may answer now
	return nil
}

// head is an officer as the head of the body that answers, whether they are it
// or stand in for it; the machine says no where they do neither.
func (s *Service) head(st machine.State, scope access.Scope) machine.Actor {
	a := who(scope, st.Responsible)
	a.For = scope.InPlaceOf(st.Responsible, access.Heads)
	return a
}

func reasonOf(text string) (string, error) {
	text = strings.TrimSpace(norm.NFC.String(text))
	if n := utf8.RuneCountInString(text); n >= shortestReason && n <= longestReason && !strings.ContainsRune(text, 0) {
		return text, nil
	}
	r := refuse(WrongValue, "Cần ghi lý do đính chính.")
	r.Fields = []machine.FieldProblem{{Field: "reason", Code: "invalid", Sentence: "Lý do đính chính từ 5 đến 500 ký tự."}}
	return "", r
}

// CorrectionView is what a step says of another one.
type CorrectionView struct {
	Step   int    `json:"step,omitempty" doc:"the step that is corrected; none: an act that was forgotten is inserted"`
	From   string `json:"from,omitempty" doc:"the date until then"`
	On     string `json:"on,omitempty" doc:"the true date"`
	Void   bool   `json:"void,omitempty" doc:"the step never happened"`
	Reason string `json:"reason,omitempty" doc:"empty where the reader may not read it"`
}

// CorrectedView is what stands beside a step that was corrected.
type CorrectedView struct {
	By   int    `json:"by" doc:"the step that corrects it; the latest"`
	On   string `json:"on,omitempty" doc:"the date that counts; empty: it does not count"`
	Void bool   `json:"void,omitempty"`
}

// CorrectsView is what the head of the body that answers may correct.
type CorrectsView struct {
	Steps     []int       `json:"steps" nullable:"false" doc:"steps whose date may be corrected or that may be made void"`
	Forgotten []OfferView `json:"forgotten" nullable:"false" doc:"acts that may be inserted"`
}

// corrected brings corrections and what they correct together, on the page.
func (r *reading) corrected(v *CaseView) error {
	for i, st := range r.steps {
		c := st.Event.Correct
		if c == nil {
			continue
		}
		view := &CorrectionView{Step: c.Step, On: c.On.String(), Void: c.Void}
		var err error
		if view.Reason, err = r.why(c.Reason, reasonField); err != nil {
			return err
		}
		if n := c.Step - 1; n >= 0 && n < len(v.Steps) {
			before := v.Steps[n].counts()
			view.From = before
			v.Steps[n].Corrected = &CorrectedView{By: st.Event.Seq, On: c.On.String(), Void: c.Void}
			v.Steps[i].Title = correctionTitle(c, v.Steps[n].Title)
		} else {
			v.Steps[i].Title = "Đính chính: bổ sung «" + v.Steps[i].Title + "» ngày " + c.On.Date.Vietnamese()
		}
		v.Steps[i].Correction = view
	}
	r.corrects(v)
	return nil
}

// counts is the date of a step as it counted so far.
func (v StepView) counts() string {
	if v.Corrected != nil && !v.Corrected.Void {
		return v.Corrected.On
	}
	if v.Correction != nil {
		return v.Correction.On
	}
	return v.On
}

func correctionTitle(c *machine.Correction, of string) string {
	if c.Void {
		return "Đính chính: hủy «" + of + "»"
	}
	return "Đính chính ngày của «" + of + "» thành " + c.On.Date.Vietnamese()
}

// why is the reason of a correction or another such text, for whoever works in the
// body that answers.
func (r *reading) why(token, field string) (string, error) {
	if !r.entitled && (r.secret() || !r.worksOn()) {
		return "", nil
	}
	text, err := r.Vault.Get(r.ctx, token)
	if r.lost(err, field) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return text.Reveal(), nil
}

// corrects says what the reader may correct, if anything.
func (r *reading) corrects(v *CaseView) {
	if r.state.Outcome != "" || !slices.Contains(r.scope.RolesIn(r.state.Responsible), machine.Head) {
		return
	}
	out := &CorrectsView{Steps: []int{}, Forgotten: []OfferView{}}
	for _, st := range r.steps {
		if k := st.Event.Kind; k == machine.Opens || k == machine.Acts || k == machine.Corrects && st.Event.Correct.Step == 0 {
			out.Steps = append(out.Steps, st.Event.Seq)
		}
	}
	for _, a := range r.law.Plan().Acts {
		if a.Handoff == "" {
			out.Forgotten = append(out.Forgotten, r.offer(machine.Offer{Act: a.Name}))
		}
	}
	v.Corrects = out
}
