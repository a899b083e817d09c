package drawing

import (
	"testing"

	"pgregory.net/rapid"
)

// TestShortest holds the simplex against trying every placing of a few points.
func TestShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 4).Draw(t, "points")
		var spans []span
		for range rapid.IntRange(1, 6).Draw(t, "spans") {
			from := rapid.IntRange(0, n-2).Draw(t, "from")
			spans = append(spans, span{from, rapid.IntRange(from+1, n-1).Draw(t, "to"), rapid.IntRange(0, 2).Draw(t, "least"), rapid.IntRange(0, 3).Draw(t, "weight")})
		}
		got := shortest(n, spans)
		cost, ok := costOf(spans, got)
		if !ok {
			t.Fatalf("%v breaks a least distance", got)
		}
		if best := tryAll(spans, make([]int, n), 0); cost != best {
			t.Fatalf("%v costs %d, possible is %d", got, cost, best)
		}
	})
}

func costOf(spans []span, at []int) (cost int, ok bool) {
	for _, s := range spans {
		far := at[s.to] - at[s.from]
		if far < s.least {
			return 0, false
		}
		cost += s.weight * far
	}
	return cost, true
}

func tryAll(spans []span, at []int, next int) int {
	if next == len(at) {
		if cost, ok := costOf(spans, at); ok {
			return cost
		}
		return 1 << 30
	}
	best := 1 << 30
	for at[next] = 0; at[next] <= 6; at[next]++ {
		best = min(best, tryAll(spans, at, next+1))
	}
	return best
}
