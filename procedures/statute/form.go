package statute

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Form is a form (biểu mẫu) annexed to an instrument, or one of the body's own.
type Form struct {
	Number string         `yaml:"number"` // "Mẫu 02"; of one without a number, its name
	What   string         `yaml:"what"`
	From   legaltime.Date `yaml:"from"` // first day of use; zero: as the instrument
	To     legaltime.Date `yaml:"to"`   // last day of use; zero: as the instrument
	Mark   Mark           `yaml:"mark"`
}

// Template is a form as a procedure names it: "Mẫu 02 (31/2019/NĐ-CP)".
type Template struct {
	Number     string
	Issuer     string      // the name of the instrument, as a citation begins; empty: the text names none
	Instrument *Instrument // nil: there is none of that name
	Form       *Form       // nil: the instrument has no such form
	From, To   legaltime.Date
	Offset     int // byte offset of the number in the text
}

// String names the form in the one way that is unambiguous.
func (t Template) String() string { return t.Number + " (" + t.Issuer + ")" }

// House says that it is a form of the body itself, which no instrument issued.
func (t Template) House() bool { return t.Issuer == House }

// Succeeds says that a form took the place of another: of an instrument that
// changed or replaced that of the other, on the day after its last, and the same
// by number or by what it is for.
func (t Template) Succeeds(old Template) bool {
	return t.Form != nil && old.Form != nil && !old.To.IsZero() && old.To.AddDays(1) == t.From && old.Instrument.GivesWay(t.Instrument) &&
		(t.Number == old.Number || t.Form.purpose() == old.Form.purpose())
}

// purpose is what a form is for, without what is said about it in brackets.
func (f *Form) purpose() string {
	what, _, _ := strings.Cut(f.What, " (")
	return strings.ToLower(what)
}

// Templates reads a list of forms as it stands on a day: "Mẫu 02, Mẫu 03
// (31/2019/NĐ-CP)". Numbers before one bracket are of that instrument; those
// after the last bracket are of none.
func (b *Book) Templates(text string, on legaltime.Date) (all []Template) {
	at, open := 0, 0 // from open on the instrument was not named yet
	for _, part := range strings.Split(text, ", ") {
		number, issuer, _ := strings.Cut(strings.TrimSuffix(part, ")"), " (")
		all = append(all, Template{Number: number, Offset: at})
		at += len(part) + len(", ")
		for ; issuer != "" && open < len(all); open++ {
			all[open].Issuer = issuer
			b.template(&all[open], on)
		}
	}
	return all
}

// template looks a form up under its instrument.
func (b *Book) template(t *Template, on legaltime.Date) {
	f := b.Find(t.Issuer, on)
	if f.Instrument == nil || f.Path != "" {
		return
	}
	t.Instrument = f.Instrument
	i := slices.IndexFunc(f.Instrument.Forms, func(x Form) bool { return x.Number == t.Number })
	if i < 0 {
		return
	}
	t.Form = &f.Instrument.Forms[i]
	t.From, t.To = f.Instrument.From, f.Instrument.To
	if !t.Form.From.IsZero() {
		t.From = t.Form.From
	}
	if !t.Form.To.IsZero() {
		t.To = t.Form.To
	}
}

// TemplateNames are the names of all forms.
func (b *Book) TemplateNames() (names []string) {
	for _, i := range b.Instruments {
		for _, f := range i.Forms {
			names = append(names, Template{Number: f.Number, Issuer: i.Cited[0]}.String())
		}
	}
	return names
}

// indexForms says what does not fit together in the list of forms.
func (i *Instrument) indexForms() error {
	seen := map[string]bool{}
	for _, f := range i.Forms {
		switch {
		case f.Number == "" || f.What == "" || f.Mark == "" || strings.ContainsAny(f.Number, "(),"):
			return fmt.Errorf("law: %s: form %q needs number, what and mark; no brackets and commas in the number", i.Number, f.Number)
		case seen[f.Number]:
			return fmt.Errorf("law: %s: form %q stands there twice", i.Number, f.Number)
		case !f.From.IsZero() && f.From.Before(i.From), !f.To.IsZero() && !i.To.IsZero() && f.To.After(i.To), !f.To.IsZero() && f.To.Before(i.From):
			return fmt.Errorf("law: %s: form %q is used on days on which the instrument is not in force", i.Number, f.Number)
		}
		seen[f.Number] = true
	}
	return nil
}
