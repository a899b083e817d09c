package scenario

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"gopkg.in/yaml.v3"
)

// document reads one story.
func (r *reader) document(doc *yaml.Node) Case {
	c := Case{File: r.file, Line: doc.Line}
	if len(doc.Content) == 0 {
		r.bad(doc, "ở đây cần một câu chuyện")
		return c
	}
	n := doc.Content[0]
	c.Line = n.Line
	var version *yaml.Node
	r.object(n, "câu chuyện",
		entry{"case", r.text(&c.Name)},
		entry{"procedure", r.text(&c.Procedure)},
		entry{"version", func(n *yaml.Node) { version = n; r.text(&c.Version)(n) }},
		entry{"received", r.moment(&c.Received)},
		entry{"facts", r.values(&c.Facts)},
		entry{"policies", r.settings(&c.Policies)},
		entry{"fill", r.fill(&c.Fill)},
		entry{"earlier", func(n *yaml.Node) { c.Earlier = r.earlier(n) }},
		entry{"story", r.story(&c.Story)})
	if c.Name == "" || c.Procedure == "" || c.Received.IsZero() || len(c.Story) == 0 {
		r.bad(n, "câu chuyện cần có `case`, `procedure`, `received` và `story`")
	}
	// the version may be named in full, as the files of the library are
	if name, v, full := strings.Cut(c.Version, "@"); full {
		if c.Version = v; name != c.Procedure {
			r.bad(version, "câu chuyện là của %q mà phiên bản là của %q", c.Procedure, name)
		}
	}
	last := c.Received.Date
	for i := range c.Story {
		l := &c.Story[i]
		if l.early() && c.Earlier == nil {
			r.bad(&yaml.Node{Line: l.Line, Column: 1}, "vụ việc nối tiếp vụ việc khác phải ghi vụ việc đó: thiếu `earlier`")
		}
		if l.early() && i == 0 { // who comes too early comes before the day on which the case is received
			last = l.Date.Date
		}
		if l.Date.Date.Before(last) && !l.Date.IsZero() {
			r.bad(&yaml.Node{Line: l.Line, Column: 1}, "%s đứng trước %s: câu chuyện phải đi theo thứ tự thời gian", l.Date, last)
		} else {
			last = l.Date.Date
		}
	}
	return c
}

// earlier reads the case out of which that of a story grows, told in short: what
// its acts require is filled in.
func (r *reader) earlier(n *yaml.Node) *Case {
	c := &Case{File: r.file, Line: n.Line, Fill: true}
	r.object(n, "vụ việc trước",
		entry{"procedure", r.text(&c.Procedure)},
		entry{"version", r.text(&c.Version)},
		entry{"received", r.moment(&c.Received)},
		entry{"facts", r.values(&c.Facts)},
		entry{"policies", r.settings(&c.Policies)},
		entry{"story", r.story(&c.Story)})
	if c.Procedure == "" || c.Received.IsZero() {
		r.bad(n, "vụ việc trước cần có `procedure` và `received`")
	}
	return c
}

// settings reads which reading of a doubt the story follows.
func (r *reader) settings(into *map[string]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.bad(n, "ở đây cần các chính sách và cách hiểu được chọn")
			return
		}
		*into = map[string]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			(*into)[n.Content[i].Value] = n.Content[i+1].Value
		}
	}
}

func (r *reader) fill(into *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Value != "tasks" {
			r.bad(n, "`fill` chỉ có thể là `tasks`")
		}
		*into = true
	}
}

func (r *reader) story(into *[]Line) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.bad(n, "`story` là danh sách các dòng")
			return
		}
		for _, item := range n.Content {
			*into = append(*into, r.line(item))
		}
	}
}

func (r *reader) line(n *yaml.Node) Line {
	l := Line{Line: n.Line}
	r.object(n, "một dòng của câu chuyện",
		entry{"date", r.moment(&l.Date)},
		entry{"act", r.text(&l.Act)},
		entry{"opens", r.text(&l.Opens)},
		entry{"with", r.values(&l.With)},
		entry{"by", r.text(&l.By)},
		entry{"to", r.text(&l.To)},
		entry{"then", r.text(&l.Then)},
		entry{"refused", r.refused(&l.Refused)},
		entry{"lacks", r.texts(&l.Lacks)},
		entry{"expect", func(n *yaml.Node) { l.Expect = r.expect(n) }})
	switch {
	case l.Date.IsZero():
		r.bad(n, "mỗi dòng cần có `date`")
	case l.Act == "" && l.Expect == nil:
		r.bad(n, "mỗi dòng cần có `act` hoặc `expect`")
	case l.Opens != "" && (l.Act != "" || l.Expect.Propose == nil):
		r.bad(n, "`opens` đứng thay `act`, cùng với `expect: {propose: ...}`")
	case l.Act == "" && (l.With != nil && l.Opens == "" || l.By != "" || l.To != "" || l.Then != "" || l.Refused != ""):
		r.bad(n, "`with`, `by`, `to`, `then` và `refused` chỉ đi với một việc (`act`)")
	case l.Act == "" && l.Opens == "" && l.Expect.Propose != nil:
		r.bad(n, "`propose` đi với một việc (`act`) hoặc với biểu mẫu ghi ở `opens`")
	case l.Then != "" && l.Refused != "":
		r.bad(n, "việc bị từ chối không dẫn đến đâu: bỏ `then`")
	case l.Lacks != nil && l.Refused != machine.Requires && l.Refused != machine.BadForm:
		r.bad(n, "`lacks` chỉ đi với `refused: %s` hoặc `refused: %s`", machine.Requires, machine.BadForm)
	}
	return l
}

func (r *reader) refused(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		switch {
		case n.Value == AnyRefusal || slices.Contains(machine.Codes(), n.Value):
			*into = n.Value
		case n.Value == "false": // the same as leaving it out
		default:
			r.bad(n, "`refused` là `true` hoặc một trong: %s", strings.Join(machine.Codes(), ", "))
		}
	}
}

func (r *reader) expect(n *yaml.Node) *Expect {
	x := &Expect{Line: n.Line}
	r.object(n, "`expect`",
		entry{"clock", r.text(&x.Clock)},
		entry{"nominal", r.moment(&x.Nominal)},
		entry{"due", r.moment(&x.Due)},
		entry{"state", r.text(&x.State)},
		entry{"alarms", r.alarms(&x.Alarms)},
		entry{"stage", r.text(&x.Stage)},
		entry{"responsible", r.text(&x.Responsible)},
		entry{"task", r.texts(&x.Tasks)},
		entry{"tasks", r.texts(&x.Tasks)},
		entry{"outcome", r.text(&x.Outcome)},
		entry{"clocks", r.standings(&x.Clocks)},
		entry{"ladder", r.ladder(&x.Ladder)},
		entry{"may", r.rights(&x.May)},
		entry{"propose", r.choices(&x.Propose)},
		entry{"carried", r.values(&x.Carried)})
	if x.State != "" && !slices.Contains(clockStates, x.State) {
		r.bad(n, "`state` là một trong: %s", strings.Join(clockStates, ", "))
	}
	if x.Clock == "" && (x.State != "" || !x.Nominal.IsZero() || !x.Due.IsZero() || x.Ladder != nil) {
		r.bad(n, "chưa ghi thời hạn nào: thiếu `clock`")
	}
	return x
}

func (r *reader) alarms(into *[]Alarm) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.bad(n, "`alarms` là một danh sách")
			return
		}
		for _, item := range n.Content {
			a := Alarm{Line: item.Line}
			r.object(item, "một lần báo",
				entry{"date", r.date(&a.Date)},
				entry{"to", r.texts(&a.To)},
				entry{"clock", r.text(&a.Clock)},
				entry{"does", r.text(&a.Does)})
			if a.Date == (legaltime.Date{}) {
				r.bad(item, "mỗi lần báo cần có `date`")
			}
			*into = append(*into, a)
		}
	}
}
