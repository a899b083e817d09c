package drawing

import (
	"cmp"
	"slices"
)

const sweeps = 24

// order sorts every layer so that few arrows cross: layer by layer, down and
// up again, each vertex goes to the middle of its neighbours, and the best
// order that was seen is kept.
func (g *graph) order() {
	for _, l := range g.layers {
		number(l)
	}
	best, least := g.snapshot(), g.crossings()
	for i := 0; i < sweeps && least > 0; i++ {
		g.sweep(i%2 == 0)
		if n := g.crossings(); n < least {
			best, least = g.snapshot(), n
		}
	}
	g.layers = best
	for _, l := range g.layers {
		number(l)
	}
	g.swap()
	g.settle()
}

func (g *graph) snapshot() [][]*vertex {
	out := make([][]*vertex, len(g.layers))
	for i, l := range g.layers {
		out[i] = slices.Clone(l)
	}
	return out
}

func (g *graph) sweep(down bool) {
	for i := range g.layers {
		if !down {
			i = len(g.layers) - 1 - i
		}
		g.sortLayer(i, down)
	}
}

// sortLayer sorts by the mean place of the neighbours above, or below. A
// vertex without any keeps its own place.
func (g *graph) sortLayer(layer int, down bool) {
	for i, v := range g.layers[layer] {
		sum, n := 0, 0
		for _, l := range v.toward(down) {
			sum += 1000 * l.other(v).place
			n++
		}
		v.want = 1000 * i
		if n > 0 {
			v.want = sum / n
		}
	}
	slices.SortStableFunc(g.layers[layer], func(a, b *vertex) int { return cmp.Compare(a.want, b.want) })
	number(g.layers[layer])
}

func number(layer []*vertex) {
	for i, v := range layer {
		v.place = i
	}
}

func (v *vertex) toward(up bool) []*link {
	if up {
		return v.up
	}
	return v.down
}

func (l *link) other(v *vertex) *vertex {
	if l.from == v {
		return l.to
	}
	return l.from
}

// crossings counts the pairs of links that cross.
func (g *graph) crossings() int {
	n := 0
	for _, layer := range g.layers {
		n += crossingsBelow(layer)
	}
	return n
}

// crossingsBelow counts those between a layer and the next.
func crossingsBelow(layer []*vertex) int {
	n := 0
	for i, v := range layer {
		for _, w := range layer[:i] {
			for _, a := range v.down {
				for _, b := range w.down {
					if a.to.place < b.to.place {
						n++
					}
				}
			}
		}
	}
	return n
}

// swap exchanges neighbours as long as that saves a crossing.
func (g *graph) swap() {
	for again := true; again; {
		again = false
		for i, layer := range g.layers {
			for j := 1; j < len(layer); j++ {
				again = g.better(i, j) || again
			}
		}
	}
}

// better exchanges the j-th of a layer with the one before it if that saves a
// crossing.
func (g *graph) better(layer, j int) bool {
	l := g.layers[layer]
	turn := func() {
		l[j-1], l[j] = l[j], l[j-1]
		l[j-1].place, l[j].place = j-1, j
	}
	before := g.crossingsAt(layer)
	turn()
	if g.crossingsAt(layer) < before {
		return true
	}
	turn()
	return false
}

func (g *graph) crossingsAt(layer int) int {
	n := crossingsBelow(g.layers[layer])
	if layer > 0 {
		n += crossingsBelow(g.layers[layer-1])
	}
	return n
}

// settle sorts the links of every vertex as their other ends stand.
func (g *graph) settle() {
	for _, v := range g.vertices {
		slices.SortStableFunc(v.up, func(a, b *link) int { return cmp.Compare(a.from.place, b.from.place) })
		slices.SortStableFunc(v.down, func(a, b *link) int { return cmp.Compare(a.to.place, b.to.place) })
	}
}
