package notify

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/donthu/donthu/internal/notify/wording"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// letter is what one person is told. Its words come from the procedure, the
// notices and the names of bodies alone: nothing a petitioner or officer wrote.
type letter struct {
	law     *machine.Law
	today   legaltime.Date
	at      time.Time // when it is written
	to      reader
	of      []store.NoticeRow // the one that says most last
	instead []string          // in whose place this person is told
	link    string
}

func (l letter) last() store.NoticeRow { return l.of[len(l.of)-1] }

// kind is the kind of the inbox entry: remind, escalate, handoff or end.
func (l letter) kind() string {
	switch l.last().Kind {
	case machine.HandOver:
		return "handoff"
	case machine.End:
		return "end"
	}
	if l.escalates() {
		return string(plan.Escalate)
	}
	return string(l.last().Does)
}

func (l letter) escalates() bool {
	return slices.ContainsFunc(l.of, func(n store.NoticeRow) bool { return n.Does == plan.Escalate })
}

// urgent says that something of it cannot wait for the office to open.
func (l letter) urgent() bool {
	return slices.ContainsFunc(l.of, func(n store.NoticeRow) bool { return n.Urgent })
}

// what says in few words what happened, or how the clock stands today, whatever
// rung was raised, and however late.
func (l letter) what() string {
	n := l.last()
	switch {
	case n.Kind == machine.HandOver:
		return l.handOver()
	case n.Kind == machine.End:
		return "Hồ sơ đã kết thúc"
	case l.today.Before(n.Due.Date):
		return "Sắp đến hạn"
	case l.today == n.Due.Date:
		return "Đến hạn"
	}
	return "Quá hạn"
}

// standing is what of a clock, with the days that are left or over: true on the
// day on which it is written, and beside that day in a mail, which may be held
// up on its way.
func (l letter) standing() string {
	due := l.last().Due.Date
	switch {
	case l.today.Before(due):
		return l.what() + ", còn " + l.distance(l.today, due)
	case l.today == due:
		return l.what() + " hôm nay"
	}
	return l.what() + " " + l.distance(due, l.today)
}

// distance counts working days, as the page does whatever the term is counted
// in: an officer sees one number everywhere. Where there are none between, a
// weekend after the due date say, it counts days.
func (l letter) distance(from, to legaltime.Date) string {
	if n := l.law.Calendar().WorkingDaysBetween(from, to); n > 0 {
		return legaltime.Term{N: n, Unit: legaltime.WorkingDays}.Vietnamese()
	}
	return legaltime.Term{N: to.Sub(from), Unit: legaltime.Days}.Vietnamese()
}

func (l letter) title() string {
	if c := l.clock(); c != nil {
		return l.standing() + ": " + c.Title
	}
	return l.what()
}

// facts are the lines about the clock.
func (l letter) facts() (lines []string) {
	n := l.last()
	lines = []string{"Hồ sơ: " + n.Code}
	if c := l.clock(); c != nil {
		lines = append(lines, "Thời hạn: "+c.Title, "Hạn cuối: "+n.Due.Vietnamese()+l.provisional(),
			"Ngày "+l.today.Vietnamese()+": "+lower(l.standing()), "Mốc nhắc: "+l.rungs(c), "Căn cứ: "+c.Cite)
	}
	if l.escalates() {
		lines = append(lines, "Mức: báo cáo người có trách nhiệm")
	}
	if n.Kind == machine.HandOver {
		lines = append(lines, l.advice()...)
	}
	if asked := l.asked(); asked != "" {
		lines = append(lines, asked)
	}
	return append(lines, l.instead...)
}

// provisional marks a date that rests on a year whose days off are not announced
// yet.
func (l letter) provisional() string {
	n := l.last()
	if c := n.Counted; c == nil || c.Due != n.Due || !machine.Provisional(l.law, machine.State{}, *c) {
		return ""
	}
	return " (tạm tính: năm này chưa có lịch nghỉ chính thức, ngày có thể đổi)"
}

// rungs names the rungs of which this person is told: "trước 03 ngày làm việc;
// đúng hạn".
func (l letter) rungs(c *plan.Clock) string {
	var words []string
	for _, n := range l.of {
		if n.Rung >= 0 && n.Rung < len(c.Rungs) {
			words = append(words, c.Rungs[n.Rung].Vietnamese())
		}
	}
	return strings.Join(words, "; ")
}

func (l letter) body() string { return strings.Join(l.facts(), "\n") }

// state is what happened, or which term stands how: "sắp đến hạn giải quyết
// khiếu nại lần đầu".
func (l letter) state() string {
	c := l.clock()
	if c == nil {
		return lower(l.what())
	}
	title := remark.ReplaceAllString(c.Title, "")
	for _, opening := range []string{"Thời hạn ", "Hạn cuối ", "Hạn "} {
		if of, yes := strings.CutPrefix(title, opening); yes {
			return lower(l.what()) + " " + of
		}
	}
	return lower(l.what()) + ": " + lower(title)
}

// remark is what a title says in brackets at its end, such as where a term
// comes from: too much for a subject.
var remark = regexp.MustCompile(`\s*\([^()]*\)$`)

// values are what templates of letters may name.
func (l letter) values() map[string]string {
	n := l.last()
	v := map[string]string{wording.Code: n.Code, wording.Link: l.link, "tinh-trang": l.state(), "hom-nay": l.today.Vietnamese(),
		"thay-cho": strings.Join(l.instead, "\n")}
	if c := l.clock(); c != nil {
		v["thoi-han"], v["han-cuoi"], v["con-lai"] = c.Title, n.Due.Vietnamese()+l.provisional(), lower(l.standing())
		v["moc-nhac"], v["can-cu"] = l.rungs(c), c.Cite
	}
	if l.escalates() {
		v["muc"] = "báo cáo người có trách nhiệm"
	}
	if n.Kind == machine.HandOver {
		v["viec-can-lam"] = strings.Join(l.advice(), "\n")
	}
	if asked := l.asked(); asked != "" {
		v["viec-can-lam"] = asked
	}
	return v
}

func (l letter) clock() *plan.Clock {
	if l.last().Kind != machine.Notify {
		return nil
	}
	return l.law.Plan().Clock(l.last().Clock)
}

// vacancy says whom the law meant.
func vacancy(role, unit string) string {
	return "Gửi thay cho: " + role + ", " + unit + " (hiện không có người giữ vai trò này nhận được thông báo)"
}

// absence says whom the law meant, where somebody else acts for them.
func absence(role, unit string) string {
	return "Gửi thay cho: " + role + ", " + unit + " (người giữ vai trò này vắng mặt hoặc đã uỷ quyền cho bạn)"
}

// silence says who did not answer.
func silence(role, unit string) string {
	return "Báo lên cấp trên: " + role + ", " + unit + " chưa xác nhận đã biết trong thời gian quy định"
}

// asked says until when the reader has to say that they know; empty: they need
// not.
func (l letter) asked() string {
	for _, n := range l.of {
		if by, asks := answerBy(l.law, n.Clock, n.Rung, l.at); asks {
			return "Cần bấm «Đã biết, sẽ xử lý» trong hộp thư trước " + moment(by) + ", nếu không sẽ báo lên cấp trên"
		}
	}
	return ""
}

// moment is an instant at +07:00; of a whole day its end.
func moment(at time.Time) string {
	m := legaltime.MomentOf(at)
	if m.Minute == 0 {
		return "hết ngày " + m.Date.AddDays(-1).Vietnamese()
	}
	return m.Vietnamese()
}

// lower begins a sentence in the middle of another. An abbreviation such as
// UBND stays as it is.
func lower(s string) string {
	first := []rune(s)
	if len(first) > 1 && unicode.IsUpper(first[1]) {
		return s
	}
	return strings.ToLower(string(first[:1])) + string(first[1:])
}

func (d *Dispatcher) link(code string) string {
	return strings.TrimSuffix(d.o.PublicURL, "/") + "/ho-so/" + url.PathEscape(code)
}
