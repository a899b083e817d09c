package casework

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// LateCause says through which body a term was missed, and why.
type LateCause struct {
	Clock string
	Run   int    // how often the clock ran before
	Unit  string // id
	Cause string // one of Causes
	Note  string // free text, for the vault; needed with OtherCause
}

// OtherCause is the cause that a note has to explain.
const OtherCause = "khac"

// Causes are why a term can have been missed: a rule of the house.
var Causes = []Named{
	{"cham-giao", "Giao việc, phân công chậm"},
	{"cham-xac-minh", "Xác minh kéo dài, vụ việc phức tạp"},
	{"cho-phoi-hop", "Chờ cơ quan khác phối hợp, cung cấp tài liệu"},
	{"cho-nguoi-gui", "Chờ người gửi đơn bổ sung hoặc có mặt"},
	{"cham-trinh-ky", "Trình ký, ban hành chậm"},
	{"thieu-nguoi", "Thiếu người hoặc người được giao vắng mặt"},
	{OtherCause, "Nguyên nhân khác (ghi rõ)"},
}

const (
	longestNote = 500
	noteField   = "ghi-chu-cham"
)

// answerLateness holds up an act that closes a case in which a term was missed,
// until it is said through which body and why. What is said with the act is
// written down before it: a try that goes wrong leaves it said.
func (s *Service) answerLateness(ctx context.Context, at scene, e machine.Event, causes []LateCause) error {
	next, _, r := machine.Advance(at.law, at.state, e)
	if r != nil || next.Outcome == "" {
		return nil // refused by the workflow, or nothing closes
	}
	var past []machine.Event
	if ranAnew(next) {
		var err error
		if past, err = s.Records.Events(ctx, at.row.ID); err != nil {
			return err
		}
	}
	return s.answerFor(ctx, at, next, append(past, e), causes)
}

// correctedLateness holds up a correction by which a case ends, as an act that was
// forgotten may do: whoever corrects may say on the case's page through whom a
// term was missed.
func (s *Service) correctedLateness(ctx context.Context, at scene, e machine.Event) error {
	past, err := s.Records.Events(ctx, at.row.ID)
	if err != nil {
		return err
	}
	next, _, r := machine.Correct(at.law, at.state, past, e)
	if r != nil || next.Outcome == "" {
		return nil // refused by the workflow, or nothing closes
	}
	return s.answerFor(ctx, at, next, append(past, e), nil)
}

// answerFor holds up what makes a case end as it would then stand.
func (s *Service) answerFor(ctx context.Context, at scene, ended machine.State, past []machine.Event, causes []LateCause) error {
	e := past[len(past)-1]
	late := s.lateTerms(at.law, ended, past, e.On)
	if len(late) == 0 {
		return nil
	}
	known, err := s.Records.Lateness(ctx, at.row.ID)
	if err != nil {
		return err
	}
	causes = slices.DeleteFunc(slices.Clone(causes), func(c LateCause) bool {
		return !slices.ContainsFunc(late, func(t lateTerm) bool { return t.answeredBy(c) })
	})
	if r := unnamed(late, known, causes); r != nil {
		return r
	}
	return s.nameLateness(ctx, at, known, causes, e.Command)
}

// unnamed refuses to close while a missed term has no cause.
func unnamed(late []lateTerm, known []store.LatenessRow, causes []LateCause) *machine.Refusal {
	var titles []string
	for _, t := range late {
		if !slices.ContainsFunc(known, t.saidOf) && !slices.ContainsFunc(causes, t.answeredBy) {
			titles = append(titles, "«"+t.title+"»")
		}
	}
	if len(titles) == 0 {
		return nil
	}
	return refuse(LatenessUnnamed, "Hồ sơ có thời hạn đã quá: "+strings.Join(titles, ", ")+". Trước khi kết thúc phải nêu đơn vị để chậm và nguyên nhân của từng thời hạn.")
}

// nameLateness checks what is said, beside what is known, and writes it down, the
// notes in the vault.
func (s *Service) nameLateness(ctx context.Context, at scene, known []store.LatenessRow, causes []LateCause, command string) (err error) {
	var rows []store.LatenessRow
	for _, c := range causes {
		if c.Note, err = s.sound(ctx, at.law.Plan(), c); err != nil {
			return err
		}
		i := slices.IndexFunc(known, func(k store.LatenessRow) bool { return k.Clock == c.Clock && k.Run == c.Run && k.Command == command })
		if i >= 0 {
			if err := s.saidAlike(ctx, known[i], c); err != nil {
				return err
			}
			continue
		}
		row := store.LatenessRow{Case: at.row.ID, Clock: c.Clock, Run: c.Run, Unit: c.Unit, Cause: c.Cause, Author: at.scope.User, At: s.Now(), Command: command}
		if row.Note, err = s.keepNote(ctx, at.row.ID, c.Note); err != nil {
			return err
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return s.Records.NameLateness(ctx, rows)
}

// saidAlike refuses a request whose key was used to say something else of the
// same term: what is said now must not be dropped in silence.
func (s *Service) saidAlike(ctx context.Context, row store.LatenessRow, c LateCause) error {
	note := ""
	if row.Note != "" {
		text, err := s.Vault.Get(ctx, row.Note)
		if err != nil {
			return err
		}
		note = text.Reveal()
	}
	if row.Unit != c.Unit || row.Cause != c.Cause || note != c.Note {
		return keyReused()
	}
	return nil
}

// keepNote puts a note into the vault; none for none.
func (s *Service) keepNote(ctx context.Context, caseID, note string) (token string, err error) {
	if note == "" {
		return "", nil
	}
	if token, err = s.Vault.Put(ctx, vault.Narrative, noteField, vault.NewSecret(note)); err != nil {
		return "", err
	}
	return token, s.Vault.Attach(ctx, caseID, token)
}

// sound is the note of a cause whose parts are all right.
func (s *Service) sound(ctx context.Context, p *plan.Plan, c LateCause) (note string, err error) {
	r := refuse(WrongValue, "Nguyên nhân chậm chưa ghi đúng.")
	wrong := func(field, sentence string) {
		r.Fields = append(r.Fields, machine.FieldProblem{Field: "lateness." + lateTerm{clock: c.Clock, run: c.Run}.field() + "." + field, Code: "invalid", Sentence: sentence})
	}
	if p.Clock(c.Clock) == nil {
		wrong("clock", "Không có thời hạn này.")
	}
	there := false
	if c.Unit != "" {
		if there, err = s.exists(ctx, plan.Unit, c.Unit); err != nil {
			return "", err
		}
	}
	if !there {
		wrong("unit", "Cần chọn đơn vị để chậm.")
	}
	if !slices.ContainsFunc(Causes, func(n Named) bool { return n.Name == c.Cause }) {
		wrong("cause", "Cần chọn nguyên nhân.")
	}
	note = strings.TrimSpace(norm.NFC.String(c.Note))
	if c.Cause == OtherCause && note == "" || utf8.RuneCountInString(note) > longestNote || strings.ContainsRune(note, 0) {
		wrong("note", "Ghi rõ nguyên nhân, không quá 500 ký tự.")
	}
	if len(r.Fields) > 0 {
		return "", r
	}
	return note, nil
}

// NameLateness says anew through which body a term was missed: the head of the
// body that answers corrects what was said, or says it ahead. Nothing is erased.
func (s *Service) NameLateness(ctx context.Context, scope access.Scope, id, key string, c LateCause) error {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return err
	}
	if !r.mayName() {
		return forbidden()
	}
	late := s.lateTerms(r.law, r.state, recorded(r.steps), r.now())
	if !slices.ContainsFunc(late, func(t lateTerm) bool { return t.answeredBy(c) }) {
		return refuse(WrongValue, "Thời hạn này không quá hạn.")
	}
	known, err := s.Records.Lateness(ctx, r.row.ID)
	if err != nil {
		return err
	}
	return s.nameLateness(ctx, scene{scope: r.scope, row: r.row, state: r.state, law: r.law}, known, []LateCause{c}, key)
}

func (r *reading) mayName() bool {
	return slices.Contains(r.scope.RolesIn(r.state.Responsible), access.Heads)
}

// LatenessView is what stands on the page of a case in which a term was missed.
type LatenessView struct {
	Clocks  []LateClockView `json:"clocks" nullable:"false"`
	Causes  []Named         `json:"causes" nullable:"false" doc:"why a term can have been missed"`
	MayName bool            `json:"mayName" doc:"whether this reader may say it anew"`
}

// LateClockView is a missed term with all that was said of it, the last first.
type LateClockView struct {
	Clock string          `json:"clock"`
	Run   int             `json:"run,omitempty" doc:"how often the clock ran before"`
	Title string          `json:"title"`
	Unit  string          `json:"unit" doc:"id of the body that answered for the case then"`
	Due   string          `json:"due"`
	Said  []LateCauseView `json:"said" nullable:"false" doc:"the first one holds; empty: nobody said it yet"`
}

// LateCauseView is through which body a term was missed, and why.
type LateCauseView struct {
	Unit   Ref    `json:"unit"`
	Cause  Named  `json:"cause"`
	Note   string `json:"note,omitempty" doc:"empty where the reader may not read it"`
	Author Ref    `json:"author"`
	On     string `json:"on"`
}

// lateness brings the missed terms of a case and what was said of them.
func (r *reading) lateness(v *CaseView) error {
	late := r.lateTerms(r.law, r.state, recorded(r.steps), r.now())
	if len(late) == 0 {
		return nil
	}
	v.Lateness = &LatenessView{Causes: Causes, MayName: r.mayName()}
	for _, t := range late {
		view := LateClockView{Clock: t.clock, Run: t.run, Title: t.title, Unit: t.unit, Due: t.due.String(), Said: []LateCauseView{}}
		for _, row := range slices.Backward(r.blamed) {
			if !t.saidOf(row) {
				continue
			}
			said, err := r.lateCause(row)
			if err != nil {
				return err
			}
			view.Said = append(view.Said, said)
		}
		v.Lateness.Clocks = append(v.Lateness.Clocks, view)
	}
	return nil
}

func (r *reading) lateCause(row store.LatenessRow) (v LateCauseView, err error) {
	v = LateCauseView{Unit: r.names.unit(row.Unit), Cause: Named{row.Cause, row.Cause}, On: legaltime.DateOf(row.At).String()}
	if author := r.names.user(row.Author); author != nil {
		v.Author = *author
	}
	if i := slices.IndexFunc(Causes, func(n Named) bool { return n.Name == row.Cause }); i >= 0 {
		v.Cause = Causes[i]
	}
	if row.Note != "" {
		v.Note, err = r.why(row.Note, noteField)
	}
	return v, err
}
