package wording

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/procedures/diag"
)

// Limits of a template, in characters.
const (
	LongestSubject = 150
	LongestBody    = 4000
	LongestShort   = 300
)

// The parts of a template, as problems name them.
const (
	PartSubject = "subject"
	PartBody    = "body"
	PartShort   = "short"
)

// Check says all that is wrong with a template (see Clean) of a kind, each problem with its
// part (as File), line and carets. One that fails is never used.
func Check(k Kind, t Template) diag.List {
	var all diag.List
	for _, p := range []struct {
		part, text, needs, vi string
		longest               int
		one                   bool // line
	}{
		{PartSubject, t.Subject, Code, "Tiêu đề thư phải có {{ma-ho-so}}", LongestSubject, true},
		{PartBody, t.Body, Link, "Thư phải có {{lien-ket}}, để người nhận mở được hồ sơ", LongestBody, false},
		{PartShort, t.Short, Code, "Tin ngắn phải có {{ma-ho-so}}", LongestShort, true},
	} {
		c := checking{kind: k}
		c.length(p.text, p.longest, p.one)
		for i, line := range lines(p.text) {
			c.line(i+1, line)
		}
		if !c.named[p.needs] {
			c.add("template_needs", diag.Error, diag.Span{}, "the field "+p.needs+" is missing", p.vi, "")
		}
		all = append(all, c.found.Locate(p.part, []byte(strings.ReplaceAll(p.text, "\r\n", "\n")))...)
	}
	return all
}

// Clean is a template as it is kept: composed characters, one kind of line end.
func Clean(t Template) Template {
	tidy := func(text string) string { return norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")) }
	return Template{tidy(strings.TrimSpace(t.Subject)), tidy(t.Body), tidy(strings.TrimSpace(t.Short))}
}

type checking struct {
	kind  Kind
	named map[string]bool
	found diag.List
}

func (c *checking) add(code string, s diag.Severity, at diag.Span, message, vi, suggestion string) {
	c.found.Add(diag.Problem{Code: code, Severity: s, Message: message, Vi: vi, Span: at, Suggestion: suggestion})
}

func (c *checking) length(text string, longest int, one bool) {
	if n := count(text); n > longest {
		list := lines(text)
		last := len(list)
		c.add("template_long", diag.Error, span(last, 1, count(list[last-1])+1), fmt.Sprintf("%d characters, limit %d", n, longest),
			fmt.Sprintf("Dài %d ký tự, giới hạn %d", n, longest), "")
	}
	if one && len(lines(text)) > 1 {
		c.add("template_lines", diag.Error, span(2, 1, 2), "one line only", "Chỉ được viết một dòng", "")
	}
}

func (c *checking) line(number int, line string) {
	words := []rune(line) // what an administrator wrote, fields blanked out
	for _, p := range pieces(line) {
		at := span(number, p.at, p.to)
		switch {
		case p.open:
			c.add("template_braces", diag.Error, at, "a brace without its other half", "Ngoặc {{ hoặc }} thiếu nửa kia", "")
		case p.field:
			c.field(p.text, at)
			for i := p.at - 1; i < p.to-1; i++ {
				words[i] = '\u0000'
			}
		}
	}
	c.words(number, string(words))
}

func (c *checking) field(name string, at diag.Span) {
	for _, f := range c.kind.Fields {
		if f.Name == name {
			if c.named == nil {
				c.named = map[string]bool{}
			}
			c.named[name] = true
			return
		}
	}
	c.add("template_field", diag.Error, at, "no such field: "+name, "Không có trường “"+name+"”; chọn trong danh sách các trường", diag.Suggest(name, c.kind.names()))
}

// suspects are words that look as if they named a person or led elsewhere. A
// letter's text is the same for all cases, so none of them belongs there.
// What is in brackets gets the carets.
var suspects = []struct {
	code, message, vi string
	pattern           *regexp.Regexp
}{
	{"template_link", "a link of its own", "Địa chỉ mạng viết tay; chỉ dùng {{lien-ket}}", regexp.MustCompile(`(?i)((?:https?://|www\.)[^\s\x00]*)`)},
	{"template_personal", "a mail address", "Có vẻ là địa chỉ thư của một người", regexp.MustCompile(`([\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+)`)},
	{"template_personal", "looks like a phone or identity number", "Có vẻ là số điện thoại hoặc số căn cước", regexp.MustCompile(`(\+?\d(?:[ .-]?\d){8,})`)},
	{"template_personal", "looks like the name of a person", "Có vẻ là tên một người; thư không bao giờ nêu tên ai",
		regexp.MustCompile(`(?:^|[^\p{L}])((?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|đồng chí|Đồng chí|Đ/c|đ/c)[ \t]+\p{Lu}\p{Ll}*(?:[ \t]+\p{Lu}\p{Ll}*)+)`)},
}

var tag = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)

func (c *checking) words(number int, line string) {
	for _, s := range suspects {
		for _, hit := range s.pattern.FindAllStringSubmatchIndex(line, -1) {
			from := 1 + count(line[:hit[2]])
			c.add(s.code, diag.Error, span(number, from, from+count(line[hit[2]:hit[3]])), s.message, s.vi, "")
		}
	}
	for i, r := range []rune(line) {
		if r != 0 && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			c.add("template_control", diag.Error, span(number, i+1, i+2), "a control character", "Ký tự điều khiển không nhìn thấy", "")
		}
	}
	if hit := tag.FindStringIndex(line); hit != nil {
		from := 1 + count(line[:hit[0]])
		c.add("template_markup", diag.Warning, span(number, from, from+count(line[hit[0]:hit[1]])), "HTML is shown as it is typed", "Thẻ HTML sẽ hiện nguyên văn; hệ thống tự trình bày thư", "")
	}
}

func span(line, from, to int) diag.Span {
	return diag.Span{Start: diag.Pos{Line: line, Column: from}, End: diag.Pos{Line: line, Column: to}}
}
