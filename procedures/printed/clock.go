package printed

import (
	"fmt"
	"strings"

	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/plan"
)

type (
	clock struct {
		Title, Cite string
		ToCheck     bool
		Terms       []term
		Lines       []line
		Rungs       []rung
	}
	term struct{ Is, When, Cite, Warn string }
	line struct{ What, Text string }
	rung struct{ When, Who, Does string }
)

func (w wording) clocks() (out []clock) {
	for i := range w.plan.Clocks {
		c := &w.plan.Clocks[i]
		v := clock{Title: c.Title, Cite: c.Cite, ToCheck: w.marks.Clock(c) != "", Terms: w.terms(c), Lines: w.life(c)}
		for _, r := range c.Rungs {
			v.Rungs = append(v.Rungs, rung{r.Vietnamese(), w.who(r.To), how(r)})
		}
		out = append(out, v)
	}
	return out
}

func (w wording) terms(c *plan.Clock) (out []term) {
	usual, other := drawing.Readings(w.plan, c.Terms)
	for i, t := range append(usual, other...) {
		v := term{Is: t.Is.Vietnamese(), When: w.condition(t.When), Cite: t.Cite}
		switch {
		case i >= len(usual):
			v.When = "nếu đơn vị chọn cách hiểu khác: " + v.When
		case v.When == "" && len(usual) == 1 && len(other) > 0:
			v.When = "theo cách hiểu đang dùng"
		}
		if v.Cite == "" {
			v.Cite = c.Cite
		}
		if !t.Warn.IsZero() {
			v.Warn = fmt.Sprintf("cảnh báo theo %s (%s)", t.Warn.Vietnamese(), t.WarnCite)
		}
		out = append(out, v)
	}
	return out
}

// life is what sets the clock going, holds it, lengthens it and ends it.
func (w wording) life(c *plan.Clock) (out []line) {
	say := func(holds bool, what, text string) {
		if holds {
			out = append(out, line{what, text})
		}
	}
	say(true, "Tính từ", w.starts(c))
	say(!c.Since.IsZero(), "Chỉ áp dụng", "khi bắt đầu từ "+c.Since.Vietnamese())
	say(len(c.Met) > 0, "Hoàn thành khi", w.actTitles(c.Met))
	say(len(c.Stops) > 0, "Không còn khi", w.actTitles(c.Stops))
	for _, p := range c.Pauses {
		say(true, "Tạm dừng", w.pause(p))
	}
	for _, e := range c.Extensions {
		say(true, "Gia hạn", w.extension(e))
	}
	say(c.NoRoll, "Ngày cuối", "không dời qua ngày nghỉ")
	say(c.Lapse != nil, "Hết thời hạn", w.passing(c.Lapse))
	return out
}

func (w wording) starts(c *plan.Clock) string {
	var out []string
	for _, s := range c.Starts {
		out = append(out, w.start(s))
	}
	return strings.Join(out, "; ")
}

func (w wording) start(s plan.Start) string {
	if s.From == "" {
		return w.actTitle(s.Act)
	}
	return fmt.Sprintf("%s, theo ngày ghi ở «%s»", w.actTitle(s.Act), w.fieldTitle(s))
}

func (w wording) fieldTitle(s plan.Start) string {
	form := w.plan.Intake
	if a := w.plan.Act(s.Act); a != nil {
		form = a.Form
	}
	if f := w.plan.Form(form); f != nil {
		if v := f.Field(s.From); v != nil {
			return v.Title
		}
	}
	return s.From
}

func (w wording) pause(p plan.Pause) string {
	text := fmt.Sprintf("từ «%s» đến «%s», thời gian đó không tính", w.actTitle(p.From), w.actTitle(p.Until))
	if !p.Fresh.IsZero() {
		text = fmt.Sprintf("từ «%s» đến «%s», sau đó tính lại từ đầu %s", w.actTitle(p.From), w.actTitle(p.Until), p.Fresh.Vietnamese())
	}
	return text + " (" + p.Cite + ")"
}

func (w wording) extension(e plan.Extension) string {
	text := fmt.Sprintf("%s: thêm %s", w.actTitle(e.Act), e.By.Vietnamese())
	for _, l := range e.Limits {
		text += fmt.Sprintf("; tối đa %d lần%s", l.Times, w.given(l.When))
		if l.Cite != "" {
			text += " (" + l.Cite + ")"
		}
	}
	return text + " (" + e.Cite + ")"
}

func (w wording) passing(l *plan.Lapse) string {
	if l == nil || l.In == "" {
		return "coi như đã hoàn thành"
	}
	return fmt.Sprintf("vụ việc ở «%s» chuyển sang «%s»", w.stageTitle(l.In), w.stageTitle(l.To))
}

var does = map[plan.Does]string{plan.Remind: "nhắc", plan.Escalate: "báo lên"}

// how is what a rung does, how fast, and what it asks back.
func how(r plan.Rung) string {
	text := does[r.Does]
	if r.Urgent {
		text += ", gửi vào bất cứ giờ nào"
	}
	if !r.Acknowledge.IsZero() {
		text += ", xác nhận đã biết trong " + r.Acknowledge.Vietnamese()
	}
	return text
}
