package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// widest is the number of characters of a line that are shown.
const widest = 160

// Locate sorts the list and gives every problem the file's name and the drawn
// line of text.
func (l List) Locate(file string, text []byte) List {
	l = l.Sort()
	lines := bytes.Split(text, []byte("\n"))
	for i := range l {
		l[i].File = file
		l[i].Source = draw(lines, l[i].Span)
	}
	return l
}

// String is the problem as the command line prints it, for the jurist and so in
// Vietnamese: place, severity, code and message; the line with carets; what may
// have been meant; the page.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s %s: %s\n", p.File, p.Span.Start.Line, p.Span.Start.Column, p.Severity.Vietnamese(), p.Code, p.Told())
	b.WriteString(p.Source)
	if p.Suggestion != "" {
		fmt.Fprintf(&b, "  có phải ý là `%s`?\n", p.Suggestion)
	}
	if p.Help != "" {
		fmt.Fprintf(&b, "  giải thích: docs/checks/%s.md\n", p.Help)
	} else {
		b.WriteString("  giải thích: docs/checks/README.md\n")
	}
	if p.Story != "" {
		b.WriteString("  chuyện dẫn đến đó:\n    " + strings.ReplaceAll(strings.TrimSuffix(p.Story, "\n"), "\n", "\n    ") + "\n")
	}
	return b.String()
}

// String is all problems, an empty line between them.
func (l List) String() string {
	parts := make([]string, len(l))
	for i, p := range l {
		parts[i] = p.String()
	}
	return strings.Join(parts, "\n")
}

type wire struct {
	Code       string   `json:"code"`
	Severity   Severity `json:"severity"`
	Message    string   `json:"message"`
	Vi         string   `json:"vi"`
	File       string   `json:"file,omitempty"`
	Line       int      `json:"line"`
	Column     int      `json:"column"`
	EndLine    int      `json:"endLine"`
	EndColumn  int      `json:"endColumn"`
	Suggestion string   `json:"suggestion,omitempty"`
	Help       string   `json:"help,omitempty"`
	Source     string   `json:"source"`
	Story      string   `json:"story,omitempty"`
}

// MarshalJSON is the flat form that editors and the page read.
func (p Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(wire{p.Code, p.Severity, p.Message, p.Vi, p.File, p.Span.Start.Line, p.Span.Start.Column,
		p.Span.End.Line, p.Span.End.Column, p.Suggestion, p.Help, p.Source, p.Story})
}

// draw shows the first line of the span with carets under it.
func draw(lines [][]byte, s Span) string {
	if s.Start.Line < 1 || s.Start.Line > len(lines) {
		return ""
	}
	shown, first := crop(visible(lines[s.Start.Line-1]), s.Start.Column)
	from := min(max(s.Start.Column-first, 0), len(shown))
	to := len(shown)
	if s.End.Line == s.Start.Line {
		to = min(s.End.Column-first, len(shown))
	}
	return fmt.Sprintf("%5d | %s\n      | %s%s\n", s.Start.Line, string(shown), padding(shown[:from]), carets(shown[from:max(to, from)]))
}

// visible makes a line safe to print: what is no text, or would turn the
// direction of the text, shows as a replacement character.
func visible(line []byte) []rune {
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) > 1<<20 {
		line = line[:1<<20]
	}
	runes := []rune(string(line))
	for i, r := range runes {
		if r != '\t' && (unicode.IsControl(r) || turns(r)) {
			runes[i] = unicode.ReplacementChar
		}
	}
	return runes
}

// turns says that a character changes the direction in which text is shown.
func turns(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// crop keeps the part of a long line around a column; first is the column at
// which the kept part begins.
func crop(line []rune, column int) (kept []rune, first int) {
	from := 0
	if column > widest*3/4 {
		from = min(column-widest/2, len(line))
	}
	return line[from:min(from+widest, len(line))], from + 1
}

// padding keeps tabs, so that the carets stand under their text whatever the
// width of a tab, and gives combining marks no room.
func padding(before []rune) string { return under(before, ' ') }

func carets(marked []rune) string {
	if c := strings.TrimRight(under(marked, '^'), "\t"); c != "" {
		return c
	}
	return "^"
}

func under(text []rune, mark rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteRune('\t')
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(mark)
		}
	}
	return b.String()
}
