package drawing

import "github.com/donthu/donthu/procedures/plan"

const (
	exitGap = 8  // between two ends of the same stage
	headLen = 18 // room for the head of an arrow beside its label
)

// block is a stage with the ends that only it leads to: they stand to the
// right of it, each on an arrow of its own, and move with it.
type block struct {
	box   box
	exits []exit
	w, h  int
}

// exit is an end beside its stage. at is where its arrow runs, from the upper
// edge of the block.
type exit struct {
	label label
	box   box
	at    int
}

// blocks parts the stages into blocks; the ways that are left lead from block
// to block.
func (d *drawer) blocks() (list []block, left []*Way) {
	beside := d.beside()
	at := map[string]int{}
	for i := range d.plan.Stages {
		s := &d.plan.Stages[i]
		if beside[s.Name] == nil {
			at[s.Name] = len(list)
			list = append(list, block{box: d.drawBox(s)})
		}
	}
	for i := range d.ways {
		w := &d.ways[i]
		if beside[w.To] != w {
			left = append(left, w)
			continue
		}
		b := &list[at[w.From]]
		b.exits = append(b.exits, exit{label: d.drawLabel(w, exitRoom), box: d.drawBox(d.plan.Stage(w.To))})
	}
	for i := range list {
		b := &list[i]
		high := b.fit()
		if narrow := d.boxOf(b.box.stage, d.body(b.box.stage, true)); narrow.w < b.box.w && narrow.h <= high {
			b.box = narrow // the ends beside the stage make it that high anyway
			high = b.fit()
		}
		b.grow(high)
	}
	return list, left
}

// beside gives for every end that one stage alone leads to the way there.
func (d *drawer) beside() map[string]*Way {
	only := map[string]*Way{}
	count := map[string]int{}
	for i := range d.ways {
		w := &d.ways[i]
		count[w.To]++
		only[w.To] = w
	}
	for name, n := range count {
		if s := d.plan.Stage(name); n != 1 || !isEnd(s) || name == d.plan.Opening {
			delete(only, name)
		}
	}
	return only
}

func isEnd(s *plan.Stage) bool { return s.Outcome != "" }

// fit places the exits under each other and says how high they are.
func (b *block) fit() int {
	labels, ends := 0, 0
	for _, e := range b.exits {
		labels, ends = max(labels, e.label.w), max(ends, e.box.w)
	}
	y := 0
	for i := range b.exits {
		e := &b.exits[i]
		above := max(e.label.h+2, e.box.h/2)
		e.at = y + above
		e.label.x, e.label.y = b.box.w+10, e.at-e.label.h-2
		e.box.w, e.box.rows = ends, shift(e.box.rows, (ends-e.box.w)/2, 0)
		e.box.x, e.box.y = b.box.w+10+labels+headLen, e.at-e.box.h/2
		y = e.at + (e.box.h+1)/2 + exitGap
	}
	b.w = b.box.w
	if len(b.exits) > 0 {
		b.w += 10 + labels + headLen + ends
	}
	return max(0, y-exitGap)
}

// grow makes the stage as high as its exits, so that all their arrows leave it
// straight.
func (b *block) grow(high int) {
	if len(b.exits) > 0 {
		b.box.stretch(max(b.box.h, high))
	}
	b.h = b.box.h
}

// stretch makes the box higher; a title alone stays in its middle.
func (b *box) stretch(h int) {
	if !b.full {
		b.rows = shift(b.rows, 0, (h-b.h)/2)
	}
	b.h = h
}

// place moves the block to its place on the sheet.
func (b *block) place(x, y int) {
	b.box.move(x, y)
	for i := range b.exits {
		b.exits[i].label.move(x, y)
		b.exits[i].box.move(x, y)
		b.exits[i].at += y
	}
}

func (b *box) move(dx, dy int) {
	b.x, b.y = b.x+dx, b.y+dy
}

func (l *label) move(dx, dy int) {
	l.x, l.y = l.x+dx, l.y+dy
}
