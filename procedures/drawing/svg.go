package drawing

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/donthu/donthu/procedures/plan"
)

// families all have every Vietnamese letter; the first that the reader has is
// taken. The drawing is measured by the first, and by those of its measure.
const families = `Arial, 'Liberation Sans', Arimo, Roboto, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif`

// SVG draws the sheet.
func (s *Sheet) SVG() string { return s.CaseSVG(nil, "") }

// CaseSVG draws the sheet for a case that passed the stages visited, in this
// order, and stands in current.
//
// Each stage is a group of class "stage" and its mark, with its name in
// data-stage; each arrow one of class "edge", if it was walked also "walked",
// with data-from and data-to.
func (s *Sheet) CaseSVG(visited []string, current string) string {
	w := writer{marks: Marks(s.plan, visited, current), walked: walked(visited, current)}
	w.open(s)
	for i := range s.arrows {
		w.arrow(&s.arrows[i])
	}
	for i := range s.boxes {
		w.box(&s.boxes[i])
	}
	for i := range s.arrows {
		w.printf(`<g class="label">`)
		l := &s.arrows[i].label
		w.rows(shift(l.rows, l.x, l.y))
		w.printf("</g>\n")
	}
	w.printf(`<g class="legend">`)
	w.rows(s.legend)
	w.printf("</g>\n</svg>\n")
	return w.String()
}

type writer struct {
	strings.Builder
	marks  map[string]Mark
	walked map[[2]string]bool
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// escaped is the text as it may stand between tags and in quotes.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

func (w *writer) open(s *Sheet) {
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"`, s.w, s.h, s.w, s.h)
	w.printf(` role="img" aria-labelledby="so-do-ten so-do-loi" font-family="%s" fill="#1b2733">`+"\n", families)
	w.printf(`<title id="so-do-ten">Sơ đồ quy trình: %s</title>`+"\n", escaped(s.plan.Title))
	w.printf(`<desc id="so-do-loi">%s</desc>`+"\n", escaped(InWords(s.plan)))
	w.printf(`<rect width="%d" height="%d" fill="#fff"/>`+"\n", s.w, s.h)
}

// InWords tells the drawing to those who do not see it: every stage and where
// it leads.
func InWords(p *plan.Plan) string {
	title := func(name string) string {
		if s := p.Stage(name); s != nil {
			return titleOf(s)
		}
		return name
	}
	out := fmt.Sprintf("%d giai đoạn. Bắt đầu ở «%s».", len(p.Stages), title(p.Opening))
	from := ""
	for _, w := range Ways(p) {
		if w.From != from {
			out, from = out+fmt.Sprintf(" Từ «%s»: ", title(w.From)), w.From
		} else {
			out += "; "
		}
		var causes []string
		for _, c := range w.Causes {
			causes = append(causes, c.Title)
		}
		out += fmt.Sprintf("%s → «%s»", strings.Join(causes, ", "), title(w.To))
	}
	return out + "."
}

func (w *writer) arrow(a *arrow) {
	class, stroke, wide, dash := "edge", "#50606e", 1, ""
	if w.walked[[2]string{a.way.From, a.way.To}] {
		class, stroke, wide = class+" walked", "#1f6b3f", 3
	}
	if a.way.Back {
		class, dash = class+" back", ` stroke-dasharray="6 4"`
	}
	w.printf(`<g class="%s" data-from="%s" data-to="%s"><title>%s</title>`, class, escaped(a.way.From), escaped(a.way.To), escaped(said(a.way)))
	w.printf(`<path d="%s" fill="none" stroke="%s" stroke-width="%d"%s/>`, rounded(a.points), stroke, wide, dash)
	w.printf(`<path d="%s" fill="%s"/></g>`+"\n", head(a.points), stroke)
}

// said is everything that is known of a way.
func said(w *Way) string {
	var lines []string
	for _, c := range w.Causes {
		line := c.Title
		if c.Who != "" {
			line += " – " + c.Who
		}
		lines = append(lines, line+" ("+c.Cite+")")
	}
	return strings.Join(lines, "\n")
}

const (
	radius   = 6 // of the corners
	headSize = 9
)

// rounded is the line through the points, short of the head at its end.
func rounded(points []point) string {
	last := len(points) - 1
	end := step(points[last], points[last-1], headSize-2)
	d := fmt.Sprintf("M%d %d", points[0].x, points[0].y)
	for i := 1; i < last; i++ {
		r := min(radius, apart(points[i-1], points[i])/2, apart(points[i], points[i+1])/2)
		a, b := step(points[i], points[i-1], r), step(points[i], points[i+1], r)
		d += fmt.Sprintf("L%d %dQ%d %d %d %d", a.x, a.y, points[i].x, points[i].y, b.x, b.y)
	}
	return d + fmt.Sprintf("L%d %d", end.x, end.y)
}

// step is n pixels from a towards b, along the axis that joins them.
func step(a, b point, n int) point {
	return point{a.x + n*sign01(b.x-a.x), a.y + n*sign01(b.y-a.y)}
}

func sign01(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

func apart(a, b point) int {
	return max(a.x-b.x, b.x-a.x) + max(a.y-b.y, b.y-a.y)
}

// head is the triangle at the end of the line.
func head(points []point) string {
	tip, from := points[len(points)-1], points[len(points)-2]
	back := step(tip, from, headSize)
	side := point{4 * sign01(tip.y-from.y), 4 * sign01(tip.x-from.x)}
	return fmt.Sprintf("M%d %dL%d %dL%d %dZ", tip.x, tip.y, back.x+side.x, back.y+side.y, back.x-side.x, back.y-side.y)
}

// look is how a stage of a mark is painted. A reader without colours has the
// breadth of the line, its dashes and the word in the stage.
type look struct {
	fill, stroke, dash string
	wide               int
}

var looks = map[Mark]look{
	Unmarked: {"#fff", "#50606e", "", 1},
	Passed:   {"#e6f4ea", "#1f6b3f", "", 2},
	Current:  {"#dceef5", "#0b4f6c", "", 4},
	Possible: {"#fff", "#0b4f6c", "", 2},
	Skipped:  {"#f4f4f4", "#50606e", ` stroke-dasharray="5 4"`, 1},
}

func (w *writer) box(b *box) {
	mark := w.marks[b.stage.Name]
	class, l := "stage", looks[mark]
	if mark != Unmarked {
		class += " " + string(mark)
	}
	round := 8
	if isEnd(b.stage) {
		class, round = class+" end", min(b.h/2, 20)
	}
	if b.opening {
		class += " opening"
		l.wide = max(l.wide, 3)
	}
	w.printf(`<g class="%s" data-stage="%s">`, class, escaped(b.stage.Name))
	w.printf(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="%s" stroke="%s" stroke-width="%d"%s/>`, b.x, b.y, b.w, b.h, round, l.fill, l.stroke, l.wide, l.dash)
	if isEnd(b.stage) {
		w.printf(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="none" stroke="%s"/>`, b.x+4, b.y+4, b.w-8, b.h-8, max(round-4, 0), l.stroke)
	}
	rows := shift(b.rows, b.x, b.y)
	for i := range rows {
		if rows[i].mark {
			rows[i].text = word[mark]
		}
	}
	w.rows(rows)
	w.printf("</g>\n")
}

func (w *writer) rows(rows []row) {
	for _, r := range rows {
		if r.text == "" {
			continue
		}
		w.sign(r)
		w.printf(`<text x="%d" y="%d" font-size="%d" textLength="%d" lengthAdjust="spacingAndGlyphs"`, r.x, r.y, r.face.size, r.face.width(r.text))
		if r.face.bold {
			w.printf(` font-weight="700"`)
		}
		if r.slant {
			w.printf(` font-style="italic"`)
		}
		if r.middle {
			w.printf(` text-anchor="middle"`)
		}
		w.printf(">%s</text>", escaped(r.text))
	}
}

func (w *writer) sign(r row) {
	x, y := r.x-signRoom+6, r.y-4
	switch r.sign {
	case taskSign:
		w.printf(`<rect x="%d" y="%d" width="8" height="8" fill="#fff" stroke="#1b2733"/>`, x-4, y-4)
	case actSign:
		w.printf(`<circle cx="%d" cy="%d" r="2"/>`, x, y)
	case clockSign:
		w.printf(`<circle cx="%d" cy="%d" r="5" fill="#fff" stroke="#1b2733"/><path d="M%d %dV%dH%d" fill="none" stroke="#1b2733"/>`, x, y, x, y-3, y, x+3)
	}
}
