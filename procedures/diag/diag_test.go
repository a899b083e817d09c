package diag

import (
	"encoding/json"
	"strings"
	"testing"
)

func at(line, from, to int) Span { return Span{Pos{line, from}, Pos{line, to}} }

func TestCarets(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		span Span
		want string
	}{
		"plain":            {"a: bcd", at(1, 4, 7), "    1 | a: bcd\n      |    ^^^\n"},
		"vietnamese":       {"title: Người giải quyết {x}", at(1, 25, 28), "    1 | title: Người giải quyết {x}\n      |                         ^^^\n"},
		"under vietnamese": {"Vụ việc", at(1, 4, 8), "    1 | Vụ việc\n      |    ^^^^\n"},
		"combining marks":  {"Vu\u0323 vie\u0323\u0302c x", at(1, 12, 13), "    1 | Vu\u0323 vie\u0323\u0302c x\n      |         ^\n"},
		"tab":              {"\ta:\tb", at(1, 5, 6), "    1 | \ta:\tb\n      | \t  \t^\n"},
		"end of line":      {"ab", at(1, 3, 3), "    1 | ab\n      |   ^\n"},
		"beyond the line":  {"ab", at(1, 9, 12), "    1 | ab\n      |   ^\n"},
		"several lines":    {"x: [a,\n b]", Span{Pos{1, 4}, Pos{2, 3}}, "    1 | x: [a,\n      |    ^^^\n"},
		"crlf":             {"a\r\nbc\r\n", at(2, 1, 3), "    2 | bc\n      | ^^\n"},
		"turned text":      {"a\u202eb", at(1, 2, 3), "    1 | a\ufffdb\n      |  ^\n"},
		"not utf-8":        {"a\xffb", at(1, 2, 3), "    1 | a\ufffdb\n      |  ^\n"},
		"no such line":     {"a", at(7, 1, 2), ""},
		"no place":         {"a", Span{}, ""},
	} {
		l := List{{Code: "x", Span: c.span}}.Locate("f", []byte(c.text))
		if l[0].Source != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", name, l[0].Source, c.want)
		}
	}
}

func TestLongLine(t *testing.T) {
	l := List{{Code: "x", Span: at(1, 50_001, 50_004)}}.Locate("f", []byte(strings.Repeat("đ", 50_000)+"sai"+strings.Repeat("x", 100_000)))
	line, mark, _ := strings.Cut(l[0].Source, "\n")
	if len([]rune(line)) > 170 || !strings.Contains(mark, "^^^") || []rune(line)[strings.Index(mark, "^")] != 's' {
		t.Errorf("%s\n%s", line, mark)
	}
}

func TestProblemText(t *testing.T) {
	l := List{
		{Code: "b_rule", Severity: Warning, Message: "second", Span: at(2, 1, 2), Help: "b_rule"},
		{Code: "a_rule", Severity: Error, Message: "first", Vi: "một", Span: at(1, 1, 4), Suggestion: "abd", Help: "a_rule"},
		{Code: "a_rule", Severity: Error, Message: "first", Span: at(1, 1, 4)},
	}.Locate("p.yaml", []byte("abc\nd\n"))
	want := "p.yaml:1:1: lỗi a_rule: một\n    1 | abc\n      | ^^^\n  có phải ý là `abd`?\n  giải thích: docs/checks/a_rule.md\n" +
		"\np.yaml:2:1: cảnh báo b_rule: second\n    2 | d\n      | ^\n  giải thích: docs/checks/b_rule.md\n"
	if l.String() != want {
		t.Errorf("got\n%s\nwant\n%s", l, want)
	}
	if !l.Failed() || l.Count(Warning) != 1 || l[1:].Failed() {
		t.Error("severities miscounted")
	}
	b, err := json.Marshal(l[0])
	if err != nil || string(b) != `{"code":"a_rule","severity":"error","message":"first","vi":"một","file":"p.yaml","line":1,"column":1,"endLine":1,"endColumn":4,"suggestion":"abd","help":"a_rule","source":"    1 | abc\n      | ^^^\n"}` {
		t.Error(string(b), err)
	}
}

func TestSuggest(t *testing.T) {
	names := []string{"xac-minh", "thu-ly", "giai-quyet", "to"}
	for word, want := range map[string]string{
		"xac-mnh": "xac-minh", "xac-mihn": "xac-minh", "thuly": "thu-ly", "giai_quyet": "giai-quyet", "ket-luan": "", "tp": "to", "ot": "to", "": "", "to": "",
		strings.Repeat("x", 5000): "",
	} {
		if got := Suggest(word, names); got != want {
			t.Errorf("%.20s: %q, want %q", word, got, want)
		}
	}
}
