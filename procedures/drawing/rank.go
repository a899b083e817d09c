package drawing

import "slices"

// vertex is a block, a label, or the place where a long arrow passes a layer.
type vertex struct {
	layer int
	block int // index of a block, else -1
	way   int // index of the way that the vertex belongs to, else -1
	label bool
	place int // in its layer
	want  int // where the neighbours are, in thousandths of a place
	x, y  int // upper left corner, once placed
	w, h  int
	up    []*link // to the layer above, from left to right
	down  []*link
}

// link joins vertices of neighbouring layers: a piece of an arrow. Offsets
// count from the left of the vertex.
type link struct {
	from, to     *vertex // from is above
	fromAt, toAt int
	way          int
	upper, lower int // x of the ends, once placed
	turn         int // y where the piece runs sideways; 0: it is straight
}

// graph is what is to be arranged.
type graph struct {
	blocks   []block
	ways     []*Way
	ends     [][2]int // blocks that each way joins, from above to below
	turned   []bool   // the arrow's head is at the upper end
	layers   [][]*vertex
	vertices []*vertex // those of the blocks come first, in their order
	labels   []label
}

// Between two layers of blocks are two of labels: what leads down stands in the
// upper, what leads back up in the lower, each next to the stage it leaves.
const perRank = 3

// newGraph gives every block its layer.
func newGraph(blocks []block, ways []*Way) *graph {
	g := &graph{blocks: blocks, ways: ways}
	at := map[string]int{}
	for i, b := range blocks {
		at[b.box.stage.Name] = i
	}
	for _, w := range ways {
		g.ends = append(g.ends, [2]int{at[w.From], at[w.To]})
	}
	g.turn()
	rank := g.rank()
	for i, b := range blocks {
		g.vertices = append(g.vertices, &vertex{layer: perRank * rank[i], block: i, way: -1, w: b.w, h: b.h})
	}
	return g
}

// turn reverses the ways that lead back to a stage on the way to them, so that
// all point downwards. The walk starts at the opening, which is the first
// block of nearly every plan.
func (g *graph) turn() {
	g.turned = make([]bool, len(g.ways))
	state := make([]int, len(g.blocks)) // 1 on the way, 2 done
	var visit func(int)
	visit = func(b int) {
		state[b] = 1
		for i, e := range g.ends {
			switch {
			case e[0] != b || g.turned[i]:
			case state[e[1]] == 1:
				g.turned[i] = true
			case state[e[1]] == 0:
				visit(e[1])
			}
		}
		state[b] = 2
	}
	for _, b := range g.roots() {
		if state[b] == 0 {
			visit(b)
		}
	}
	for i, t := range g.turned {
		if t {
			g.ends[i][0], g.ends[i][1] = g.ends[i][1], g.ends[i][0]
		}
	}
}

// roots are all blocks, the opening first.
func (g *graph) roots() []int {
	var out []int
	for i, b := range g.blocks {
		if b.box.opening {
			out = slices.Insert(out, 0, i)
		} else {
			out = append(out, i)
		}
	}
	return out
}

// rank is how far each block stands below the opening, so that the arrows are
// short.
func (g *graph) rank() []int {
	var spans []span
	for _, e := range g.ends {
		spans = append(spans, span{from: e[0], to: e[1], least: 1, weight: 1})
	}
	return shortest(len(g.blocks), spans)
}

// string lays every way through the layers that it crosses and puts its label
// in the first of them after the stage that it leaves.
func (g *graph) string(of func(*Way) label) {
	for i, w := range g.ways {
		l := of(w)
		g.labels = append(g.labels, l)
		above, below := g.vertices[g.ends[i][0]], g.vertices[g.ends[i][1]]
		at := above.layer + 1
		if g.turned[i] {
			at = below.layer - 1
		}
		last := above
		for layer := above.layer + 1; layer < below.layer; layer++ {
			v := &vertex{layer: layer, block: -1, way: i, w: 2} // two pixels, the line in their middle
			if layer == at {
				v.label, v.w, v.h = true, l.w+12, l.h
			}
			g.vertices = append(g.vertices, v)
			g.join(last, v, i)
			last = v
		}
		g.join(last, below, i)
	}
	g.stack()
}

func (g *graph) join(from, to *vertex, way int) {
	l := &link{from: from, to: to, way: way, fromAt: 1, toAt: 1}
	from.down = append(from.down, l)
	to.up = append(to.up, l)
}

// stack fills the layers, in the order in which a walk from the opening comes
// by.
func (g *graph) stack() {
	seen := map[*vertex]bool{}
	var visit func(*vertex)
	visit = func(v *vertex) {
		if seen[v] {
			return
		}
		seen[v] = true
		for len(g.layers) <= v.layer {
			g.layers = append(g.layers, nil)
		}
		g.layers[v.layer] = append(g.layers[v.layer], v)
		for _, l := range v.down {
			visit(l.to)
		}
	}
	for _, b := range g.roots() {
		visit(g.vertices[b])
	}
}
