package source

import (
	"bytes"
	"regexp"
	"slices"
)

// keyed is a line that opens with a key or an item of a list.
var keyed = regexp.MustCompile(`^(- |-$|("[^"]*"|'[^']*'|[^\s:{}\[\]"']([^:{}\[\]]|:\S)*):(\s|$))`)

// misfit finds the line at which a block of lines breaks: the first, from the
// one where the block begins, that stands under no line before it, or that is
// neither a key nor an item. The YAML reader only tells where the block began.
// 0: none is found.
func misfit(lines [][]byte, from int) int {
	var margins []int
	open := 0 // brackets not closed yet
	for n := max(from, 1); n <= len(lines); n++ {
		text := bytes.TrimRight(lines[n-1], " \r")
		bare := bytes.TrimLeft(text, " ")
		if len(bare) == 0 || bare[0] == '#' {
			continue
		}
		margin, inside := len(text)-len(bare), open > 0
		if open += brackets(bare); inside {
			continue
		}
		deeper := len(margins) == 0 || margin > margins[len(margins)-1]
		if !deeper && !slices.Contains(margins, margin) || !keyed.Match(bare) {
			return n
		}
		margins = slices.DeleteFunc(margins, func(m int) bool { return m >= margin })
		margins = append(margins, margin)
	}
	return 0
}

// brackets is how many more a line opens than it closes, outside quotation marks.
func brackets(line []byte) (n int) {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"' && (i == 0 || line[i-1] != '\\'):
			quoted = !quoted
		case quoted:
		case c == '#' && i > 0 && line[i-1] == ' ':
			return n
		case c == '{', c == '[':
			n++
		case c == '}', c == ']':
			n--
		}
	}
	return n
}
