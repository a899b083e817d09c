package wording

import "strings"

// piece is a stretch of a line: words, or the name of a field.
type piece struct {
	text  string
	field bool
	at    int // column of the first character, in characters from 1
	to    int // column after the last one
	open  bool
}

// pieces cuts a line at its fields. A brace that does not close is a piece of
// its own, marked open.
func pieces(line string) (list []piece) {
	at := 1
	add := func(text string, field, open bool, width int) {
		if width > 0 {
			list = append(list, piece{text, field, at, at + width, open})
		}
		at += width
	}
	for line != "" {
		i := strings.Index(line, "{{")
		if j := strings.Index(line, "}}"); j >= 0 && (i < 0 || j < i) {
			add(line[:j], false, false, count(line[:j]))
			add("}}", false, true, 2)
			line = line[j+2:]
			continue
		}
		if i < 0 {
			add(line, false, false, count(line))
			break
		}
		add(line[:i], false, false, count(line[:i]))
		line = line[i:]
		end := strings.Index(line, "}}")
		if end < 0 || strings.Contains(line[2:end], "{{") {
			add("{{", false, true, 2)
			line = line[2:]
			continue
		}
		add(strings.TrimSpace(line[2:end]), true, false, count(line[:end+2]))
		line = line[end+2:]
	}
	return list
}

func count(text string) int { return len([]rune(text)) }
