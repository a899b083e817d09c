package drawing

import "slices"

const (
	blockGap  = 34 // between two stages side by side
	lineGap   = 16 // between lines, and between a line and what stands beside it
	portInset = 14 // from the corner of a stage to its first arrow
	portGap   = 14 // between two arrows at the same side
)

// place gives every vertex its x so that the arrows run as straight as the
// order of the layers allows. The inner part of an arrow is one body: it stands
// upright from the first layer that it crosses to the last.
func (g *graph) place() {
	for _, v := range g.vertices {
		g.spread(v)
	}
	b := g.bodies()
	p := pulls{next: len(b.list)}
	for _, v := range g.vertices {
		for i, l := range v.down {
			p.link(g, b, l, i)
		}
	}
	at := shortest(p.next, slices.Concat(b.apart, p.spans))
	for i, body := range b.list {
		for _, v := range body {
			v.x = at[i]
		}
	}
	g.lean()
	g.toMargin()
}

// bodies are the vertices that move as one, and how far neighbours must stay
// apart.
type bodies struct {
	list  [][]*vertex
	of    map[*vertex]int
	apart []span
}

// bodies joins the inner vertices of every way. Where three ways stand around
// each other in a ring no such placing exists: the longest of them is broken.
func (g *graph) bodies() *bodies {
	b := &bodies{of: map[*vertex]int{}}
	ofWay := map[int]int{}
	for _, v := range g.vertices {
		i, known := ofWay[v.way]
		if v.block >= 0 || !known {
			i = len(b.list)
			b.list = append(b.list, nil)
		}
		if v.block < 0 {
			ofWay[v.way] = i
		}
		b.list[i], b.of[v] = append(b.list[i], v), i
	}
	for {
		b.apart = g.distances(b)
		ring := ringed(len(b.list), b.apart)
		if len(ring) == 0 {
			return b
		}
		b.split(ring)
	}
}

// split breaks the longest body of a ring in the middle.
func (b *bodies) split(ring []int) {
	longest := ring[0]
	for _, i := range ring {
		if len(b.list[i]) > len(b.list[longest]) {
			longest = i
		}
	}
	body := b.list[longest]
	half := len(body) / 2
	b.list[longest] = body[:half]
	b.list = append(b.list, body[half:])
	for _, v := range body[half:] {
		b.of[v] = len(b.list) - 1
	}
}

// distances are the gaps between neighbours in every layer.
func (g *graph) distances(b *bodies) (out []span) {
	for _, layer := range g.layers {
		for i := 1; i < len(layer); i++ {
			out = append(out, span{from: b.of[layer[i-1]], to: b.of[layer[i]], least: between(layer[i-1], layer[i])})
		}
	}
	return out
}

// between is the distance from the left of a to the left of its neighbour b.
func between(a, b *vertex) int {
	if a.block >= 0 && b.block >= 0 {
		return a.w + blockGap
	}
	return a.w + lineGap
}

// ringed are the points that cannot be put in a line because of rings.
func ringed(n int, spans []span) (left []int) {
	into := make([]int, n)
	for _, s := range spans {
		into[s.to]++
	}
	done := make([]bool, n)
	for again := true; again; {
		again = false
		for p := range n {
			if done[p] || into[p] > 0 {
				continue
			}
			done[p], again = true, true
			for _, s := range spans {
				if s.from == p {
					into[s.to]--
				}
			}
		}
	}
	for p := range n {
		if !done[p] {
			left = append(left, p)
		}
	}
	return left
}

// pulls are what every bend costs. A cost needs a point of its own, which no
// other span holds.
type pulls struct {
	spans []span
	next  int
}

const (
	bend   = 8 // for each pixel that a link has to run sideways
	centre = 1 // for each pixel away from the even distances at a stage's side
)

// link weighs the piece of an arrow that is the i-th below its upper end.
func (p *pulls) link(g *graph, b *bodies, l *link, i int) {
	from, to := b.of[l.from], b.of[l.to]
	if from == to {
		return
	}
	upLow, upHigh := g.window(l.from, i, len(l.from.down))
	low, high := g.window(l.to, slices.Index(l.to.up, l), len(l.to.up))
	p.beyond(from, to, upLow-high, bend)
	p.beyond(to, from, low-upHigh, bend)
	p.beyond(from, to, l.fromAt-l.toAt, centre)
	p.beyond(to, from, l.toAt-l.fromAt, centre)
}

// beyond costs weight for each pixel by which a, moved by n, lies to the right
// of b.
func (p *pulls) beyond(a, b, n, weight int) {
	p.spans = append(p.spans, span{p.next, a, max(0, -n), weight}, span{p.next, b, max(0, n), 0})
	p.next++
}

// window is where the i-th of n arrows may touch the side of a vertex.
func (g *graph) window(v *vertex, i, n int) (low, high int) {
	if v.block < 0 {
		return 1, 1
	}
	side := g.blocks[v.block].box.w
	gap := portGapOf(n, side)
	return portInset + i*gap, side - portInset - (n-1-i)*gap
}

// portGapOf is the distance of n arrows at a side, less where it is crowded.
func portGapOf(n, side int) int {
	if n < 2 {
		return portGap
	}
	return min(portGap, (side-2*portInset)/(n-1))
}

// spread puts the arrows of a stage at even distances.
func (g *graph) spread(v *vertex) {
	if v.block < 0 {
		return
	}
	w := g.blocks[v.block].box.w
	for i, l := range v.up {
		l.toAt = w * (i + 1) / (len(v.up) + 1)
	}
	for i, l := range v.down {
		l.fromAt = w * (i + 1) / (len(v.down) + 1)
	}
}

// floor divides and rounds down, also below zero: cutting towards zero would
// pull everything to the middle of the sheet.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// spring finds the places nearest to those wanted that keep an order and the
// distances in it: the weighted least squares, by joining neighbours that
// press on each other.
type spring struct {
	far    int // least distance of the next from the first
	groups []group
	fars   []int
}

type group struct{ sum, weight, n int }

func (s *spring) add(want, weight int) {
	s.fars = append(s.fars, s.far)
	s.groups = append(s.groups, group{(want - s.far) * weight, weight, 1})
	for k := len(s.groups) - 1; k > 0; k-- {
		a, b := s.groups[k-1], s.groups[k]
		if floor(a.sum, a.weight) <= floor(b.sum, b.weight) {
			return
		}
		s.groups = append(s.groups[:k-1], group{a.sum + b.sum, a.weight + b.weight, a.n + b.n})
	}
}

func (s *spring) rest() []int {
	var out []int
	for _, g := range s.groups {
		for range g.n {
			out = append(out, floor(g.sum, g.weight)+s.fars[len(out)])
		}
	}
	return out
}

// lean moves the arrows along the sides of the stages to where they run
// straight, as far as the sides reach.
func (g *graph) lean() {
	for _, v := range g.vertices {
		if v.block < 0 {
			continue
		}
		w := g.blocks[v.block].box.w
		for i, at := range leaning(v.up, w, func(l *link) int { return l.from.x + l.fromAt - v.x }) {
			v.up[i].toAt = at
		}
		for i, at := range leaning(v.down, w, func(l *link) int { return l.to.x + l.toAt - v.x }) {
			v.down[i].fromAt = at
		}
	}
}

func leaning(links []*link, side int, want func(*link) int) []int {
	s := spring{}
	gap := portGapOf(len(links), side)
	for i, l := range links {
		s.far = i * gap
		left, right := portInset+i*gap, side-portInset-(len(links)-1-i)*gap
		s.add(min(max(want(l), left), right), 1)
	}
	return s.rest()
}

// toMargin moves all so that the leftmost stands at 0.
func (g *graph) toMargin() {
	least := 0
	for i, v := range g.vertices {
		if i == 0 || v.x < least {
			least = v.x
		}
	}
	for _, v := range g.vertices {
		v.x -= least
	}
}
