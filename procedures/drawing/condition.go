package drawing

import (
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Condition is a guard in Vietnamese, with the titles of the facts and
// policies that it reads; empty where nothing restricts.
func Condition(p *plan.Plan, g plan.Guard) string {
	if g == "" {
		return ""
	}
	e, err := guard.Parse(string(g))
	if err != nil { // a compiled plan has none such
		return string(g)
	}
	return e.Say(guard.Words{
		Name: func(name string) string { title, _ := titled(p, name); return title },
		Option: func(name, value string) string {
			_, options := titled(p, name)
			return spelled(options, value)
		},
	})
}

// titled is a fact or policy that guards read.
func titled(p *plan.Plan, name string) (string, []plan.Option) {
	if f := p.Fact(name); f != nil {
		return f.Title, f.Options
	}
	for _, v := range p.Policies {
		if v.Name == name {
			return v.Title, v.Options
		}
	}
	return name, nil
}

// spelled is a value of a condition in words: an option's title, a date as people
// write it.
func spelled(options []plan.Option, value string) string {
	if day, err := legaltime.ParseDate(value); err == nil {
		return day.Vietnamese()
	}
	return plan.TitleOf(options, value)
}
