package drawing

import (
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/statute"
)

// Options say what is drawn beside the procedure.
type Options struct {
	// Brief shows the titles of stages and acts only: what a page on a screen
	// has room for. Otherwise everything is there, for print.
	Brief bool
	// Marked leaves room in every stage for how a case stands to it.
	Marked bool
	// Marks say what still has to be held against the gazette.
	Marks statute.Marks
}

// arrow is a way as it is drawn.
type arrow struct {
	way    *Way
	points []point
	label  label
}

// Sheet is the whole drawing, every part in its place. It is immutable and
// safe for concurrent use: one serves all cases of a plan.
type Sheet struct {
	plan   *plan.Plan
	w, h   int
	boxes  []box
	arrows []arrow
	legend []row
}

type drawer struct {
	Options
	plan *plan.Plan
	ways []Way
}

const (
	margin = 12
	// Beyond these nobody could read the drawing, and whoever sends a text to
	// be checked could keep the server busy.
	maxStages = 60
	maxWays   = 150
)

func tooLarge(p *plan.Plan) *Sheet {
	var s stack
	s.add(row{text: "Quy trình có quá nhiều giai đoạn để vẽ thành sơ đồ.", face: plain})
	return &Sheet{plan: p, w: s.w + 2*margin, h: s.h + 2*margin, legend: shift(s.rows, margin, margin)}
}

// Arrange lays the plan out on a sheet. A plan with far more stages than
// anybody could read gives a sheet that says so.
func Arrange(p *plan.Plan, o Options) *Sheet {
	d := drawer{Options: o, plan: p, ways: Ways(p)}
	if len(p.Stages) > maxStages || len(d.ways) > maxWays {
		return tooLarge(p)
	}
	blocks, left := d.blocks()
	g := newGraph(blocks, left)
	g.string(func(w *Way) label { return d.drawLabel(w, labelRoom) })
	g.order()
	g.place()
	out := Sheet{plan: p}
	out.h = g.route(0)
	d.settle(g, &out)
	out.move(margin, margin)
	if !o.Brief {
		d.frame(&out)
	}
	return &out
}

// settle takes everything from the graph to its place on the sheet.
func (d *drawer) settle(g *graph, out *Sheet) {
	for i := range g.blocks {
		b, v := &g.blocks[i], g.vertices[i]
		b.place(v.x, v.y)
		out.boxes = append(out.boxes, b.box)
		for _, e := range b.exits {
			out.boxes = append(out.boxes, e.box)
			out.arrows = append(out.arrows, arrow{e.label.way, []point{{b.box.x + b.box.w, e.at}, {e.box.x, e.at}}, e.label})
		}
	}
	for _, v := range g.vertices {
		out.w = max(out.w, v.x+v.w)
		if v.label {
			l := g.labels[v.way]
			l.move(v.x+8, v.y)
			out.arrows = append(out.arrows, arrow{l.way, g.path(v.way), l})
		}
	}
}

// move shifts the drawing and leaves the same room on the other sides.
func (s *Sheet) move(dx, dy int) {
	for i := range s.boxes {
		s.boxes[i].move(dx, dy)
	}
	for i := range s.arrows {
		s.arrows[i].move(dx, dy)
	}
	s.w, s.h = s.w+2*dx, s.h+2*dy
}

func (a *arrow) move(dx, dy int) {
	a.label.move(dx, dy)
	for i := range a.points {
		a.points[i].x += dx
		a.points[i].y += dy
	}
}
