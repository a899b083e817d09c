package drawing

import "slices"

// span asks that to stands at least least after from, and costs weight for
// every pixel more.
type span struct{ from, to, least, weight int }

// work bounds the search for the best places; what is found until then keeps
// every distance all the same.
const work = 60_000_000

// shortest places n points so that all spans keep their least and their whole
// cost is least: the network simplex. The spans must not form a ring.
func shortest(n int, spans []span) []int {
	t := tree{spans: spans, at: make([]int, n), of: make([][]int, n), in: make([]bool, len(spans)), head: make([]bool, n)}
	for i, s := range spans {
		t.of[s.from], t.of[s.to] = append(t.of[s.from], i), append(t.of[s.to], i)
	}
	t.settle()
	t.grow()
	for left := work / (1 + n*len(spans)); left > 0; left-- {
		out := t.leaving()
		if out < 0 {
			break
		}
		t.exchange(out)
	}
	least := slices.Min(t.at)
	for i := range t.at {
		t.at[i] -= least
	}
	return t.at
}

// tree is a placing together with spans at their least that join all points
// without a ring.
type tree struct {
	spans []span
	at    []int
	of    [][]int // the spans of each point
	in    []bool  // whether a span belongs to the tree
	head  []bool  // what side said last
	todo  []int
	next  int // where the search for a leaving span goes on
}

func (t *tree) slack(s span) int { return t.at[s.to] - t.at[s.from] - s.least }

// settle puts every point as far to the left as its spans allow.
func (t *tree) settle() {
	for again, rounds := true, 0; again && rounds <= len(t.at); rounds++ {
		again = false
		for _, s := range t.spans {
			if t.slack(s) < 0 {
				t.at[s.to] = t.at[s.from] + s.least
				again = true
			}
		}
	}
}

// grow makes the first tree: what is joined so far moves until one more span
// is at its least. Points that no span joins stay where they are.
func (t *tree) grow() {
	joined := make([]bool, len(t.at))
	for start := range t.at {
		if joined[start] {
			continue
		}
		joined[start] = true
		for {
			best := -1
			for i, s := range t.spans {
				if joined[s.from] != joined[s.to] && (best < 0 || t.slack(s) < t.slack(t.spans[best])) {
					best = i
				}
			}
			if best < 0 {
				break
			}
			t.join(best, joined)
		}
	}
}

func (t *tree) join(i int, joined []bool) {
	s := t.spans[i]
	by := t.slack(s)
	if joined[s.to] {
		by = -by
	}
	for p := range t.at {
		if joined[p] {
			t.at[p] += by
		}
	}
	t.in[i] = true
	joined[s.from], joined[s.to] = true, true
}

// side is the part of the tree that hangs at the head of a span once the span
// is cut. It holds until side is asked again.
func (t *tree) side(cut int) []bool {
	in := t.head
	clear(in)
	in[t.spans[cut].to] = true
	todo := append(t.todo[:0], t.spans[cut].to)
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, i := range t.of[p] {
			other := t.spans[i].from + t.spans[i].to - p
			if t.in[i] && i != cut && !in[other] {
				in[other] = true
				todo = append(todo, other)
			}
		}
	}
	t.todo = todo
	return in
}

// leaving is a span of the tree whose lengthening would make the whole
// cheaper, -1 if there is none.
func (t *tree) leaving() int {
	for range t.spans {
		i := t.next
		t.next = (t.next + 1) % len(t.spans)
		if t.in[i] && t.gain(i) < 0 {
			return i
		}
	}
	return -1
}

func (t *tree) gain(cut int) int {
	head, sum := t.side(cut), 0
	for _, s := range t.spans {
		switch {
		case !head[s.from] && head[s.to]:
			sum += s.weight
		case head[s.from] && !head[s.to]:
			sum -= s.weight
		}
	}
	return sum
}

// exchange lengthens a span until another one, the other way, is at its least.
func (t *tree) exchange(out int) {
	head, enter := t.side(out), -1
	for i, s := range t.spans {
		if head[s.from] && !head[s.to] && (enter < 0 || t.slack(s) < t.slack(t.spans[enter])) {
			enter = i
		}
	}
	by := t.slack(t.spans[enter])
	for p := range t.at {
		if head[p] {
			t.at[p] += by
		}
	}
	t.in[out], t.in[enter] = false, true
}
