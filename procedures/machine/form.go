package machine

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// maxText is the length of a text field, in characters.
const maxText = 4000

// optionIs finds an option by its value.
func optionIs(v string) func(plan.Option) bool {
	return func(o plan.Option) bool { return o.Value == v }
}

// fill checks what was filled in against a form and sets the facts that bear
// the names of its fields. All problems are told at once. At reception any fact
// of the procedure may be set; extra holds those.
func (d *draft) fill(form *plan.Form, with map[string]any, extra map[string]*plan.Fact) *Refusal {
	var problems []FieldProblem
	known := 0
	title, cite := d.law.plan.Title, d.law.plan.Cite
	if form != nil {
		title = form.Title
		for i := range form.Fields {
			f := &form.Fields[i]
			v, given := with[f.Name]
			if given {
				known++
			}
			if p := d.field(f, v); p != nil {
				problems = append(problems, *p)
			}
		}
	}
	if known < len(with) {
		problems = d.beyond(form, with, extra, problems)
	}
	if len(problems) > 0 {
		return refuseForm(title, cite, problems)
	}
	return nil
}

// beyond looks at what was filled in besides the form's own fields.
func (d *draft) beyond(form *plan.Form, with map[string]any, extra map[string]*plan.Fact, problems []FieldProblem) []FieldProblem {
	//workflowcheck:ignore the keys are sorted before they are used
	for _, name := range slices.Sorted(maps.Keys(with)) {
		if form != nil && slices.ContainsFunc(form.Fields, func(f plan.Field) bool { return f.Name == name }) {
			continue
		}
		fact := extra[name]
		if fact == nil {
			problems = append(problems, FieldProblem{name, "unknown", "Biểu mẫu không có mục này."})
			continue
		}
		if p := d.field(&plan.Field{Name: name, Title: fact.Title, Type: fact.Type, Options: fact.Options}, with[name]); p != nil {
			problems = append(problems, *p)
		}
	}
	return problems
}

// field checks one field and, where it bears the name of a fact, sets it.
func (d *draft) field(f *plan.Field, v any) *FieldProblem {
	if v == nil || v == "" {
		if f.Required {
			p := missing(f)
			return &p
		}
		return nil
	}
	v, p := clean(f, v)
	if p == nil && f.Must && v != true {
		return &FieldProblem{f.Name, "must", "Phải xác nhận «" + f.Title + "»."}
	}
	if p == nil {
		p = d.dated(f, v)
	}
	if p == nil && f.Type == plan.Case {
		d.links = append(d.links, Link{Case: v.(string), Field: f.Name, Later: d.Seq > 0})
	}
	if p == nil && d.law.facts[f.Name] != nil && f.Type != plan.Narrative && f.Type != plan.Identity {
		d.learn(f.Name, v)
	}
	return p
}

// dated holds a value against the day of the act: an option may be lawful only
// from some day on or up to one, a date only up to where a clock falls due, and
// after what came before it.
func (d *draft) dated(f *plan.Field, v any) *FieldProblem {
	s, _ := v.(string)
	if f.Type == plan.Choice {
		return chosen(f, f.Options[slices.IndexFunc(f.Options, optionIs(s))], d.on.Date)
	}
	if p := d.between(f, s); p != nil {
		return p
	}
	if f.Bounded == "" || !d.owes(f.Bounded) {
		return nil
	}
	bound, err := Explain(d.law, d.State, f.Bounded, d.on.Date)
	if on, bad := legaltime.ParseDate(s); err != nil || bad != nil || !on.After(bound.Due.Date) {
		return nil
	}
	return &FieldProblem{f.Name, "past-due", "«" + f.Title + "» không được sau ngày " + bound.Due.Date.Vietnamese() + ", là ngày cuối của «" + d.law.byName[f.Bounded].Title + "»."}
}

func chosen(f *plan.Field, o plan.Option, on legaltime.Date) *FieldProblem {
	switch {
	case o.InForce(on):
		return nil
	case on.Before(o.Since):
		return &FieldProblem{f.Name, "not-in-force", "«" + o.Title + "» chỉ được chọn từ ngày " + o.Since.Vietnamese() + "."}
	}
	return &FieldProblem{f.Name, "not-in-force", "«" + o.Title + "» chỉ được chọn đến hết ngày " + o.Until.Vietnamese() + "."}
}

// between holds a date against the days that bound it.
func (d *draft) between(f *plan.Field, s string) *FieldProblem {
	on, err := legaltime.ParseDate(s)
	if err != nil {
		return nil // not a date, or the matter of clean
	}
	if first, named := d.bound(f.NotBefore); named != "" && on.Before(first) {
		return &FieldProblem{f.Name, "too-early", "«" + f.Title + "» không được trước " + named + " (" + first.Vietnamese() + ")."}
	}
	if last, named := d.bound(f.NotAfter); named != "" && on.After(last) {
		return &FieldProblem{f.Name, "too-late", "«" + f.Title + "» không được sau " + named + " (" + last.Vietnamese() + ")."}
	}
	return nil
}

// bound is the day that bounds a date and what it is called; at reception the
// two are one day.
func (d *draft) bound(b plan.DayBound) (legaltime.Date, string) {
	switch {
	case b == "":
		return legaltime.Date{}, ""
	case b == plan.Received || d.Seq == 0:
		return d.Opened, "ngày nhận đơn"
	}
	return d.on.Date, "ngày làm việc này"
}

// learn sets a fact. The map is copied before its first change.
func (d *draft) learn(name string, v any) {
	if old, ok := d.Facts[name]; ok && old == v {
		return
	}
	if !d.learned {
		d.Facts = maps.Clone(d.Facts)
		d.learned = true
	}
	if d.Facts == nil {
		d.Facts = map[string]any{}
	}
	d.Facts[name] = v
}

func missing(f *plan.Field) FieldProblem {
	return FieldProblem{f.Name, "required", "Chưa điền «" + f.Title + "»."}
}

// clean makes a value one of bool, string and float64, as JSON would keep it.
func clean(f *plan.Field, v any) (any, *FieldProblem) {
	switch f.Type {
	case plan.Flag:
		if b, ok := v.(bool); ok {
			return b, nil
		}
		return nil, &FieldProblem{f.Name, "type", "«" + f.Title + "» phải là có hoặc không."}
	case plan.Number:
		if n, ok := whole(v); ok {
			return n, nil
		}
		return nil, &FieldProblem{f.Name, "number", "«" + f.Title + "» phải là số nguyên."}
	}
	s, ok := v.(string)
	if !ok {
		return nil, &FieldProblem{f.Name, "type", "«" + f.Title + "» phải là chữ."}
	}
	return cleanText(f, s)
}

// unprintable are control characters other than those of a text in lines: no
// keyboard makes them, and the record could not keep some of them.
func unprintable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r == utf8.RuneError
}

func cleanText(f *plan.Field, s string) (any, *FieldProblem) {
	switch {
	case f.Type == plan.Day:
		date, err := legaltime.ParseDate(s)
		if err != nil {
			return nil, &FieldProblem{f.Name, "date", "«" + f.Title + "» phải là một ngày có thật."}
		}
		return date.String(), nil
	case f.Type == plan.Choice && !slices.ContainsFunc(f.Options, optionIs(s)):
		return nil, &FieldProblem{f.Name, "option", "«" + f.Title + "» không có lựa chọn này."}
	case strings.ContainsFunc(s, unprintable):
		return nil, &FieldProblem{f.Name, "character", "«" + f.Title + "» có ký tự không đọc được."}
	case utf8.RuneCountInString(s) > maxText:
		return nil, &FieldProblem{f.Name, "too-long", "«" + f.Title + "» dài quá 4000 ký tự."}
	}
	return s, nil
}

// whole reads a whole number, as JSON or Go may give it.
func whole(v any) (float64, bool) {
	var n float64
	switch v := v.(type) {
	case float64:
		n = v
	case int:
		n = float64(v)
	case int64:
		n = float64(v)
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return 0, false
		}
		n = f
	default:
		return 0, false
	}
	const exact = 1 << 53 // beyond it a float64 skips whole numbers
	return n, n == math.Trunc(n) && math.Abs(n) <= exact
}
