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

// width is the room that a text takes, in pixels, in the family that the
// drawing asks for first. Whoever reads it in another one sees the text fitted
// into the same room.
func (f face) width(s string) int {
	thousandths := 0
	for _, r := range s {
		thousandths += f.broad(r)
	}
	return (thousandths*f.size + 999) / 1000
}

// breadth is how broad some letters are, in thousandths of the size of the face.
type breadth struct {
	letters       string
	regular, bold int
}

// breadths are those of Arial, and of the families made to its measure.
var breadths = []breadth{
	{"'", 191, 238},
	{"lij", 222, 278},
	{" .,·/iíìỉĩịIÍÌỈĨỊ", 278, 278},
	{"ft:;![]", 278, 333},
	{"()-", 333, 333},
	{"r*", 340, 389},
	{"cksvxyýỳỷỹỵzJ", 500, 556},
	{"\"aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệ0123456789–_#", 556, 556},
	{"bdđghnoóòỏõọôốồổỗộpquúùủũụL?", 556, 611},
	{"+=<>≥≤", 584, 584},
	{"ơớờởỡợFTZ", 611, 660},
	{"ưứừửữự", 660, 720},
	{"EÉÈẺẼẸÊẾỀỂỄỆSPVXYÝỲỶỸỴ«»", 667, 667},
	{"AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬBK&", 667, 722},
	{"CDĐHNRUÚÙỦŨỤ", 722, 722},
	{"w", 722, 778},
	{"GQOÓÒỎÕỌÔỐỒỔỖỘ", 778, 778},
	{"ƠỚỜỞỠỢƯỨỪỬỮỰMm", 833, 889},
	{"%", 889, 889},
}

// widest is the breadth of any other letter.
const widest = 1000

// broad is the width of a letter. Marks that stand above and below take no room
// beside.
func (f face) broad(r rune) int {
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	for _, b := range breadths {
		if strings.ContainsRune(b.letters, r) {
			if f.bold {
				return b.bold
			}
			return b.regular
		}
	}
	return widest
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
