package scenario

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/source"
	"gopkg.in/yaml.v3"
)

// Limits of a file of stories. It may nest as deep as a procedure.
const (
	MaxBytes = 1 << 20
	maxLines = 40_000
)

// Error makes the place and the message one line.
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// Parse reads the stories of a file, one a YAML document. The error joins a
// Problem for everything that is wrong; the stories that are right come back
// all the same.
func Parse(file string, text []byte) ([]Case, error) {
	if p, bad := source.Refuse(text, MaxBytes, maxLines); bad {
		return nil, Problem{file, p.Span.Start.Line, p.Span.Start.Column, p.Vi}
	}
	r := reader{file: file}
	var cases []Case
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var doc yaml.Node
		err := dec.Decode(&doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.problems = append(r.problems, r.syntax(err))
			break
		}
		if deep := beyond(&doc, source.MaxDepth+1); deep != nil {
			r.bad(deep, "lồng nhau quá %d tầng", source.MaxDepth)
			continue
		}
		before := len(r.problems)
		c := r.document(&doc)
		if len(r.problems) == before {
			cases = append(cases, c)
		}
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return cases, join(r.problems)
}

// Problems are what Parse found, one by one.
func Problems(err error) (all []Problem) {
	var one Problem
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			all = append(all, Problems(e)...)
		}
	} else if errors.As(err, &one) {
		all = append(all, one)
	}
	return all
}

func join(problems []Problem) error {
	all := make([]error, len(problems))
	for i, p := range problems {
		all[i] = p
	}
	return errors.Join(all...)
}

// beyond is a node that lies deeper than so many levels; nil if there is none.
func beyond(n *yaml.Node, levels int) *yaml.Node {
	if levels < 0 {
		return n
	}
	for _, c := range n.Content {
		if deep := beyond(c, levels-1); deep != nil {
			return deep
		}
	}
	return nil
}

// reader gathers problems while it reads.
type reader struct {
	file     string
	problems []Problem
}

func (r *reader) bad(n *yaml.Node, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, n.Line, n.Column, fmt.Sprintf(format, args...)})
}

// syntax keeps the line that the YAML reader found ("yaml: line 3: ...").
func (r *reader) syntax(err error) Problem {
	line, _, vi := source.Broken(err)
	return Problem{r.file, line, 1, vi}
}

// entry reads the value of one key.
type entry struct {
	key  string
	read func(*yaml.Node)
}

// object reads a mapping: each key once, and none but those given.
func (r *reader) object(n *yaml.Node, what string, entries ...entry) {
	if n.Kind != yaml.MappingNode {
		r.bad(n, "%s phải được ghi thành các khóa và giá trị", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			r.bad(key, "%q được viết hai lần", key.Value)
			continue
		}
		seen[key.Value] = true
		r.entry(key, value, what, entries)
	}
}

func (r *reader) entry(key, value *yaml.Node, what string, entries []entry) {
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.key == key.Value {
			e.read(value)
			return
		}
		names = append(names, e.key)
	}
	hint := ""
	if s := diag.Suggest(key.Value, names); s != "" {
		hint = fmt.Sprintf("; có phải ý là %q?", s)
	}
	r.bad(key, "%s không có khóa %q%s", what, key.Value, hint)
}

// text reads a scalar as it is written.
func (r *reader) text(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
			r.bad(n, "ở đây cần một giá trị")
			return
		}
		*into = n.Value
	}
}

func (r *reader) moment(into *legaltime.Moment) func(*yaml.Node) {
	return func(n *yaml.Node) {
		m, err := legaltime.ParseMoment(n.Value)
		if err != nil {
			r.bad(n, "%q không phải ngày: ghi như 2026-07-06, hoặc 2026-07-06T16:30 khi cần giờ", n.Value)
			return
		}
		*into = m
	}
}

func (r *reader) date(into *legaltime.Date) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d, err := legaltime.ParseDate(n.Value)
		if err != nil {
			r.bad(n, "%q không phải ngày: ghi như 2026-07-06", n.Value)
			return
		}
		*into = d
	}
}

// texts reads one value or a list of them.
func (r *reader) texts(into *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		list := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			list = n.Content
		}
		for _, item := range list {
			var s string
			r.text(&s)(item)
			*into = append(*into, s)
		}
	}
}

// values reads facts or the fields of a form: flags, numbers and texts. A date
// stays the text that it is.
func (r *reader) values(into *map[string]any) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.bad(n, "ở đây cần các tên và giá trị")
			return
		}
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			if _, twice := m[name]; twice {
				r.bad(n.Content[i], "%q được viết hai lần", name)
			}
			m[name] = r.value(n.Content[i+1])
		}
		*into = m
	}
}

func (r *reader) value(n *yaml.Node) any {
	if n.Kind != yaml.ScalarNode {
		r.bad(n, "mỗi ô chỉ có một giá trị")
		return nil
	}
	switch n.Tag {
	case "!!bool":
		return n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	case "!!null":
		return nil
	}
	return n.Value
}
