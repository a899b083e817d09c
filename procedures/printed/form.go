package printed

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

type (
	doubt struct {
		Title, Doubt string
		Options      []option
	}
	option struct {
		Title, Cite, Reading string
		Chosen               bool
	}
	form struct {
		Title, Number string
		Fields        []field
		Proposed      []proposed
	}
	field struct {
		Title, Type, Cite, Notes string
		ToCheck                  bool
	}
	proposed struct {
		Field string
		Lines []proposal
	}
	proposal struct {
		When, Is, Why, Cite string
		Unsure              bool
	}
)

func (w wording) doubts() (out []doubt) {
	for _, p := range machine.Readings(w.plan) {
		v := doubt{Title: p.Title, Doubt: p.Doubt}
		for _, o := range p.Options {
			v.Options = append(v.Options, option{o.Title, o.Cite, o.Reading, o.Value == p.Default})
		}
		out = append(out, v)
	}
	return out
}

var types = map[plan.Type]string{
	plan.Flag: "có/không", plan.Text: "chữ", plan.Number: "số", plan.Day: "ngày", plan.Choice: "chọn một", plan.Unit: "cơ quan",
	plan.Person: "cán bộ", plan.File: "tệp", plan.Narrative: "nội dung được bảo mật", plan.Identity: "danh tính được bảo mật",
	plan.Case: "mã hồ sơ",
}

func (w wording) forms() (out []form) {
	for _, f := range w.plan.Forms {
		v := form{Title: f.Title, Number: f.Number}
		for _, x := range f.Fields {
			cite := w.fieldCite(x)
			v.Fields = append(v.Fields, field{x.Title, types[x.Type], cite, w.notes(x), w.marks.Article(cite, legaltime.Date{}) != ""})
			if len(x.Propose) > 0 {
				v.Proposed = append(v.Proposed, w.proposed(x))
			}
		}
		out = append(out, v)
	}
	return out
}

// proposed is the table by which a choice is proposed, as a circular would
// print it.
func (w wording) proposed(x plan.Field) proposed {
	v := proposed{Field: x.Title}
	for _, l := range x.Propose {
		v.Lines = append(v.Lines, proposal{w.condition(l.When), plan.TitleOf(x.Options, l.Is), l.Why, l.Cite, w.marks.Proposal(&l) != ""})
	}
	return v
}

// fieldCite is the article of the field, or of the fact that it sets.
func (w wording) fieldCite(x plan.Field) string {
	if f := w.plan.Fact(x.Name); x.Cite == "" && f != nil {
		return f.Cite
	}
	return x.Cite
}

var bounds = map[plan.DayBound]string{plan.Received: "ngày nhận đơn", plan.Today: "ngày làm việc này"}

func (w wording) notes(x plan.Field) string {
	out := ""
	say := func(holds bool, text string) {
		if holds {
			out += text + ". "
		}
	}
	say(x.Required, "Bắt buộc")
	say(x.Must, "Phải là có")
	say(x.Bounded != "", "Không sau ngày hết hạn của «"+w.clockTitle(x.Bounded)+"»")
	say(x.NotBefore != "", "Không trước "+bounds[x.NotBefore])
	say(x.NotAfter != "", "Không sau "+bounds[x.NotAfter])
	say(x.Help != "", x.Help)
	options := x.Options
	if f := w.plan.Fact(x.Name); f != nil && len(options) == 0 {
		options = f.Options
	}
	for _, o := range options {
		text := "• " + o.Title
		if o.Cite != "" {
			text += " (" + o.Cite + ")"
		}
		say(true, text)
	}
	return out
}
