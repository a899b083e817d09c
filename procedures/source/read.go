package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/diag"
	"gopkg.in/yaml.v3"
)

// Read reads a text. The File is nil where the text is no YAML or breaks a
// limit; otherwise it holds what could be read, and the list says what could
// not.
func Read(text []byte) (*File, diag.List) {
	text = bytes.TrimPrefix(text, mark)
	if p, bad := Refuse(text, MaxBytes, maxLines); bad {
		return nil, diag.List{p}
	}
	r := &reader{lines: bytes.Split(text, []byte("\n"))}
	root := r.parse(text)
	if root == nil || !r.sound(root, 1) {
		return nil, r.found
	}
	f := r.file(root)
	return f, r.found
}

type reader struct {
	lines [][]byte
	found diag.List
}

func (r *reader) full() bool { return len(r.found) >= maxFound }

func (r *reader) add(code string, at diag.Span, suggestion, en, vi string) {
	if !r.full() {
		r.found.Add(diag.Problem{Code: code, Severity: diag.Error, Message: en, Vi: vi, Span: at, Suggestion: suggestion})
	}
}

// parse gives the root of the one document of a text, nil if there is none.
func (r *reader) parse(text []byte) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, another yaml.Node
	err := decoder.Decode(&document)
	switch {
	case errors.Is(err, io.EOF):
		r.add("source_yaml", r.line(1), "", "the file is empty", "tệp trống")
		return nil
	case err != nil:
		r.broken(err)
		return nil
	}
	if err := decoder.Decode(&another); err == nil {
		r.add("source_yaml", r.line(another.Line), "", "a file holds one procedure; a second document starts here", "mỗi tệp chỉ có một thủ tục; ở đây bắt đầu tài liệu thứ hai")
		return nil
	} else if !errors.Is(err, io.EOF) {
		r.broken(err)
		return nil
	}
	if len(document.Content) != 1 {
		return nil
	}
	return document.Content[0]
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// hints translates what the YAML reader says.
var hints = []struct{ has, en, vi string }{
	{"did not find expected key", "the indentation is off, or a text needs quotation marks", "lề thụt không khớp, hoặc chữ cần đặt trong dấu nháy"},
	{"mapping values are not allowed", "a second colon on this line: put the text in quotation marks, or check the indentation", "dòng có dấu hai chấm thứ hai: hãy đặt chữ trong dấu nháy, hoặc xem lại lề thụt"},
	{"cannot start any token", "a text cannot begin with this character: put it in quotation marks; indent by spaces, not tabs", "chữ không thể bắt đầu bằng ký tự này: hãy đặt trong dấu nháy; thụt lề bằng dấu cách, không dùng tab"},
	{"found a tab character", "indent by spaces, not tabs", "thụt lề bằng dấu cách, không dùng tab"},
	{"did not find expected <document start>", "the text does not begin with a key, or the indentation is off", "chữ không bắt đầu bằng một khóa, hoặc lề thụt không khớp"},
	{"did not find expected ','", "a bracket is not closed, or a comma is missing", "thiếu dấu đóng ngoặc hoặc dấu phẩy"},
	{"unexpected end of stream", "a quotation mark or bracket is not closed", "dấu nháy hoặc dấu ngoặc chưa đóng"},
	{"could not find expected ':'", "a colon is missing after a key", "thiếu dấu hai chấm sau tên khóa"},
	{"exceeded max depth", "nested too deep", "lồng nhau quá sâu"},
	{"unknown anchor", "aliases are not allowed", "không được dùng bí danh (alias)"},
}

func (r *reader) broken(err error) {
	line, en, vi := Broken(err)
	if strings.Contains(err.Error(), "did not find expected key") {
		line = cmp.Or(misfit(r.lines, line), misfit(r.lines, 1), line)
	}
	r.add("source_yaml", r.line(line), "", en, vi)
}

// Broken tells where the YAML reader stopped, and why, in both languages.
func Broken(err error) (line int, en, vi string) {
	m := lineOf.FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0])
	if m == nil {
		m = []string{"", "", "unreadable"}
	}
	n, _ := strconv.Atoi(m[1])
	if strings.HasPrefix(m[2], "did not find expected") {
		n++ // the reader counts these from zero, and the others from one
	}
	en, vi = "not YAML: "+m[2], "không phải YAML hợp lệ: hãy xem lề thụt, dấu nháy, dấu ngoặc và dấu hai chấm ở dòng này và dòng trước ("+m[2]+")"
	for _, h := range hints {
		if strings.Contains(m[2], h.has) {
			en, vi = "not YAML: "+h.en, "không phải YAML hợp lệ: "+h.vi
			break
		}
	}
	return max(1, n), en, vi
}

// line is the text of a line, without its indentation.
func (r *reader) line(n int) diag.Span {
	n = min(max(n, 1), len(r.lines))
	text := strings.TrimRight(string(r.lines[n-1]), " \r")
	from := len(text) - len(strings.TrimLeft(text, " "))
	return diag.Span{Start: diag.Pos{Line: n, Column: from + 1}, End: diag.Pos{Line: n, Column: utf8.RuneCountInString(text) + 1}}
}

// sound says whether a tree is plain: no anchors, aliases, tags or merge
// keys, every key a word used once, and not too deep.
func (r *reader) sound(n *yaml.Node, depth int) bool {
	if depth > MaxDepth {
		r.add("source_limit", r.span(n), "", fmt.Sprintf("nested deeper than %d", MaxDepth), fmt.Sprintf("lồng nhau quá %d tầng", MaxDepth))
		return false
	}
	if what := fancy(n); what != "" {
		r.add("source_yaml", r.span(n), "", what+" are not allowed: write out what is meant", "không được dùng anchor, alias, merge key hay tag: hãy viết đầy đủ")
		return false
	}
	if len(n.Content) > 2*maxParts {
		r.add("source_limit", r.span(n), "", fmt.Sprintf("more than %d parts", maxParts), fmt.Sprintf("có quá %d phần", maxParts))
		return false
	}
	ok := n.Kind != yaml.MappingNode || r.keys(n)
	for _, c := range n.Content {
		ok = r.sound(c, depth+1) && ok
	}
	return ok
}

func fancy(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.AliasNode:
		return "aliases"
	case n.Anchor != "":
		return "anchors"
	case n.Style&yaml.TaggedStyle != 0:
		return "tags"
	case n.Tag == "!!merge":
		return "merge keys"
	}
	return ""
}

// keys reports keys that are no words. A key that comes twice is reported, and
// the first one counts.
func (r *reader) keys(n *yaml.Node) bool {
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		k := n.Content[i]
		if k.Kind != yaml.ScalarNode {
			r.add("source_yaml", r.span(k), "", "a key must be a word", "khóa phải là một từ")
			return false
		}
		if seen[k.Value] {
			r.add("source_duplicate", r.span(k), "", fmt.Sprintf("%q is written twice", clip(k.Value)), fmt.Sprintf("%q được viết hai lần", clip(k.Value)))
		}
		seen[k.Value] = true
	}
	return true
}

// clip shortens what was written before it is repeated.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// span is the place of a node: of a scalar, all of its first line.
func (r *reader) span(n *yaml.Node) diag.Span {
	start := diag.Pos{Line: max(1, n.Line), Column: max(1, n.Column)}
	length := 1
	if n.Kind == yaml.ScalarNode {
		length = max(1, r.length(n))
	}
	return diag.Span{Start: start, End: diag.Pos{Line: start.Line, Column: start.Column + length}}
}

// rest is the text of a line from the place of a node on.
func (r *reader) rest(n *yaml.Node) string {
	if n.Line < 1 || n.Line > len(r.lines) {
		return ""
	}
	s := string(r.lines[n.Line-1])
	for i := 1; i < n.Column && s != ""; i++ {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return strings.TrimRight(s, "\r")
}

// length is the number of characters of a scalar on its first line.
func (r *reader) length(n *yaml.Node) int {
	rest := r.rest(n)
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 1
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return quoted(rest)
	case strings.HasPrefix(rest, n.Value):
		return utf8.RuneCountInString(n.Value)
	}
	return utf8.RuneCountInString(rest)
}

// quoted is the number of characters up to and with the closing mark.
func quoted(s string) int {
	count, escaped := 0, false
	for i, c := range s {
		count++
		if i > 0 && !escaped && c == rune(s[0]) {
			return count
		}
		escaped = !escaped && c == '\\' && s[0] == '"'
	}
	return count
}

// body is where the content of a scalar begins, if it stands there verbatim.
func (r *reader) body(n *yaml.Node) diag.Pos {
	rest, column := r.rest(n), n.Column
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 && rest != "" {
		rest, column = rest[1:], column+1
	}
	if !strings.HasPrefix(rest, n.Value) {
		return diag.Pos{}
	}
	return diag.Pos{Line: n.Line, Column: column}
}
