package source

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"gopkg.in/yaml.v3"
)

// object is a mapping that is being read as a section.
type object struct {
	r       *reader
	section Section
	at      diag.Span // where to point when something is missing
	values  map[string]*yaml.Node
}

// object opens a mapping: keys that the section does not know are reported
// with what may have been meant, and so are missing ones.
func (r *reader) object(n *yaml.Node, section string, at diag.Span) object {
	o := object{r, SectionNamed(section), at, map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.wrong(n, fmt.Sprintf("keys and values (%s) are needed here", strings.Join(o.section.names(), ", ")), "ở đây cần các khóa và giá trị")
		return o
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if _, known := o.section.key(k.Value); !known {
			o.unknown(k)
		} else if o.values[k.Value] == nil {
			o.values[k.Value] = v
		}
	}
	for _, k := range o.section.Keys {
		if k.Required && o.values[k.Name] == nil {
			r.add("source_missing", at, "", fmt.Sprintf("`%s` is missing", k.Name), fmt.Sprintf("thiếu `%s` (%s)", k.Name, k.Vi))
		}
	}
	return o
}

func (o object) unknown(k *yaml.Node) {
	if o.r.full() {
		return
	}
	o.r.add("source_key", o.r.span(k), diag.Suggest(k.Value, o.section.names()),
		fmt.Sprintf("%q is not a key of %s", clip(k.Value), o.section.Name),
		fmt.Sprintf("%q không phải khóa của mục %q", clip(k.Value), o.section.Vi))
}

func (r *reader) wrong(n *yaml.Node, en, vi string) { r.add("source_shape", r.span(n), "", en, vi) }

// scalar reads a text that is not empty.
func (r *reader) scalar(n *yaml.Node) Text {
	switch {
	case n.Kind != yaml.ScalarNode:
		r.wrong(n, "a single value is needed here", "ở đây cần một giá trị đơn")
	case strings.TrimSpace(n.Value) == "":
		r.wrong(n, "the value is missing", "thiếu giá trị")
	case len(n.Value) > MaxText:
		r.add("source_limit", r.span(n), "", fmt.Sprintf("longer than %d bytes", MaxText), fmt.Sprintf("dài quá %d byte", MaxText))
	default:
		return Text{n.Value, r.span(n), r.body(n)}
	}
	return Text{}
}

var nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// name reads a name: lower-case letters without marks, digits, single dashes.
func (r *reader) name(n *yaml.Node) Text {
	v := r.scalar(n)
	if v.IsSet() && (len(v.V) > MaxName || !nameForm.MatchString(v.V)) {
		r.add("source_name", v.At, "", fmt.Sprintf("%q is not a name: use a-z, 0-9 and single dashes, at most %d characters", clip(v.V), MaxName),
			fmt.Sprintf("%q không phải tên hợp lệ: chỉ dùng a-z, 0-9 và dấu gạch nối đơn, tối đa %d ký tự", clip(v.V), MaxName))
		return Text{}
	}
	return v
}

func (o object) text(key string) Text {
	n := o.values[key]
	if n == nil {
		return Text{}
	}
	v := o.r.scalar(n)
	k, _ := o.section.key(key)
	if v.IsSet() && k.Values != nil && !slices.Contains(k.Values, v.V) {
		o.r.add("source_value", v.At, diag.Suggest(v.V, k.Values), fmt.Sprintf("%q is not one of: %s", clip(v.V), strings.Join(k.Values, ", ")),
			fmt.Sprintf("%q không thuộc các giá trị: %s. %s", clip(v.V), strings.Join(k.Values, ", "), k.Vi))
		return Text{}
	}
	return v
}

func (o object) name(key string) Text {
	if n := o.values[key]; n != nil {
		return o.r.name(n)
	}
	return Text{}
}

// names reads one name or a list of names; each counts once.
func (o object) names(key string) []Text { return o.several(key, o.r.name) }

func (o object) texts(key string) []Text { return o.several(key, o.r.scalar) }

func (o object) several(key string, read func(*yaml.Node) Text) []Text {
	var all []Text
	for _, n := range parts(o.values[key]) {
		v := read(n)
		if !v.IsSet() {
			continue
		}
		if slices.ContainsFunc(all, func(w Text) bool { return w.V == v.V }) {
			o.r.add("source_duplicate", v.At, "", fmt.Sprintf("%q is written twice", clip(v.V)), fmt.Sprintf("%q được viết hai lần", clip(v.V)))
			continue
		}
		all = append(all, v)
	}
	return all
}

// parts are the entries of a list, or the one thing that stands for a list.
func parts(n *yaml.Node) []*yaml.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	return []*yaml.Node{n}
}

func (o object) date(key string) Day {
	return convert(o, o.text(key), legaltime.ParseDate, "not a day of the calendar, written as 2026-07-31", "không phải một ngày có thật, viết dạng 2026-07-31 (năm-tháng-ngày)")
}

func (o object) term(key string) Term { return o.asTerm(o.text(key)) }

func (o object) asTerm(v Text) Term {
	return convert(o, v, legaltime.ParseTerm, "a term is written as `30 days`, `7 working days`, `2 months`, `24 hours`, `at least 15 days`",
		"độ dài viết dạng `30 days` (ngày), `7 working days` (ngày làm việc), `2 months` (tháng), `24 hours` (giờ), `at least 15 days` (ít nhất)")
}

func (o object) number(v Text) Value[int] {
	return convert(o, v, func(s string) (int, error) { return strconv.Atoi(s) }, "a whole number is needed", "cần một số nguyên")
}

// share reads a share of a term, in percent.
func (o object) share(v Text) Value[int] {
	return convert(o, v, func(s string) (int, error) {
		digits, percent := strings.CutSuffix(s, "%")
		if !percent || strings.Trim(digits, "0123456789") != "" {
			return 0, strconv.ErrSyntax
		}
		return strconv.Atoi(digits)
	}, "`due` or a share of the term such as `50%` is needed", "cần `due` hoặc một phần của thời hạn như `50%`")
}

func (o object) yes(key string) bool {
	return convert(o, o.text(key), func(s string) (bool, error) {
		if s != "true" && s != "false" {
			return false, strconv.ErrSyntax
		}
		return s == "true", nil
	}, "`true` or `false` is needed", "cần `true` hoặc `false`").V
}

func convert[T any](o object, v Text, read func(string) (T, error), en, vi string) Value[T] {
	if !v.IsSet() {
		return Value[T]{}
	}
	x, err := read(v.V)
	if err != nil {
		o.r.add("source_value", v.At, "", fmt.Sprintf("%q: %s", clip(v.V), en), fmt.Sprintf("%q: %s", clip(v.V), vi))
		return Value[T]{}
	}
	return Value[T]{x, v.At, v.body}
}

// one opens the mapping under a key.
func (o object) one(key string, use func(object)) {
	if n := o.values[key]; n != nil {
		k, _ := o.section.key(key)
		use(o.r.object(n, k.Of, o.r.span(n)))
	}
}

// list opens each mapping of the list under a key; a single one may stand
// without a list.
func (o object) list(key string, use func(object)) {
	k, _ := o.section.key(key)
	for _, n := range parts(o.values[key]) {
		use(o.r.object(n, k.Of, o.r.span(n)))
	}
}

// entries gives the names and values of the mapping under a key.
func (o object) entries(key string, use func(k, v *yaml.Node)) {
	n := o.values[key]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		o.r.wrong(n, "names with their values are needed here", "ở đây cần các tên kèm giá trị")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if !seen[n.Content[i].Value] {
			seen[n.Content[i].Value] = true
			use(n.Content[i], n.Content[i+1])
		}
	}
}

// each opens each named mapping under a key.
func (o object) each(key string, use func(name Text, part object)) {
	k, _ := o.section.key(key)
	o.entries(key, func(at, value *yaml.Node) {
		read := o.r.name
		if k.Of == "citation" {
			read = o.r.scalar
		}
		if name := read(at); name.IsSet() {
			use(name, o.r.object(value, k.Of, name.At))
		}
	})
}
