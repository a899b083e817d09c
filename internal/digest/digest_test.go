package digest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/digest"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

var (
	monday  = legaltime.NewDate(2026, time.July, 6)
	thePlan = &plan.Plan{Procedure: "khieu-nai-lan-dau", Kind: plan.Complaint, Version: "2026-07-01", Opening: "xac-minh",
		Stages: []plan.Stage{{Name: "xac-minh"}},
		Clocks: []plan.Clock{{Name: "giai-quyet", Title: "Thời hạn giải quyết"}, {Name: "gui", Title: "Thời hạn gửi"}}}
)

type laws struct{ law *machine.Law }

func (l laws) Law(string, string) (*machine.Law, error)          { return l.law, nil }
func (l laws) Days(context.Context) (*legaltime.Calendar, error) { return l.law.Calendar(), nil }

// province is a province, its communes and their cases.
type province struct {
	t     *testing.T
	store *store.Store
	laws  laws
	desk  digest.Desk
	now   time.Time
}

func found(t *testing.T, communes ...string) *province {
	t.Helper()
	cal, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(thePlan, cal)
	if err != nil {
		t.Fatal(err)
	}
	p := &province{t: t, store: storetest.New(t), laws: laws{law}, now: monday.At(7, 0)}
	p.desk = digest.Desk{Store: p.store, Laws: p.laws, PublicURL: "https://donthu.test", Now: func() time.Time { return p.now }}
	p.unit("tinh", "")
	for _, c := range communes {
		p.unit(c, "tinh")
	}
	p.must(p.store.PutPlan(t.Context(), store.PlanRow{Hash: law.Plan().Hash(), Procedure: thePlan.Procedure, Version: thePlan.Version, JSON: thePlan.Canonical()}))
	p.must(p.store.PutCalendar(t.Context(), store.CalendarRow{Hash: cal.Hash(), Name: "vn", CSV: "date,kind\n"}))
	return p
}

func (p *province) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *province) unit(id, parent string) {
	p.must(p.store.PutUnit(p.t.Context(), store.UnitRow{ID: id, Code: strings.ToUpper(id), Name: "UBND " + id, Level: "xa", Branch: "hanh-chinh", Parent: parent, FirstDay: monday.AddDays(-999)}))
}

func (p *province) head(id, unit string) {
	p.must(p.store.PutUser(p.t.Context(), store.UserRow{ID: id, Account: id, Name: id, Email: id + "@donthu.test"}))
	p.must(p.store.Appoint(p.t.Context(), store.HoldingRow{User: id, Unit: unit, Role: access.Heads, FirstDay: monday.AddDays(-99)}))
}

// file is a case of a unit with clocks due so many days from Monday.
func (p *province) file(unit, outcome string, state machine.ClockState, due ...int) (id, code string) {
	p.t.Helper()
	ctx := p.t.Context()
	id = uuid.NewString()
	code, err := p.store.ReserveCase(ctx, store.PendingCase{ID: id, Procedure: thePlan.Procedure, Version: thePlan.Version, Kind: plan.Complaint, Unit: unit, Created: p.now}, strings.ToUpper(unit), 2026)
	p.must(err)
	s := machine.State{Plan: p.laws.law.Plan().Hash(), Calendar: p.laws.law.Calendar().Hash(), Seq: 1, Stage: "xac-minh", Opened: monday.AddDays(-20), Responsible: unit, Outcome: outcome}
	var commands []machine.Command
	for i, n := range due {
		on := legaltime.Day(monday.AddDays(n))
		s.Clocks = append(s.Clocks, machine.Clock{Name: thePlan.Clocks[i].Name, Due: on, Nominal: on, WarnBy: on, State: state})
		commands = append(commands, machine.Command{Kind: machine.SetClock, Clock: &s.Clocks[i]})
	}
	e := machine.Event{Seq: 1, Command: "c1", Kind: machine.Opens, On: legaltime.Day(monday.AddDays(-20)), At: p.now.Add(-time.Hour).UTC()}
	_, err = p.store.Record(ctx, contract.RecordInput{Case: id, Event: e, State: s, Commands: commands})
	p.must(err)
	return id, code
}

func (p *province) write(day legaltime.Date, want int) {
	p.t.Helper()
	p.now = day.At(7, 0)
	if n, err := p.desk.Day(p.t.Context(), day); err != nil || n != want {
		p.t.Errorf("%v: %d digests, want %d: %v", day, n, want, err)
	}
}

func (p *province) digests(user string) (all []store.InboxRow) {
	rows, _, err := p.store.Inbox(p.t.Context(), user, store.Page{})
	p.must(err)
	return rows
}

func TestADigestSaysWhatIsLateTodayAndSoonByBody(t *testing.T) {
	p := found(t, "xa", "xb")
	p.head("an", "xa")
	p.head("tin", "tinh")
	_, late := p.file("xa", "", machine.Overdue, -4, 2)
	_, today := p.file("xa", "", machine.Running, 0)
	_, soon := p.file("xa", "", machine.Running, 7)
	p.file("xa", "", machine.Running, 8) // six working days ahead
	p.file("xa", "", machine.Paused, -3)
	p.file("xa", "da-giai-quyet", machine.Running, -3)
	_, vacant := p.file("xb", "", machine.Running, 1) // xb has no head: the province's hears of it
	p.write(monday, 3)
	p.write(monday, 0)
	want := fmt.Sprintf("Quá hạn (1)\n  UBND xa\n    %s: Thời hạn giải quyết, hạn 02/07/2026, quá 02 ngày làm việc\n"+
		"Đến hạn hôm nay (1)\n  UBND xa\n    %s: Thời hạn giải quyết, hạn 06/07/2026\n"+
		"Sắp đến hạn (1)\n  UBND xa\n    %s: Thời hạn giải quyết, hạn 13/07/2026, còn 05 ngày làm việc", late, today, soon)
	if rows := p.digests("an"); len(rows) != 1 || rows[0].Body != want || rows[0].Title != "Sáng 06/07/2026: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn" {
		t.Errorf("%+v", rows)
	}
	rows := p.digests("tin")
	if len(rows) != 2 || rows[0].Title != "Tuần từ 06/07/2026: 1 quá hạn, 1 đến hạn hôm nay, 2 sắp đến hạn" ||
		rows[0].Body != "UBND xa: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn\nUBND xb: 1 sắp đến hạn" || !strings.Contains(rows[1].Body, vacant) {
		t.Errorf("%+v", rows)
	}
	mails, err := p.store.ClaimMails(t.Context(), monday.At(7, 29), 10, time.Minute)
	if err != nil || len(mails) != 0 {
		t.Errorf("before the office opens: %+v, %v", mails, err)
	}
	if mails, err = p.store.ClaimMails(t.Context(), monday.At(7, 30), 10, time.Minute); err != nil || len(mails) != 3 {
		t.Errorf("%d mails, %v", len(mails), err)
	}
}

func TestADigestMarksADateOfAYearNotAnnounced(t *testing.T) {
	p := found(t, "xa")
	p.head("an", "xa")
	day := legaltime.NewDate(2029, time.January, 16)
	_, code := p.file("xa", "", machine.Running, day.Sub(monday))
	p.write(day, 1)
	if rows := p.digests("an"); len(rows) != 1 || !strings.Contains(rows[0].Body, code+": Thời hạn giải quyết, hạn 16/01/2029 (tạm tính)") {
		t.Errorf("%+v", rows)
	}
}

func TestDigestsComeOnWorkingDaysAndWeekliesOnTheFirst(t *testing.T) {
	p := found(t, "xa")
	p.head("an", "xa")
	p.head("tin", "tinh")
	p.file("xa", "", machine.Overdue, -30)
	p.write(monday.AddDays(-1), 0) // Sunday
	p.write(monday, 2)
	p.write(monday.AddDays(1), 1)
	tet := legaltime.NewDate(2027, time.February, 8) // a Monday off: the week begins later
	p.write(tet, 0)
}

// TestEveryCaseIsInEachDigestOnce: random provinces, against a reading of the
// rule that is slow and looks at one case at a time.
func TestEveryCaseIsInEachDigestOnce(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 4 {
		p := found(t, "xa", "xb", "xc")
		for _, u := range []string{"tinh", "xa", "xb", "xc"} {
			for i := range r.IntN(3) {
				p.head(fmt.Sprintf("h%s%d", u, i), u)
			}
		}
		want := map[string][]string{} // codes by person
		for range 40 {
			p.random(r, want)
		}
		if _, err := p.desk.Day(t.Context(), monday); err != nil {
			t.Fatal(err)
		}
		for _, u := range []string{"tinh", "xa", "xb", "xc"} {
			for i := range 2 {
				p.agrees(fmt.Sprintf("h%s%d", u, i), want)
			}
		}
	}
}

// random files a case and notes in whose digest it must be.
func (p *province) random(r *rand.Rand, want map[string][]string) {
	units := []string{"xa", "xb", "xc", "tinh"}
	unit := units[r.IntN(4)]
	states := []machine.ClockState{machine.Running, machine.Overdue, machine.Paused, machine.Met}
	outcome, state := "", states[r.IntN(4)]
	if r.IntN(5) == 0 {
		outcome = "da-giai-quyet"
	}
	due := []int{r.IntN(40) - 20, r.IntN(40) - 20}
	id, code := p.file(unit, outcome, state, due...)
	barred := ""
	if r.IntN(3) == 0 {
		barred = "h" + unit + "0"
		if p.hired(barred) {
			p.must(p.store.Exclude(p.t.Context(), id, barred))
		}
	}
	open := outcome == "" && (state == machine.Running || state == machine.Overdue)
	if !open || min(due[0], due[1]) > 7 { // 13 July is five working days ahead
		return
	}
	for _, u := range []string{unit, "tinh"} {
		reached := false
		for i := range 2 {
			if h := fmt.Sprintf("h%s%d", u, i); p.hired(h) && h != barred {
				want[h], reached = append(want[h], code), true
			}
		}
		if reached {
			return
		}
	}
}

func (p *province) hired(user string) bool {
	h, err := p.store.HoldingsOf(p.t.Context(), user, monday)
	return err == nil && len(h) > 0
}

func (p *province) agrees(user string, want map[string][]string) {
	p.t.Helper()
	var got []string
	for _, row := range p.digests(user) {
		if !strings.HasPrefix(row.Title, "Sáng") {
			continue
		}
		for l := range strings.Lines(row.Body) {
			if code, _, is := strings.Cut(strings.TrimSpace(l), ": "); is {
				got = append(got, code)
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want[user])
	if !slices.Equal(got, want[user]) {
		p.t.Errorf("%s reads of %q, must read of %q", user, got, want[user])
	}
}
