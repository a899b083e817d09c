package notify

import (
	"net/url"
	"strings"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// letter is what one person is told of one notice. Its words come from the
// procedure and the notice alone: nothing a petitioner or officer wrote.
type letter struct {
	plan    *plan.Plan
	notice  store.NoticeRow
	instead string // why this person is told in place of another; empty: they are meant
	link    string
}

// kind is the kind of the inbox entry: remind, escalate, handoff or end.
func (l letter) kind() string {
	switch l.notice.Kind {
	case machine.HandOver:
		return "handoff"
	case machine.End:
		return "end"
	}
	return string(l.notice.Does)
}

// what says in few words what happened.
func (l letter) what() string {
	n := l.notice
	switch {
	case n.Kind == machine.HandOver && n.Receiver != "":
		return "Có hồ sơ chuyển đến, đề nghị tiếp nhận hoặc từ chối"
	case n.Kind == machine.HandOver:
		return "Đơn vị chịu trách nhiệm giải quyết hồ sơ"
	case n.Kind == machine.End:
		return "Hồ sơ đã kết thúc"
	case n.Date.Before(n.Due.Date):
		return "Sắp đến hạn"
	case n.Date == n.Due.Date:
		return "Đến hạn"
	}
	return "Quá hạn"
}

func (l letter) title() string {
	if c := l.clock(); c != nil {
		return l.what() + ": " + c.Title
	}
	return l.what()
}

func (l letter) subject() string { return "Hồ sơ " + l.notice.Code + ": " + lower(l.what()) }

// facts are the lines about the clock.
func (l letter) facts() (lines []string) {
	lines = []string{"Hồ sơ: " + l.notice.Code}
	if c := l.clock(); c != nil {
		lines = append(lines, "Thời hạn: "+c.Title, "Hạn cuối: "+l.notice.Due.Vietnamese(), "Căn cứ: "+c.Cite)
	}
	if l.notice.Does == plan.Escalate {
		lines = append(lines, "Mức: báo cáo người có trách nhiệm")
	}
	if l.instead != "" {
		lines = append(lines, l.instead)
	}
	return lines
}

func (l letter) body() string { return strings.Join(l.facts(), "\n") }

func (l letter) text() string {
	return l.what() + ".\n\n" + l.body() + "\n\nMở hồ sơ: " + l.link +
		"\n\nThư tự động, không chứa thông tin cá nhân của người gửi đơn. Vui lòng không trả lời thư này.\n"
}

func (l letter) clock() *plan.Clock {
	if l.notice.Kind != machine.Notify {
		return nil
	}
	return l.plan.Clock(l.notice.Clock)
}

// vacancy says whom the law meant.
func vacancy(role, unit string) string {
	return "Gửi thay cho: " + role + ", " + unit + " (hiện không có người giữ vai trò này nhận được thông báo)"
}

// lower begins a sentence in the middle of another.
func lower(s string) string {
	first := []rune(s)[:1]
	return strings.ToLower(string(first)) + s[len(string(first)):]
}

func (d *Dispatcher) link(code string) string {
	return strings.TrimSuffix(d.o.PublicURL, "/") + "/ho-so/" + url.PathEscape(code)
}
