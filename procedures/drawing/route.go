package drawing

import "slices"

const (
	trackGap = 9  // between two lines that run side by side
	aside    = 12 // above and below the lines between two layers
)

// point is a corner of an arrow.
type point struct{ x, y int }

// route gives every vertex its y and every link its turn, and returns the
// height of the whole.
func (g *graph) route(top int) int {
	y := top
	for i, layer := range g.layers {
		high := 0
		for _, v := range layer {
			v.y = y
			high = max(high, v.h)
		}
		y += high
		if i < len(g.layers)-1 {
			y += channel(layer, y)
		}
	}
	return y
}

// channel lays the links below a layer and returns the height that they need.
func channel(layer []*vertex, top int) int {
	var turning []*link
	for _, v := range layer {
		for _, l := range v.down {
			l.upper, l.lower, l.turn = l.from.x+l.fromAt, l.to.x+l.toAt, 0
			if l.upper != l.lower {
				turning = append(turning, l)
			}
		}
	}
	deepest := 0
	tracks := map[*link]int{}
	turning = inOrder(turning)
	for i, l := range turning {
		tracks[l] = 0
		for _, other := range turning[:i] {
			if overlap(l, other) {
				tracks[l] = max(tracks[l], tracks[other]+1)
			}
		}
		l.turn = top + aside + tracks[l]*trackGap
		deepest = max(deepest, tracks[l])
	}
	if len(turning) == 0 {
		return aside
	}
	return 2*aside + deepest*trackGap
}

// inOrder sorts the links so that giving each the first free track from above
// crosses few: those to the left from the left, those to the right from the
// right, and never a line under the one that comes down on it.
func inOrder(links []*link) []*link {
	links = slices.Clone(links)
	slices.SortStableFunc(links, func(a, b *link) int {
		aLeft, bLeft := a.lower < a.upper, b.lower < b.upper
		switch {
		case aLeft && bLeft:
			return a.upper - b.upper
		case aLeft:
			return -1
		case bLeft:
			return 1
		}
		return b.upper - a.upper
	})
	var out []*link
	for len(links) > 0 {
		free := slices.IndexFunc(links, func(l *link) bool {
			return !slices.ContainsFunc(links, func(o *link) bool { return o != l && near(o.upper, l.lower) })
		})
		free = max(free, 0) // a ring of lines: any of them may begin
		out = append(out, links[free])
		links = slices.Delete(links, free, free+1)
	}
	return out
}

func near(a, b int) bool { return a-b < 4 && b-a < 4 }

func overlap(a, b *link) bool {
	return min(a.upper, a.lower)-trackGap < max(b.upper, b.lower) && min(b.upper, b.lower)-trackGap < max(a.upper, a.lower)
}

// path is the corners of a way from the stage that it leaves to the one that
// it comes to.
func (g *graph) path(way int) []point {
	first, last := g.vertices[g.ends[way][0]], g.vertices[g.ends[way][1]]
	l := linkOf(first.down, way)
	points := []point{{l.upper, first.y + first.h}}
	for {
		if l.turn != 0 {
			points = append(points, point{l.upper, l.turn}, point{l.lower, l.turn})
		}
		if l.to == last {
			break
		}
		l = linkOf(l.to.down, way)
	}
	points = append(points, point{l.lower, last.y})
	if g.turned[way] {
		slices.Reverse(points)
	}
	return points
}

func linkOf(links []*link, way int) *link {
	return links[slices.IndexFunc(links, func(l *link) bool { return l.way == way })]
}
