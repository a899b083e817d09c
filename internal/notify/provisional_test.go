package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// A date that rests on a year whose days off are not announced says so in what
// people are told; the same clock with another date does not.
func TestALetterSaysThatADateIsProvisional(t *testing.T) {
	o := open(t)
	o.hire("an", "xa", "nguoi-xu-ly")
	last := legaltime.Day(legaltime.NewDate(2028, time.January, 12))
	clock := machine.Clock{Name: "giai-quyet", From: legaltime.Day(legaltime.NewDate(2027, time.December, 28)), Due: last, WarnBy: last, State: machine.Running,
		Term: legaltime.Term{N: 10, Unit: legaltime.WorkingDays}}
	notice := raised(0, 0, plan.Remind, "nguoi-xu-ly")
	notice.Notice.Due = last
	o.step(machine.Ticks, machine.Command{Kind: machine.SetClock, Clock: &clock}, notice)
	o.rung(1, 0, plan.Remind, "nguoi-xu-ly")
	d := o.dispatcher(o.sink)
	o.once(d)
	box := o.inbox("an")
	if len(box) != 2 {
		t.Fatalf("%+v", box)
	}
	for _, r := range box {
		if dated := strings.Contains(r.Body, "12/01/2028"); dated != strings.Contains(r.Body, "tạm tính") {
			t.Errorf("%s", r.Body)
		}
	}
	for _, m := range o.sink.List() {
		if dated := strings.Contains(m.Text, "12/01/2028"); dated != strings.Contains(m.Text, "tạm tính") || dated != strings.Contains(m.HTML, "tạm tính") {
			t.Errorf("%s", m.Text)
		}
	}
}
