package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// viewDeadline shows a clock as it stands on a day. With why, it also says how
// its dates were counted.
func viewDeadline(law *machine.Law, s machine.State, c machine.Clock, now legaltime.Moment, why bool) Deadline {
	p := law.Plan().Clock(c.Name)
	d := Deadline{
		Clock: c.Name, Title: p.Title, Cite: p.Cite, Confidence: string(procedures.Law().Marks(law.Plan()).Clock(p)),
		State: string(c.State), From: c.From.String(), Nominal: c.Nominal.String(), Due: c.Due.String(), Late: c.Late,
		Why:        []Reason{},
		Extensions: each(c.Extensions, func(e machine.Extension) ExtensionView { return ExtensionView{e.On.String(), e.By.String()} }),
		Pauses:     each(c.Pauses, period),
	}
	if c.State == machine.Running && now.After(c.Due) && p.Lapse == nil {
		d.State = string(machine.Overdue)
	}
	d.Provisional = over(c) == 0 && machine.Provisional(law, s, c)
	d.count(law.Calendar(), c, now)
	d.Text = d.words(p, c)
	if why {
		d.explain(law, s, now.Date)
	}
	return d
}

// count sets what is left: in hours for a term in hours, in working days for
// every other.
func (d *Deadline) count(cal *legaltime.Calendar, c machine.Clock, now legaltime.Moment) {
	switch machine.ClockState(d.State) {
	case machine.Paused:
		d.PausedSince = pausedSince(c)
	case machine.Running, machine.Overdue:
		left := workingDaysLeft(cal, now.Date, c.Due.Date)
		d.LeftUnit = "working days"
		if c.Due.HasTime() {
			left, d.LeftUnit = int(instant(c.Due).Sub(instant(now)).Hours()), "hours"
		}
		d.Left = &left
	}
}

// workingDaysLeft counts the working days after today to the due date; past it,
// those after the due date to today, so that a day off adds nothing.
func workingDaysLeft(cal *legaltime.Calendar, today, due legaltime.Date) int {
	if due.Before(today) {
		return -cal.WorkingDaysBetween(due, today)
	}
	return cal.WorkingDaysBetween(today, due)
}

func pausedSince(c machine.Clock) string {
	if n := len(c.Pauses); n > 0 {
		return c.Pauses[n-1].From.String()
	}
	return ""
}

// words is the one sentence that chips, mails and lists show for a clock.
func (d *Deadline) words(p *plan.Clock, c machine.Clock) string {
	switch machine.ClockState(d.State) {
	case machine.Met:
		if d.Late {
			return "Đã xong, trễ hạn"
		}
		return "Đã xong"
	case machine.Stopped:
		return "Không còn tính"
	case machine.Paused:
		return "Tạm dừng từ " + c.Pauses[len(c.Pauses)-1].From.Vietnamese()
	case machine.Overdue:
		return overdueWords(-*d.Left, d.LeftUnit)
	}
	if p.Lapse != nil {
		return "Chờ đến hết " + c.Due.Vietnamese()
	}
	return leftWords(*d.Left, d.LeftUnit)
}

func leftWords(n int, unit string) string {
	switch {
	case unit == "hours":
		return fmt.Sprintf("Còn %d giờ", n)
	case n <= 0:
		return "Hết hạn hôm nay"
	}
	return fmt.Sprintf("Còn %d ngày làm việc", n)
}

func overdueWords(n int, unit string) string {
	switch {
	case unit == "hours":
		return fmt.Sprintf("Quá hạn %d giờ", n)
	case n <= 0:
		return "Quá hạn"
	}
	return fmt.Sprintf("Quá hạn %d ngày làm việc", n)
}

func (d *Deadline) explain(law *machine.Law, s machine.State, on legaltime.Date) {
	r, err := machine.Explain(law, s, d.Clock, on)
	if err != nil {
		return // a clock of an earlier round: its dates stand, its count is history
	}
	d.Provisional = d.Provisional || r.Provisional
	d.Why = each(r.Why, func(w legaltime.Reason) Reason {
		return Reason{w.Rule, w.Text, w.From.String(), w.To.String(), w.Days, w.Cite}
	})
}

// soonDays is how many working days ahead the page calls soon.
const soonDays = 3

func deadlinesAt(law *machine.Law, st machine.State, now legaltime.Moment, why bool) []Deadline {
	clocks := slices.Clone(st.Clocks)
	slices.SortStableFunc(clocks, func(a, b machine.Clock) int {
		if oa, ob := over(a), over(b); oa != ob {
			return oa - ob
		}
		return a.Due.Compare(b.Due)
	})
	return each(clocks, func(c machine.Clock) Deadline { return viewDeadline(law, st, c, now, why) })
}

// over is 0 for a clock that still asks for something, 1 for one that does not.
func over(c machine.Clock) int {
	if c.State == machine.Met || c.State == machine.Stopped {
		return 1
	}
	return 0
}

// instant is a moment as an instant; a whole day, its midnight.
func instant(m legaltime.Moment) time.Time {
	minute := max(m.Minute, 0)
	return m.Date.At(minute/60, minute%60)
}
