package wording

import (
	"html/template"
	"regexp"
	"strings"
	"unicode"
)

// Letter is a template with its values.
type Letter struct {
	Subject string
	Text    string
	HTML    string // the same as Text
	Short   string
}

// Render fills a template. Values come without their braces' names being
// checked again: what Check lets pass, Render can fill.
func Render(t Template, values map[string]string) Letter {
	l := Letter{Subject: flat(strings.Join(filled(t.Subject, values), " ")), Short: flat(strings.Join(filled(t.Short, values), " "))}
	body := filled(t.Body, values)
	l.Text = strings.Join(body, "\n") + "\n"
	l.HTML = page(l.Subject, body, values[Link])
	return l
}

// filled are the lines of a text with their values. A line whose fields are all
// empty is left out; a field that begins a line begins it with a capital.
func filled(text string, values map[string]string) (out []string) {
	for _, line := range lines(text) {
		var b strings.Builder
		fields, full := 0, 0
		for _, p := range pieces(line) {
			word := p.text
			if p.field {
				fields++
				word = values[p.text]
				if word != "" {
					full++
				}
				if b.Len() == 0 {
					word = capital(word)
				}
			}
			b.WriteString(word)
		}
		if fields == 0 || full > 0 {
			out = append(out, strings.Split(b.String(), "\n")...)
		}
	}
	return out
}

func capital(text string) string {
	if strings.HasPrefix(text, "http") {
		return text
	}
	for i, r := range text {
		return string(unicode.ToUpper(r)) + text[i+len(string(r)):]
	}
	return text
}

// flat is one line, without what could end a mail's header.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// block is a paragraph or a table of "label: value".
type block struct {
	Rows  []row
	Lines []string
	Link  string // a button instead of its line
}

type row struct{ Label, Value string }

var labelled = regexp.MustCompile(`^([^:]{1,40}): (.+)$`)

// blocks groups the lines of a body by its empty lines.
func blocks(lines []string, link string) (list []block) {
	var now []string
	end := func() {
		if len(now) > 0 {
			list = append(list, blockOf(now))
		}
		now = nil
	}
	for _, line := range lines {
		switch {
		case link != "" && strings.Contains(line, link):
			end()
			label, _, _ := strings.Cut(line, link)
			list = append(list, block{Link: link, Lines: []string{strings.TrimRight(label, ": ")}})
		case strings.TrimSpace(line) == "":
			end()
		default:
			now = append(now, line)
		}
	}
	end()
	return list
}

func blockOf(lines []string) block {
	b := block{Lines: lines}
	if len(lines) < 2 {
		return b
	}
	for _, line := range lines {
		m := labelled.FindStringSubmatch(line)
		if m == nil {
			return block{Lines: lines}
		}
		b.Rows = append(b.Rows, row{m[1], m[2]})
	}
	return b
}

func page(subject string, body []string, link string) string {
	var b strings.Builder
	_ = layout.Execute(&b, struct { // into memory: it cannot fail
		Subject string
		Blocks  []block
	}{subject, blocks(body, link)})
	return b.String()
}

// layout needs no picture, script or style sheet: mail programs drop them, and
// what is fetched tells somebody that a letter was opened.
var layout = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Subject}}</title></head>
<body style="margin:0;padding:16px;background:#f4f5f7;font:16px/1.5 Arial,sans-serif;color:#1a1a1a">
<div style="max-width:600px;margin:0 auto;padding:20px;background:#ffffff;border-top:4px solid #1f4e8c">
{{range .Blocks}}{{if .Link}}<p style="margin:20px 0"><a href="{{.Link}}" style="display:inline-block;padding:10px 18px;background:#1f4e8c;color:#ffffff;text-decoration:none;border-radius:4px">{{with index .Lines 0}}{{.}}{{else}}Mở hồ sơ{{end}}</a><br><span style="font-size:13px;color:#555555">{{.Link}}</span></p>
{{else if .Rows}}<table role="presentation" style="border-collapse:collapse;margin:12px 0">{{range .Rows}}<tr><td style="padding:4px 16px 4px 0;color:#555555;vertical-align:top">{{.Label}}</td><td style="padding:4px 0">{{.Value}}</td></tr>{{end}}</table>
{{else}}<p style="margin:12px 0">{{range $i, $line := .Lines}}{{if $i}}<br>{{end}}{{$line}}{{end}}</p>
{{end}}{{end}}</div></body></html>
`))
