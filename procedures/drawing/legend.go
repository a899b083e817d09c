package drawing

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/plan"
)

const (
	columnRoom = 330
	columnGap  = 24
	entryGap   = 8
)

// frame puts the name of the procedure above the drawing and, below, what the
// signs mean, who acts and every term with its conditions.
func (d *drawer) frame(s *Sheet) {
	head := d.top()
	for i := range s.boxes {
		s.boxes[i].move(0, head.h)
	}
	for i := range s.arrows {
		s.arrows[i].move(0, head.h)
	}
	s.w = max(s.w, head.w+2*margin, 2*margin+columnRoom)
	s.legend = shift(head.rows, margin, margin)
	d.columns(s, s.h+head.h)
}

func (d *drawer) top() stack {
	var s stack
	s.add(row{text: d.plan.Title, face: heading})
	s.add(row{text: about(d.plan), face: plain})
	s.gap(14)
	return s
}

// about is which version this is.
func about(p *plan.Plan) string {
	out := "Bản " + p.Version + ", áp dụng cho đơn nhận từ " + p.From.Vietnamese()
	if !p.To.IsZero() {
		out += " đến " + p.To.Vietnamese()
	}
	if p.Cite != "" {
		out += "; căn cứ " + p.Cite
	}
	return out
}

// columns fills as many columns as the sheet is broad, one after the other,
// all of about the same height.
func (d *drawer) columns(s *Sheet, top int) {
	n := max(1, (s.w-2*margin+columnGap)/(columnRoom+columnGap))
	entries, whole := d.entries(), 0
	for _, e := range entries {
		whole += e.h + entryGap
	}
	column, y, deepest := 0, 0, 0
	for _, e := range entries {
		if y > 0 && y+e.h/2 > whole/n && column < n-1 {
			column, y = column+1, 0
		}
		s.legend = append(s.legend, shift(e.rows, margin+column*(columnRoom+columnGap), top+y)...)
		y += e.h + entryGap
		deepest = max(deepest, y)
	}
	s.h = top + deepest + margin
}

func (d *drawer) entries() []stack {
	out := []stack{signs(), d.roles()}
	for i := range d.plan.Clocks {
		if c := &d.plan.Clocks[i]; d.moreOf(c) {
			out = append(out, d.clock(c))
		}
	}
	for i := range d.plan.Stages {
		if e := d.work(&d.plan.Stages[i]); len(e.rows) > 0 {
			out = append(out, e)
		}
	}
	if e := d.unread(); len(e.rows) > 0 {
		out = append(out, e)
	}
	return out
}

// unread are the acts whose article nobody has held against the gazette.
func (d *drawer) unread() stack {
	var s stack
	for i := range d.plan.Acts {
		a := &d.plan.Acts[i]
		if d.Marks.Act(a) == "" {
			continue
		}
		if len(s.rows) == 0 {
			s.entry("Việc cần đối chiếu văn bản gốc", row{face: strong}, columnRoom)
		}
		s.entry(a.Title+" ("+a.Cite+")", row{face: fine, slant: true, sign: actSign}, columnRoom)
	}
	return s
}

// moreOf says that the stages do not tell everything of the clock.
func (d *drawer) moreOf(c *plan.Clock) bool {
	if len(c.Extensions)+len(c.Pauses) > 0 {
		return true
	}
	if len(c.Terms) != 1 || c.Terms[0].When != "" || d.Marks.Clock(c) != "" || c.Terms[0].Cite != "" && c.Terms[0].Cite != c.Cite {
		return true
	}
	return !slices.ContainsFunc(d.plan.Stages, func(s plan.Stage) bool {
		return !isEnd(&s) && slices.Contains(StageClocks(d.plan, &s), c)
	})
}

// work is what may be done in a stage without leaving it.
func (d *drawer) work(stage *plan.Stage) stack {
	var s stack
	for _, name := range within(stage) {
		if slices.Contains(stage.Tasks, name) {
			continue
		}
		if len(s.rows) == 0 {
			s.entry("Việc khác có thể làm ở «"+titleOf(stage)+"»", row{face: strong}, columnRoom)
		}
		a := d.plan.Act(name)
		s.entry(a.Title+" – "+Who(d.plan, a.Roles)+" ("+a.Cite+")", row{face: plain, sign: actSign}, columnRoom)
	}
	return s
}

func signs() stack {
	var s stack
	s.add(row{text: "Ký hiệu", face: strong})
	s.entry("việc phải làm ở giai đoạn đó", row{face: plain, sign: taskSign}, columnRoom)
	s.entry("việc có thể làm mà không rời giai đoạn", row{face: plain, sign: actSign}, columnRoom)
	s.entry("thời hạn", row{face: plain, sign: clockSign}, columnRoom)
	s.entry("Viền đậm: nơi bắt đầu. Viền kép: kết thúc. Nét đứt: quay lại giai đoạn trước.", row{face: plain}, columnRoom)
	return s
}

func (d *drawer) roles() stack {
	var s stack
	s.add(row{text: "Vai trò", face: strong})
	for _, r := range d.plan.Roles {
		s.entry(r.Title+post[r.At], row{face: plain, sign: actSign}, columnRoom)
	}
	return s
}

var post = map[plan.Post]string{plan.Receiver: " (ở cơ quan được chuyển đến)", plan.Superior: " (ở cấp trên trực tiếp)", plan.Inspectors: " (ở cơ quan thanh tra)"}

// clock is a term in full: each length with its condition and article.
func (d *drawer) clock(c *plan.Clock) stack {
	var s stack
	s.entry(c.Title, row{face: strong, sign: clockSign}, columnRoom)
	usual, other := d.lines(c)
	for _, t := range usual {
		d.line(&s, c, t, "")
	}
	for _, t := range other {
		d.line(&s, c, t, "Cách hiểu khác: ")
	}
	for _, e := range c.Extensions {
		for _, l := range e.Limits {
			d.longer(&s, e, l)
		}
	}
	for _, p := range c.Pauses {
		text := fmt.Sprintf("Tạm dừng từ «%s» đến «%s»", d.titleOf(p.From), d.titleOf(p.Until))
		if !p.Fresh.IsZero() {
			text += ", sau đó tính lại " + p.Fresh.Vietnamese()
		}
		s.entry(fmt.Sprintf("%s (%s)", text, p.Cite), row{face: plain, x: signRoom}, columnRoom)
	}
	if d.Marks.Clock(c) != "" {
		s.entry("cần đối chiếu văn bản gốc", row{face: fine, slant: true, x: signRoom}, columnRoom)
	}
	return s
}

// longer is how often and by how much a term may be lengthened, and when.
func (d *drawer) longer(s *stack, e plan.Extension, l plan.Limit) {
	text := fmt.Sprintf("%s: thêm %s, tối đa %d lần", d.titleOf(e.Act), e.By.Vietnamese(), l.Times)
	if l.When != "" {
		text += " khi " + Condition(d.plan, l.When)
	}
	s.entry(fmt.Sprintf("%s (%s)", text, cmp.Or(l.Cite, e.Cite)), row{face: plain, x: signRoom}, columnRoom)
}

// titleOf is what an act is called.
func (d *drawer) titleOf(act string) string {
	if a := d.plan.Act(act); a != nil {
		return a.Title
	}
	return act
}

// line is one line of a term's table.
func (d *drawer) line(s *stack, c *plan.Clock, t plan.TermRule, before string) {
	text := before + t.Is.Vietnamese()
	if t.When != "" {
		text += " khi " + Condition(d.plan, t.When)
	}
	s.entry(fmt.Sprintf("%s (%s)", text, cmp.Or(t.Cite, c.Cite)), row{face: plain, x: signRoom}, columnRoom)
}

// lines are those of a term's table as people look for them: what holds while
// nothing special is recorded, then what holds in special cases, then what holds
// only under another reading of the law.
func (d *drawer) lines(c *plan.Clock) (usual, other []plan.TermRule) {
	if d.otherwise(c) {
		return nil, c.Terms
	}
	usual, other = Readings(d.plan, c.Terms)
	if i := slices.IndexFunc(usual, d.ordinary); i > 0 {
		usual = append([]plan.TermRule{usual[i]}, slices.Delete(slices.Clone(usual), i, i+1)...)
	}
	return usual, other
}

// otherwise says that a clock runs only under another reading of the law than
// the usual one.
func (d *drawer) otherwise(c *plan.Clock) bool {
	return !slices.ContainsFunc(c.Terms, func(t plan.TermRule) bool { return !switched(d.plan, t.When) })
}

// ordinary says that a line holds while every policy has its default and nothing
// is recorded.
func (d *drawer) ordinary(t plan.TermRule) bool {
	e, err := guard.Parse(string(t.When))
	if t.When == "" || err != nil {
		return t.When == ""
	}
	return e.Eval(func(name string) any {
		for _, y := range d.plan.Policies {
			if y.Name == name {
				return y.Default
			}
		}
		return nil
	})
}
