package drawing

import (
	"fmt"

	"github.com/donthu/donthu/procedures/plan"
)

// Faults lists what a reader of the drawing would stumble over.
func Faults(p *plan.Plan, o Options) (out []string) {
	s := Arrange(p, o)
	boxes, labels := s.frames()
	paper := frame{"sheet", 0, 0, s.w, s.h}
	for i, a := range boxes {
		if !paper.holds(a) {
			out = append(out, "off the sheet: "+a.what)
		}
		for _, b := range boxes[:i] {
			out = a.touching(out, b)
		}
	}
	for i, a := range labels {
		if !paper.holds(a) {
			out = append(out, "off the sheet: "+a.what)
		}
		for _, b := range append(labels[:i:i], boxes...) {
			out = a.touching(out, b)
		}
	}
	for i := range s.arrows {
		out = s.arrows[i].through(out, append(boxes, labels...))
	}
	return append(out, s.runningTogether()...)
}

type frame struct {
	what       string
	x, y, w, h int
}

func (f frame) holds(o frame) bool {
	return f.x <= o.x && f.y <= o.y && o.x+o.w <= f.x+f.w && o.y+o.h <= f.y+f.h
}

func (f frame) meets(o frame) bool {
	return f.x < o.x+o.w && o.x < f.x+f.w && f.y < o.y+o.h && o.y < f.y+f.h
}

func (f frame) touching(out []string, o frame) []string {
	if f.meets(o) {
		out = append(out, f.what+" overlaps "+o.what)
	}
	return out
}

// frames are the boxes, and the labels as broad as their text.
func (s *Sheet) frames() (boxes, labels []frame) {
	for _, b := range s.boxes {
		boxes = append(boxes, frame{"stage " + b.stage.Name, b.x, b.y, b.w, b.h})
		for _, r := range b.rows {
			if w := r.face.width(r.text); w > b.w-8 {
				boxes = append(boxes, frame{"a line broader than stage " + b.stage.Name, -1, -1, 0, 0})
			}
		}
	}
	for _, a := range s.arrows {
		labels = append(labels, frame{"label " + a.way.From + ">" + a.way.To, a.label.x, a.label.y, a.label.w, a.label.h})
	}
	return boxes, labels
}

// through lists what the arrow runs across. Its ends touch their stages.
func (a *arrow) through(out []string, frames []frame) []string {
	name := a.way.From + ">" + a.way.To
	for i := 1; i < len(a.points); i++ {
		p, q := a.points[i-1], a.points[i]
		if p.x != q.x && p.y != q.y {
			out = append(out, "arrow "+name+" runs askew")
		}
		piece := frame{"", min(p.x, q.x), min(p.y, q.y), max(p.x-q.x, q.x-p.x), max(p.y-q.y, q.y-p.y)}
		if piece.w == 0 {
			piece.w = 1
		} else {
			piece.h = 1
		}
		for _, f := range frames {
			inner := frame{f.what, f.x + 1, f.y + 1, f.w - 2, f.h - 2}
			if piece.meets(inner) {
				out = append(out, fmt.Sprintf("arrow %s runs through %s", name, f.what))
			}
		}
	}
	return out
}

// runningTogether lists arrows that share a piece of their line.
func (s *Sheet) runningTogether() (out []string) {
	type piece struct {
		name     string
		upright  bool
		at, a, b int
	}
	var all []piece
	for _, arrow := range s.arrows {
		for i := 1; i < len(arrow.points); i++ {
			p, q := arrow.points[i-1], arrow.points[i]
			v := piece{arrow.way.From + ">" + arrow.way.To, p.x == q.x, p.y, min(p.x, q.x), max(p.x, q.x)}
			if v.upright {
				v.at, v.a, v.b = p.x, min(p.y, q.y), max(p.y, q.y)
			}
			for _, o := range all {
				if o.name != v.name && o.upright == v.upright && o.at-v.at < 3 && v.at-o.at < 3 && o.a < v.b && v.a < o.b {
					out = append(out, o.name+" runs on "+v.name)
				}
			}
			all = append(all, v)
		}
	}
	return out
}
