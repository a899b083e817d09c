package source

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/diag"
)

// Limits of one file.
const (
	MaxBytes = 256 << 10 // length of the text
	MaxDepth = 40        // nested mappings and lists
	MaxText  = 4096      // bytes of one text
	MaxName  = 64        // bytes of one name
	maxLines = 10_000
	maxParts = 1000 // entries of one mapping or list
	maxFound = 100  // problems reported for one text
)

var mark = []byte("\ufeff")

// Refuse says why a text must not reach the YAML reader at all. It looks at
// bytes only, so that its cost does not depend on what the text means. The
// text may hold so many bytes and lines.
func Refuse(text []byte, maxBytes, maxLines int) (diag.Problem, bool) {
	if len(text) > maxBytes {
		return limit(diag.Pos{Line: 1, Column: 1}, fmt.Sprintf("the file is longer than %d KiB", maxBytes>>10),
			fmt.Sprintf("tệp dài quá %d KiB", maxBytes>>10)), true
	}
	s := scan{pos: diag.Pos{Line: 1, Column: 1}, fresh: true, most: maxLines}
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if p, bad := s.step(r, size, rest); bad {
			return p, true
		}
		rest = rest[size:]
	}
	return diag.Problem{}, false
}

func limit(at diag.Pos, message, vi string) diag.Problem {
	end := diag.Pos{Line: at.Line, Column: at.Column + 1}
	return diag.Problem{Code: "source_limit", Severity: diag.Error, Message: message, Vi: vi, Span: diag.Span{Start: at, End: end}}
}

// scan follows a text by characters: strange ones, open brackets, and the
// dashes and question marks that open lists and keys at the start of a line.
type scan struct {
	pos    diag.Pos
	open   int
	most   int  // lines
	opened int  // dashes so far on this line
	fresh  bool // nothing but dashes and spaces so far on this line
}

func (s *scan) step(r rune, size int, rest []byte) (diag.Problem, bool) {
	if what, vi := strange(r, size, rest); what != "" {
		return limit(s.pos, "the text holds "+what, "tệp có "+vi), true
	}
	switch r {
	case '\n':
		s.pos, s.opened, s.fresh = diag.Pos{Line: s.pos.Line + 1}, 0, true
	case '[', '{':
		s.open++
	case ']', '}':
		s.open = max(0, s.open-1)
	case '-', '?':
		s.opened++
	}
	if s.pos.Line > s.most {
		s.pos.Column = 1
		return limit(s.pos, fmt.Sprintf("more than %d lines", s.most), fmt.Sprintf("có quá %d dòng", s.most)), true
	}
	s.pos.Column++
	s.fresh = s.fresh && (r == ' ' || r == '-' || r == '?' || r == '\n')
	if s.open > 4*MaxDepth || s.fresh && (s.opened > MaxDepth || s.pos.Column > 16*MaxDepth) {
		return limit(s.pos, fmt.Sprintf("nested deeper than %d", MaxDepth), fmt.Sprintf("lồng nhau quá %d tầng", MaxDepth)), true
	}
	return diag.Problem{}, false
}

// strange names a character that has no business in a procedure: what is not
// UTF-8, control characters, and characters without a shape, which can make a
// text read differently from what it is.
func strange(r rune, size int, rest []byte) (what, vi string) {
	switch {
	case r == utf8.RuneError && size <= 1:
		return "a byte that is not UTF-8", "byte không phải UTF-8"
	case r == '\t' || r == '\n' || r == '\r' && bytes.HasPrefix(rest, []byte("\r\n")):
		return "", ""
	case unicode.IsControl(r):
		return fmt.Sprintf("the control character U+%04X", r), fmt.Sprintf("ký tự điều khiển U+%04X", r)
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
		return fmt.Sprintf("the invisible character U+%04X", r), fmt.Sprintf("ký tự vô hình U+%04X", r)
	}
	return "", ""
}
