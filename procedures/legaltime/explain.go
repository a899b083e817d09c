package legaltime

import (
	"fmt"
	"slices"
	"strings"
)

// Articles of the Civil Code on which the reasons rest.
const (
	citeUnits  = "BLDS Đ144"
	citeHours  = "BLDS Đ147.1"
	citeEvent  = "BLDS Đ147.3"
	citeDays   = "BLDS Đ148.1"
	citeWeeks  = "BLDS Đ148.2"
	citeMonths = "BLDS Đ148.3"
	citeYears  = "BLDS Đ148.4"
	citeRoll   = "BLDS Đ148.5"
	citeEnd    = "BLDS Đ148.6"
)

// unitCites are the articles on the end of a term in a unit.
var unitCites = map[Unit]string{
	Hours: citeHours, Days: citeDays, WorkingDays: citeUnits, Weeks: citeWeeks, Months: citeMonths, Years: citeYears,
}

var weekdays = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}

// long writes a date with its weekday: "thứ Hai, 06/07/2026".
func long(d Date) string { return weekdays[d.Weekday()] + ", " + d.Vietnamese() }

// span writes a run of days: "07/07/2026" or "từ 07/07/2026 đến 10/07/2026".
func span(from, to Date) string { return string(appendSpan(nil, from, to)) }

func appendSpan(b []byte, from, to Date) []byte {
	if from == to {
		return from.appendVietnamese(b)
	}
	b = from.appendVietnamese(append(b, "từ "...))
	return to.appendVietnamese(append(b, " đến "...))
}

func (c *count) say(rule, cite string, from, to Date, days int, text string) {
	c.why = append(c.why, Reason{Rule: rule, Text: text, From: Day(from), To: Day(to), Days: days, Cite: cite})
}

func (c *count) explainEvent() {
	if c.silent {
		return
	}
	d := c.r.From.Date
	if c.r.Term.Backward {
		c.say(RuleEvent, citeEvent, d, d, 0, "Ngày làm mốc ("+long(d)+") không tính; đếm lùi từ "+d.AddDays(-1).Vietnamese()+".")
		return
	}
	c.say(RuleEvent, citeEvent, d, d, 0, "Ngày xảy ra sự kiện ("+long(d)+") không tính; bắt đầu đếm từ "+d.AddDays(1).Vietnamese()+".")
}

func (c *count) explainExtension(t Term, end Moment) {
	if c.silent {
		return
	}
	how := "chưa chuyển ngày nghỉ"
	if c.r.Policy.ExtendRolled {
		how = "đã chuyển ngày nghỉ"
	}
	c.why = append(c.why, Reason{Rule: RuleExtend, From: end, To: end,
		Text: fmt.Sprintf("Gia hạn %s, tính tiếp từ ngày hết hạn trước đó (%s, %s).", t.Vietnamese(), end.Vietnamese(), how)})
}

// explainDays tells a run of calendar days; an empty run is not told.
func (c *count) explainDays(from, to Date, t Term) {
	if c.silent || to.Before(from) {
		return
	}
	n, how := to.Sub(from)+1, "Đếm"
	if t.Backward {
		how = "Đếm lùi"
	}
	text := fmt.Sprintf("%s liên tục %02d ngày, kể cả ngày nghỉ: %s.", how, n, span(from, to))
	if t.Unit != Days {
		text = fmt.Sprintf("%s %s theo ngày tương ứng (%02d ngày, kể cả ngày nghỉ): %s.", how, t.Vietnamese(), n, span(from, to))
	}
	c.say(RuleCount, unitCites[t.Unit], from, to, n, text)
}

func (c *count) explainHours(from, to Moment, t Term) {
	if c.silent {
		return
	}
	text := "Đếm liên tục " + t.Vietnamese() + " từ " + from.Vietnamese() + " đến " + to.Vietnamese() + "."
	if !c.r.From.HasTime() {
		text += " Không ghi giờ của sự kiện nên lấy 00:00, là cách tính chặt nhất."
	}
	c.why = append(c.why, Reason{Rule: RuleCount, Text: text, From: from, To: to, Cite: citeHours})
}

func (c *count) explainPause(from, to Date) {
	if c.silent {
		return
	}
	n := to.Sub(from) + 1
	c.say(RulePause, "", from, to, n, fmt.Sprintf("Tạm dừng, không tính %02d ngày: %s.", n, span(from, to)))
}

func (c *count) explainOpen(p Interval) {
	if c.silent {
		return
	}
	c.say(RuleOpen, "", p.From, p.To, p.Days(), fmt.Sprintf("Đang tạm dừng từ %s; tính như thể được tiếp tục vào %s.",
		p.From.Vietnamese(), p.To.Vietnamese()))
}

func (c *count) explainUnion(closed []Interval) {
	if c.silent {
		return
	}
	days := 0
	for _, p := range c.pauses {
		days += p.Days()
	}
	c.say(RuleUnion, "", c.pauses[0].From, c.pauses[len(c.pauses)-1].To.AddDays(-1), days, fmt.Sprintf(
		"%02d lần tạm dừng có ngày trùng hoặc nối nhau; mỗi ngày chỉ tính một lần, tổng cộng %02d ngày.", len(closed), days))
}

func (c *count) explainNoPause() {
	if c.silent {
		return
	}
	d := c.r.From.Date
	c.say(RuleNoPause, "", d, d, 0, "Thời hạn đếm lùi gắn với một ngày cố định nên việc tạm dừng không làm dịch chuyển.")
}

func (c *count) explainMonthEnd(from, end Date) {
	if c.silent {
		return
	}
	c.say(RuleMonthEnd, citeMonths, end, end, 0, fmt.Sprintf("Tháng %02d/%d không có ngày %02d nên lấy ngày cuối tháng, %s.",
		end.Month(), end.Year(), from.Day(), end.Vietnamese()))
}

func (c *count) explainStay(end Date) {
	if c.silent || c.walk.cal.Working(end) {
		return
	}
	c.say(RuleStay, "", end, end, 0, fmt.Sprintf("Ngày cuối (%s) là ngày nghỉ nhưng thời hạn này không chuyển sang ngày làm việc.", long(end)))
}

// explainWorked tells why a last day on a weekend, or on a day in lieu, stays.
func (c *count) explainWorked(end Date, k kindIndex) {
	if c.silent {
		return
	}
	switch {
	case c.r.Term.Unit == WorkingDays || k == ordinaryDay:
	case k == workedDay:
		c.say(RuleStay, "", end, end, 0, fmt.Sprintf("Ngày cuối (%s) là ngày làm việc (%s) nên không chuyển.", long(end), c.walk.name(end)))
	default:
		c.say(RuleStay, citeRoll, end, end, 0, fmt.Sprintf("Ngày cuối (%s) là %s; theo thiết lập, chỉ ngày nghỉ hằng tuần và ngày lễ mới làm chuyển thời hạn.",
			long(end), c.walk.name(end)))
	}
}

// explainRoll tells why the last day moved, with the names of the days off.
func (c *count) explainRoll(end, due Date) {
	if c.silent {
		return
	}
	first, last, where, cite := end, due.AddDays(-1), "chuyển sang ngày làm việc tiếp theo", citeRoll
	if due.Before(end) {
		first, last, where, cite = due.AddDays(1), end, "lùi về ngày làm việc liền trước, vì thời hạn đếm lùi", citeRoll+" (tương tự)"
	}
	var names []string
	for d := first; !d.After(last); d = d.AddDays(1) {
		name := "đang tạm dừng"
		if !c.walk.working(d) {
			name = c.walk.name(d)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	n := last.Sub(first) + 1
	c.say(RuleRoll, cite, first, last, n, fmt.Sprintf("Ngày cuối (%s) là ngày nghỉ (%s); %s: %s.",
		long(end), strings.Join(names, "; "), where, long(due)))
}

// conclude tells the result.
func (c *count) conclude(due Moment) {
	if c.walk.provisional {
		c.why = append(c.why, Reason{Rule: RuleProvisional, Cite: "BLLĐ Đ112.3",
			Text: "Tạm tính: lịch nghỉ chính thức của năm liên quan chưa công bố, ngày nghỉ được suy từ luật; kết quả có thể thay đổi."})
	}
	t := c.r.Term
	text, cite := "Hết hạn lúc 24 giờ ngày "+long(due.Date)+".", citeEnd
	switch {
	case t.Unit == Hours:
		text, cite = "Hết hạn lúc "+due.Vietnamese()+"; thời hạn tính bằng giờ không chuyển vì ngày nghỉ.", citeHours
	case t.Backward:
		text = "Phải thực hiện chậm nhất trong ngày " + long(due.Date) + "."
	case t.Minimum:
		text = "Là thời gian tối thiểu: sớm nhất được coi là đủ vào " + long(due.Date) + "; không chuyển vì ngày nghỉ."
	}
	rule := RuleDue
	if t.Minimum && !t.Backward {
		rule = RuleMinimum
	}
	c.why = append(c.why, Reason{Rule: rule, Text: text, From: due, To: due, Cite: cite})
}

// Vietnamese tells the result to a jurist: the dates, then the reasons, one a
// line, each with the article that it rests on.
func (r Result) Vietnamese() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Tính từ:        %s\nThời hạn:       %s\n", r.From.Vietnamese(), r.Term.Vietnamese())
	fmt.Fprintf(&b, "Ngày cuối:      %s (chưa xét ngày nghỉ)\nHạn:            %s\n\n", r.Nominal.Vietnamese(), r.Due.Vietnamese())
	for i, w := range r.Why {
		fmt.Fprintf(&b, "%2d. %s", i+1, w.Text)
		if w.Cite != "" {
			b.WriteString(" (" + w.Cite + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}
