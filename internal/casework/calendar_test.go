package casework_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/audit"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

const dayHead = "kind,date,name,source\n"

// load brings a schedule in as the administrator.
func (o *office) load(l casework.Loading) casework.CalendarLayer {
	o.t.Helper()
	if l.Title == "" {
		l.Title = "Thông báo nghỉ"
	}
	l.Number, l.Issued, l.Key = "01/TB-BNV", o.Day, uuid.NewString()
	out, err := o.LoadCalendar(o.t.Context(), o.scope("quan-tri"), l)
	must(o.t, err)
	return out
}

func (o *office) look(id string) casework.CalendarPreview {
	o.t.Helper()
	look, err := o.BeginPreview(o.t.Context(), o.scope("quan-tri"), id)
	must(o.t, err)
	must(o.t, look(o.t.Context()))
	l, err := o.CalendarLayerOf(o.t.Context(), o.scope("quan-tri"), id)
	must(o.t, err)
	return *l.Preview
}

// publish previews and publishes a schedule and moves all cases.
func (o *office) publish(l casework.Loading) (id string, moved int) {
	o.t.Helper()
	id = o.load(l).ID
	o.look(id)
	_, err := o.PublishCalendar(o.t.Context(), o.scope("nguoi-ban-hanh"), id)
	must(o.t, err)
	moved, err = o.MoveCases(o.t.Context())
	must(o.t, err)
	return id, moved
}

// dates are the last days of all clocks of a case, and its calendar.
func (o *office) dates(id string) string {
	o.t.Helper()
	in, err := o.Records.CaseInput(o.t.Context(), id)
	must(o.t, err)
	out := in.Calendar[:8]
	for _, c := range in.Progress.State.Clocks {
		out += fmt.Sprintf(" %s:%s", c.Name, c.Due)
	}
	return out
}

func (o *office) sound() {
	o.t.Helper()
	r, err := audit.Run(o.t.Context(), o.Records, lawbook.New(o.Records), o.Instant())
	must(o.t, err)
	if len(r.Findings) > 0 {
		o.t.Errorf("the record does not hold together: %+v", r.Findings)
	}
}

func TestAScheduleMovesTheOpenCasesAsItsPreviewSaid(t *testing.T) {
	o := newOffice(t)
	ctx := t.Context()
	open := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	secret := o.open("to-cao", "2026-11-20", uuid.NewString())
	ended := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_, err := o.do("nguoi-xu-ly-xa-a", ended.ID, "tra-don", map[string]any{"can-cu": "Không thuộc thẩm quyền"})
	must(t, err)
	before, endedBefore := o.dates(open.ID), o.dates(ended.ID)

	layer := o.load(casework.Loading{Text: dayHead + "off,2026-11-30,Nghỉ bão,CĐ 01\n"})
	if _, err := o.PublishCalendar(ctx, o.scope("nguoi-ban-hanh"), layer.ID); !refused(err, casework.StaleCalendar) {
		t.Errorf("published without a preview: %v", err)
	}
	p := o.look(layer.ID)
	if p.State != "ready" || p.Looked != 2 || p.Cases != 2 || p.Lost != 0 || p.Late != 0 || len(p.Units) != 1 || p.Units[0].Unit.ID != "xa-a" {
		t.Errorf("%+v", p)
	}
	list, err := o.CalendarMoves(ctx, o.scope("quan-tri"), layer.ID, "", false, casework.Page{Limit: 1})
	must(t, err)
	moves := list.Items
	for list.Next != "" {
		list, err = o.CalendarMoves(ctx, o.scope("quan-tri"), layer.ID, "", false, casework.Page{Limit: 1, Cursor: list.Next})
		must(t, err)
		moves = append(moves, list.Items...)
	}
	if len(moves) != p.Clocks || !slices.ContainsFunc(moves, func(m casework.Move) bool {
		return m.Case == open.Code && m.Clock == "thu-ly" && m.From == "2026-12-02" && m.To == "2026-12-03" && m.Days == 1
	}) || slices.ContainsFunc(moves, func(m casework.Move) bool { return m.Case == secret.Code }) {
		t.Errorf("%d moves of %d, or a denunciation named: %+v", len(moves), p.Clocks, moves)
	}
	if o.dates(open.ID) != before {
		t.Error("the preview moved a case")
	}

	_, err = o.PublishCalendar(ctx, o.scope("quan-tri"), layer.ID)
	if !refused(err, casework.SecondPerson) {
		t.Errorf("published by who loaded it: %v", err)
	}
	_, err = o.PublishCalendar(ctx, o.scope("nguoi-ban-hanh"), layer.ID)
	must(t, err)
	if n, err := o.MoveCases(ctx); n != 2 || err != nil {
		t.Errorf("%d cases moved: %v", n, err)
	}
	if n, err := o.MoveCases(ctx); n != 0 || err != nil {
		t.Errorf("%d cases moved again: %v", n, err)
	}
	if got := o.dates(ended.ID); got != endedBefore {
		t.Errorf("an ended case moved: %s, was %s", got, endedBefore)
	}
	view, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), open.ID)
	must(t, err)
	last := view.Steps[len(view.Steps)-1]
	if last.Kind != string(machine.Calendar) || len(last.Moved) == 0 || last.Moved[0].Clock != "thu-ly" || last.Moved[0].From != "2026-12-02" || last.Moved[0].To != "2026-12-03" ||
		len(last.With) != 1 || last.With[0].Value != "Thông báo nghỉ (01/TB-BNV, ngày 23/11/2026)" || !strings.Contains(last.Title, "1 thời hạn đổi ngày") {
		t.Errorf("the story: %+v", last)
	}
	if fresh := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString()); fresh.Deadlines[0].Due != "2026-12-03" {
		t.Errorf("a new case: %+v", fresh.Deadlines[0])
	}
	o.sound()
}

func refused(err error, code string) bool {
	var r *machine.Refusal
	return errors.As(err, &r) && r.Code == code
}

func TestTheOldScheduleAgainGivesTheOldDatesBack(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	all, err := o.Calendars(t.Context(), o.scope("quan-tri"))
	must(t, err)
	before := o.dates(r.ID)
	for n, text := range []string{"off,2026-11-27,A,x\n", "off,2026-11-26,A,x\noff,2026-11-27,B,x\nworked,2026-11-28,C,x\n", "off,2026-12-02,A,x\n"} {
		o.publish(casework.Loading{Text: dayHead + text})
		there := o.dates(r.ID)
		if _, moved := o.publish(casework.Loading{Again: all.InForce[0].Layer}); moved != 1 {
			t.Errorf("%d: %d cases moved back", n, moved)
		}
		if got := o.dates(r.ID); there == before || got != before {
			t.Errorf("%d: %s, then %s, before %s", n, there, got, before)
		}
	}
	o.sound()
}

func TestACaseCountsByTheCalendarOfTheBodyThatAnswers(t *testing.T) {
	o := newOffice(t)
	a := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	day := func() string { return o.dates(a.ID)[9:] }
	o.publish(casework.Loading{Unit: "xa-a", Text: dayHead + "off,2026-11-30,Ngày của xã,QĐ 5\n"})
	if day() != "thu-ly:2026-12-03" {
		t.Error(day())
	}
	o.publish(casework.Loading{Unit: "tinh", Text: dayHead + "off,2026-12-03,Ngày của tỉnh,QĐ 6\n"})
	if day() != "thu-ly:2026-12-04" {
		t.Errorf("the layers of commune and province: %s", day())
	}
	for unit, want := range map[string]bool{"": true, "tinh": false, "xa-a": false, "xa-b": false} {
		cal, err := o.Laws.DaysOf(t.Context(), unit)
		must(t, err)
		if got := cal.Working(legaltime.NewDate(2026, 12, 3)); got != want {
			t.Errorf("%q works on 3 December: %v", unit, got)
		}
	}
	_, err := o.do("nguoi-xu-ly-xa-a", a.ID, "chuyen-don", map[string]any{"noi-nhan": "xa-b", "can-cu": "Không thuộc thẩm quyền"})
	must(t, err)
	_, err = o.do("nguoi-tiep-nhan-xa-b", a.ID, "nhan-don", nil)
	must(t, err)
	in, err := o.Records.CaseInput(t.Context(), a.ID)
	must(t, err)
	want, err := o.Records.CalendarFor(t.Context(), "xa-b")
	must(t, err)
	if in.Calendar != want {
		t.Error("the case did not take the calendar of who took it over")
	}
	o.sound()
}

// breaking is a runner that the power leaves after some acts.
type breaking struct {
	casework.Runner
	left int
}

var errPower = errors.New("the power failed")

func (b *breaking) Act(ctx context.Context, id string, e machine.Event) (contract.Receipt, error) {
	if b.left--; b.left < 0 {
		return contract.Receipt{}, errPower
	}
	r, err := b.Runner.Act(ctx, id, e)
	if b.left == 0 && err == nil {
		err = errPower // it stands in the record, and nobody heard of it
	}
	return r, err
}

func TestAMoveThatBrokeOffGoesOnAndMovesEachCaseOnce(t *testing.T) {
	o := newOffice(t)
	var ids []string
	for range 12 {
		ids = append(ids, o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString()).ID)
	}
	id := o.load(casework.Loading{Text: dayHead + "off,2026-11-30,Nghỉ bão,CĐ 01\n"}).ID
	o.look(id)
	_, err := o.PublishCalendar(t.Context(), o.scope("nguoi-ban-hanh"), id)
	must(t, err)
	o.Service.Runner = &slowly{Runner: &breaking{Runner: o.Direct, left: 5}}
	n, err := o.MoveCases(t.Context())
	o.Service.Runner = o.Direct
	must(t, err)
	left, err := o.Records.CountMisplaced(t.Context())
	must(t, err)
	if n != 4 || left != 7 {
		t.Errorf("before the end: %d moved, %d left", n, left)
	}
	if n, err = o.MoveCases(t.Context()); n != 7 || err != nil {
		t.Errorf("after: %d moved, %v", n, err)
	}
	for _, id := range ids {
		steps, err := o.Records.Steps(t.Context(), id)
		must(t, err)
		if len(steps) != 2 || steps[1].Event.Kind != machine.Calendar {
			t.Errorf("%s: %d steps", id, len(steps))
		}
	}
	o.sound()
}

// slowly lets one act through at a time.
type slowly struct{ casework.Runner }

var turn = make(chan struct{}, 1)

func (s *slowly) Act(ctx context.Context, id string, e machine.Event) (contract.Receipt, error) {
	turn <- struct{}{}
	defer func() { <-turn }()
	return s.Runner.Act(ctx, id, e)
}

func TestAMissingScheduleIsToldOnceAMonthFromOctober(t *testing.T) {
	o := newOffice(t)
	told := func(user string) int {
		box, err := o.Inbox(t.Context(), o.scope(user), casework.Page{})
		must(t, err)
		return len(box.Items)
	}
	for _, step := range []struct {
		day  legaltime.Date
		want int
	}{
		{legaltime.NewDate(2027, 9, 30), 0}, {legaltime.NewDate(2027, 10, 1), 1}, {legaltime.NewDate(2027, 10, 31), 1}, {legaltime.NewDate(2027, 11, 1), 2},
	} {
		o.Day = step.day
		for range 2 {
			must(t, o.WarnOfMissingYear(t.Context(), "https://x/lich", true))
		}
		if a, b, c := told("quan-tri"), told("nguoi-ban-hanh"), told("thu-truong-tinh"); a != step.want || b != step.want || c != 0 {
			t.Errorf("%s: %d %d %d, want %d", step.day, a, b, c, step.want)
		}
	}
	o.publish(casework.Loading{Text: dayHead + "year,2028,,TB 1\noff,2028-01-01,Tết Dương lịch,TB 1\n"})
	if year, err := o.MissingYear(t.Context()); year != 0 || err != nil {
		t.Errorf("still missing: %d, %v", year, err)
	}
}

func TestAllThatIsWrongInAFileIsToldAtOnceWithItsPlace(t *testing.T) {
	o := newOffice(t)
	found, err := o.CheckCalendar(o.scope("quan-tri"), "", dayHead+"off,2026-02-30,Tết,x\nnghỉ,2026-02-03,Tết,x\noff,2026-02-04,Tết Đinh Mùi,\n\"off\n")
	must(t, err)
	var places []string
	for _, f := range found {
		places = append(places, fmt.Sprintf("%d:%d", f.Line, f.Column))
	}
	if got := strings.Join(places, " "); got != "2:5 3:1 4:29 5:5" {
		t.Errorf("%s: %+v", got, found)
	}
	if found, _ := o.CheckCalendar(o.scope("quan-tri"), "xa-a", dayHead+"year,2028,,x\n"); len(found) != 1 {
		t.Errorf("a commune announces a year: %+v", found)
	}
	for _, l := range []casework.Loading{{Title: "A", Text: dayHead + "off,2026-11-30,A,x\n"}, {Title: "A", Number: "1", Text: dayHead + "off,2026-11-30,A,x\n"}, {Title: "A", Link: "javascript:1", Text: dayHead + "off,2026-11-30,A,x\n"}} {
		if _, err := o.LoadCalendar(t.Context(), o.scope("quan-tri"), l); !refused(err, casework.BadCalendar) {
			t.Errorf("without a source: %v", err)
		}
	}
	if _, err := o.LoadCalendar(t.Context(), o.scope("thu-truong-tinh"), casework.Loading{}); !refused(err, casework.Forbidden) {
		t.Errorf("by a head: %v", err)
	}
}

func TestAPreviewOfYesterdayPublishesNothing(t *testing.T) {
	o := newOffice(t)
	one, two := o.load(casework.Loading{Text: dayHead + "off,2026-11-30,A,x\n"}), o.load(casework.Loading{Text: dayHead + "off,2026-12-01,A,x\n"})
	o.look(one.ID)
	o.look(two.ID)
	o.Day = o.Day.AddDays(1)
	if _, err := o.PublishCalendar(t.Context(), o.scope("nguoi-ban-hanh"), one.ID); !refused(err, casework.StaleCalendar) {
		t.Errorf("yesterday's: %v", err)
	}
	o.Day = o.Day.AddDays(-1)
	_, err := o.PublishCalendar(t.Context(), o.scope("nguoi-ban-hanh"), one.ID)
	must(t, err)
	if _, err := o.PublishCalendar(t.Context(), o.scope("nguoi-ban-hanh"), two.ID); !refused(err, casework.StaleCalendar) {
		t.Errorf("over another calendar: %v", err)
	}
	o.look(two.ID)
	if _, err = o.PublishCalendar(t.Context(), o.scope("nguoi-ban-hanh"), two.ID); err != nil {
		t.Error(err)
	}
	cal, err := o.Laws.Days(t.Context())
	must(t, err)
	if cal.Working(legaltime.NewDate(2026, 11, 30)) || cal.Working(legaltime.NewDate(2026, 12, 1)) || cal.Working(legaltime.NewDate(2026, 11, 24)) {
		t.Error("a notice replaces more than its own days")
	}
}

func TestProvisionalDatesAreMarkedInListsToo(t *testing.T) {
	o := newOffice(t)
	o.Day = legaltime.NewDate(2027, time.December, 28)
	r := o.open("khieu-nai-lan-dau", "2027-12-28", uuid.NewString())
	if !r.Deadlines[0].Provisional {
		t.Errorf("the receipt: %+v", r.Deadlines[0])
	}
	list, err := o.Tasks(t.Context(), o.scope("nguoi-xu-ly-xa-a"), "", "", casework.Page{})
	must(t, err)
	if len(list.Items) == 0 || !list.Items[0].Deadline.Provisional {
		t.Errorf("the worklist: %+v", list.Items)
	}
	o.publish(casework.Loading{Text: dayHead + "year,2028,,TB 1\noff,2028-01-03,Tết Dương lịch,TB 1\n"})
	view, err := o.Show(t.Context(), o.scope("nguoi-xu-ly-xa-a"), r.ID)
	must(t, err)
	if view.Clocks[0].Provisional || view.Deadline.Provisional {
		t.Error("still provisional after the notice")
	}
}

// A program that has known the old calendar for long counts by the new one from
// the moment of its publication, without a restart.
func TestNoProgramKeepsAnOldCalendar(t *testing.T) {
	o := newOffice(t)
	other := lawbook.NewShelf(o.Records)
	day := legaltime.NewDate(2026, time.November, 30)
	if cal, err := other.DaysOf(t.Context(), "xa-a"); err != nil || !cal.Working(day) {
		t.Fatal(err)
	}
	o.publish(casework.Loading{Text: dayHead + "off,2026-11-30,Nghỉ bão,CĐ 01\n"})
	cal, err := other.DaysOf(t.Context(), "xa-a")
	if err != nil || cal.Working(day) {
		t.Errorf("the other program still works on %s: %v", day, err)
	}
	law, err := other.Choose(t.Context(), "khieu-nai-lan-dau", "xa-a", o.Day)
	if err != nil || law.Calendar().Hash() != cal.Hash() {
		t.Errorf("a new case takes another calendar: %v", err)
	}
}

// What was raised and not told yet is taken back when its date moves, and told
// after all when the date comes back: the machine raises it only once.
func TestAReminderTakenBackIsToldWhenItsDateComesBack(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	before, err := o.Calendars(t.Context(), o.scope("quan-tri"))
	must(t, err)
	o.Day = legaltime.NewDate(2026, time.November, 30)
	_, err = o.Direct.Act(t.Context(), r.ID, machine.Event{Command: "tick", Kind: machine.Ticks, On: legaltime.Day(o.Day), At: o.Instant()})
	must(t, err)
	o.publish(casework.Loading{Text: dayHead + "off,2026-12-01,Nghỉ bão,CĐ 01\n"})
	o.publish(casework.Loading{Again: before.InForce[0].Layer})
	told, err := o.Records.ClaimNotices(t.Context(), o.Instant().Add(time.Hour), 100, time.Minute)
	must(t, err)
	if len(told) == 0 {
		t.Fatal("nobody is reminded of the date that came back")
	}
	for _, n := range told {
		if n.Due.String() != "2026-12-02" {
			t.Errorf("told of %s", n.Due)
		}
	}
}
