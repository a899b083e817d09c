package guard

import (
	"fmt"
	"strings"
)

type tokenKind int

const (
	end    tokenKind = iota
	word             // a name, true, false or count
	number           // digits
	text             // quoted
	sign             // operator or bracket
)

type token struct {
	kind     tokenKind
	text     string // of a quoted text: what stands between the quotes
	from, to int
}

func (t token) unexpected() *Error {
	if t.kind == end {
		return &Error{t.from, t.to, "the condition stops too early", "điều kiện chưa viết hết"}
	}
	return &Error{t.from, t.to, fmt.Sprintf("unexpected %q", t.text), fmt.Sprintf("không hiểu %q ở đây", t.text)}
}

// signs, the longer before the shorter.
var signs = []string{"&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", ","}

func scan(src string) ([]token, error) {
	var tokens []token
	for i := 0; i < len(src); {
		if strings.IndexByte(" \t\r\n", src[i]) >= 0 {
			i++
			continue
		}
		t, err := scanOne(src, i)
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, t)
		i = t.to
	}
	return append(tokens, token{kind: end, from: len(src), to: len(src)}), nil
}

func scanOne(src string, i int) (token, error) {
	if isWord(src[i]) {
		return scanWord(src, i), nil
	}
	if src[i] == '"' || src[i] == '\'' {
		return scanText(src, i)
	}
	for _, s := range signs {
		if strings.HasPrefix(src[i:], s) {
			return token{sign, s, i, i + len(s)}, nil
		}
	}
	return token{}, strange(src, i)
}

func isWord(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// scanWord takes letters and digits, with single dashes between them.
func scanWord(src string, from int) token {
	i, digits := from, true
	for i < len(src) && (isWord(src[i]) || src[i] == '-' && i+1 < len(src) && isWord(src[i+1])) {
		digits = digits && '0' <= src[i] && src[i] <= '9'
		i++
	}
	t := token{word, src[from:i], from, i}
	if digits {
		t.kind = number
	}
	return t
}

func scanText(src string, from int) (token, error) {
	n := strings.IndexByte(src[from+1:], src[from])
	if n < 0 {
		return token{}, &Error{from, len(src), "the quotation mark is not closed", "dấu nháy chưa được đóng"}
	}
	return token{text, src[from+1 : from+1+n], from, from + n + 2}, nil
}

func strange(src string, i int) *Error {
	for _, r := range src[i:] {
		to := i + len(string(r))
		return &Error{i, min(to, len(src)), fmt.Sprintf("unexpected character %q", r), fmt.Sprintf("ký tự %q không dùng được trong điều kiện", r)}
	}
	return nil
}
