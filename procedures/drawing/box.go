package drawing

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/plan"
)

const (
	pad       = 10  // from the edge of a box to its text
	fullRoom  = 230 // text in a stage with its tasks and terms
	briefRoom = 180 // text in a stage that shows its title only
	labelRoom = 170 // text beside an arrow
	exitRoom  = 260 // text above an arrow to an end beside its stage
	signRoom  = 16  // the sign before an entry
	highStack = 60  // from here on tasks and terms stand side by side
)

// sign is the small figure before an entry.
type sign string

const (
	noSign    sign = ""
	taskSign  sign = "task"  // a square: is put in front of somebody
	actSign   sign = "act"   // a dot: may be done
	clockSign sign = "clock" // a dial: a term
)

// row is one line of text. x is where it starts, or its middle; y its base
// line. Within a box or label both count from its upper left corner.
type row struct {
	text   string
	face   face
	slant  bool
	sign   sign
	middle bool
	mark   bool // holds the word of the stage's mark, if it has one
	x, y   int
}

// box is a stage as it is drawn.
type box struct {
	stage      *plan.Stage
	opening    bool
	full       bool // there is more in it than its title
	rows       []row
	x, y, w, h int
}

// label is what an arrow says.
type label struct {
	way        *Way
	rows       []row
	x, y, w, h int
}

// stack puts rows of text under each other.
type stack struct {
	rows []row
	w, h int
}

func (s *stack) add(r row) {
	s.h += r.face.line()
	r.y = s.h - 4
	s.rows = append(s.rows, r)
	s.w = max(s.w, r.x+r.face.width(r.text))
}

// entry adds a text of several lines like one, its sign before the first.
func (s *stack) entry(text string, like row, room int) {
	if like.sign != noSign {
		like.x = signRoom
	}
	for _, l := range like.face.wrap(text, room-like.x) {
		like.text = l
		s.add(like)
		like.sign = noSign
	}
}

func (s *stack) gap(n int) { s.h += n }

// shift moves rows as one.
func shift(rows []row, dx, dy int) []row {
	out := slices.Clone(rows)
	for i := range out {
		out[i].x += dx
		out[i].y += dy
	}
	return out
}

// drawBox fills the box of a stage and takes its size from what is in it.
func (d *drawer) drawBox(s *plan.Stage) box { return d.boxOf(s, d.body(s, false)) }

func (d *drawer) boxOf(s *plan.Stage, body stack) box {
	b := box{stage: s, opening: s.Name == d.plan.Opening}
	room := briefRoom
	if !d.Brief && !isEnd(s) {
		room = fullRoom
	}
	var head stack
	for _, l := range stageTop.wrap(titleOf(s), room) {
		head.add(row{text: l, face: stageTop, middle: true})
	}
	if d.Marked {
		head.add(row{text: word[Current], face: plain, middle: true, mark: true})
	}
	b.full = body.h > 0
	wide := max(head.w, body.w, 100)
	b.w, b.h = wide+2*pad, head.h+2*pad
	b.rows = shift(head.rows, b.w/2, pad)
	if b.full {
		b.rows = append(b.rows, shift(body.rows, pad, pad+head.h+6)...)
		b.h += body.h + 6
	}
	return b
}

func titleOf(s *plan.Stage) string {
	if s.Title == "" {
		return s.Name
	}
	return s.Title
}

// body is what has to be done in the stage, and by whom, and the terms that
// can be met there. What else may be done is in the legend.
// With under, the terms always stand below what has to be done.
func (d *drawer) body(s *plan.Stage, under bool) stack {
	var work, clocks stack
	if d.Brief || isEnd(s) {
		return work
	}
	for _, name := range s.Tasks {
		a := d.plan.Act(name)
		work.entry(a.Title, row{face: plain, sign: taskSign}, fullRoom)
		work.entry(Who(d.plan, a.Roles)+" · "+a.Cite, row{face: fine, slant: true, x: signRoom}, fullRoom)
	}
	for _, c := range StageClocks(d.plan, s) {
		if d.otherwise(c) {
			continue // the list of terms has it, as another reading
		}
		clocks.entry(c.Title+": "+d.terms(c)+" ("+c.Cite+")", row{face: plain, sign: clockSign}, fullRoom)
	}
	return work.beside(clocks, under)
}

// beside puts the second stack under the first, or to the right of it where
// both are high, if it has not to be under.
func (s stack) beside(o stack, under bool) stack {
	dx, dy := 0, s.h
	if !under && min(s.h, o.h) > highStack {
		dx, dy = s.w+2*pad, 0
	}
	s.rows = append(s.rows, shift(o.rows, dx, dy)...)
	s.w, s.h = max(s.w, o.w+dx), max(s.h, o.h+dy)
	return s
}

// within are the tasks of a stage and the acts that leave it where it is.
func within(s *plan.Stage) []string {
	out := slices.Clone(s.Tasks)
	for _, m := range s.Moves {
		stays := slices.ContainsFunc(m.Then, func(b plan.Branch) bool { return b.To == plan.Stay || b.To == s.Name })
		if stays && !slices.Contains(out, m.Act) {
			out = append(out, m.Act)
		}
	}
	return out
}

// StageClocks are the clocks that something in the stage may meet, or whose
// passing moves it.
func StageClocks(p *plan.Plan, s *plan.Stage) []*plan.Clock {
	var out []*plan.Clock
	for i := range p.Clocks {
		c := &p.Clocks[i]
		meets := slices.ContainsFunc(c.Met, func(a string) bool { return s.Move(a) != nil || slices.Contains(s.Tasks, a) })
		if meets || c.Lapse != nil && c.Lapse.In == s.Name {
			out = append(out, c)
		}
	}
	return out
}

// terms is every length that the clock's table knows under the usual reading of
// the law, the ordinary one first, without the conditions.
func (d *drawer) terms(c *plan.Clock) string {
	usual, _ := d.lines(c)
	var all []string
	for _, t := range usual {
		if v := t.Is.Vietnamese(); !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return strings.Join(all, " hoặc ")
}

// drawLabel writes what an arrow stands for.
func (d *drawer) drawLabel(w *Way, room int) label {
	var s stack
	for i, c := range w.Causes {
		if i > 0 && !d.Brief {
			s.gap(3)
		}
		s.entry(c.Title+d.comma(w, i), row{face: plain}, room)
		if !d.Brief {
			d.sayWho(&s, c, room)
		}
	}
	return label{way: w, rows: s.rows, w: s.w, h: s.h + 4}
}

// comma parts the causes where nothing else stands between them.
func (d *drawer) comma(w *Way, i int) string {
	if d.Brief && i < len(w.Causes)-1 {
		return ";"
	}
	return ""
}

func (d *drawer) sayWho(s *stack, c Cause, room int) {
	text := c.Cite
	if c.Who != "" {
		text = c.Who + " · " + c.Cite
	}
	s.entry(text, row{face: fine, slant: true}, room)
}
