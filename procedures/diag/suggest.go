package diag

// Suggest is the candidate that word most likely was meant to be, or "". The
// first of equally near ones wins, so the order of candidates matters.
func Suggest(word string, candidates []string) string {
	if len(word) > 100 {
		return ""
	}
	best, nearest := "", 1+max(1, min(3, len([]rune(word))/3))
	for _, c := range candidates {
		if c == word || len(c)-len(word) > 9 || len(word)-len(c) > 9 {
			continue
		}
		if d := distance([]rune(word), []rune(c)); d < nearest {
			best, nearest = c, d
		}
	}
	return best
}

// distance counts insertions, deletions, replacements and swaps of neighbours.
func distance(a, b []rune) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := range a {
		before, last, now := rows[0], rows[1], rows[2]
		now[0] = i + 1
		for j := range b {
			price := 1
			if a[i] == b[j] {
				price = 0
			}
			now[j+1] = min(last[j]+price, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		rows[0], rows[1], rows[2] = last, now, before
	}
	return rows[1][len(b)]
}
