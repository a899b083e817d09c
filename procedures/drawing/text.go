package drawing

import (
	"strings"
	"unicode"
)

// face is a size and weight of the drawing's only family.
type face struct {
	size int // pixels
	bold bool
}

var (
	heading  = face{18, true}
	stageTop = face{14, true}
	plain    = face{12, false}
	strong   = face{12, true}
	fine     = face{11, false}
)

// line is the distance between two lines of the face.
func (f face) line() int { return f.size + 4 }

// width is the room that a text takes, in pixels, in the widest of the fonts
// that the drawing asks for: it is read in whichever of them the reader has.
func (f face) width(s string) int {
	thousandths := 0
	for _, r := range s {
		thousandths += broad(r)
	}
	if f.bold {
		thousandths = thousandths * 112 / 100
	}
	return (thousandths*f.size + 999) / 1000
}

// broad is the width of a letter in thousandths of the size of its face.
// Vietnamese marks stand above and below and take no room beside.
func broad(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case strings.ContainsRune("iíìỉĩịjlI.,:;'|!()[]·", r):
		return 390
	case strings.ContainsRune(" frtIÍÌỈĨỊ-/\"", r):
		return 410
	case strings.ContainsRune("mMwWƯỨỪỬỮỰ%&@→✓●", r):
		return 980
	case strings.ContainsRune("ƠỚỜỞỠỢOÓÒỎÕỌÔỐỒỔỖỘQGHNĐDU–—«»≥≤", r):
		return 800
	case unicode.IsUpper(r):
		return 700
	case strings.ContainsRune("ưứừửữựơớờởỡợ", r):
		return 690
	}
	return 630
}

// wrap breaks a text at spaces into lines no broader than room; a word that is
// broader stands alone.
func (f face) wrap(s string, room int) []string {
	var lines []string
	for _, w := range strings.Fields(s) {
		last := len(lines) - 1
		if last >= 0 && f.width(lines[last]+" "+w) <= room {
			lines[last] += " " + w
			continue
		}
		lines = append(lines, w)
	}
	return lines
}
