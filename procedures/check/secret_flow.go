package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// secretFlow follows what is secret from case to case. A denouncer's identity,
// and the petition in which they may be recognised, stay where the law hides the
// sender; into another kind of case they go only where the earlier one was found
// to be none, which `when` or `carries-when` says. What the Party's files hold goes to no other
// branch.
var secretFlow = Rule{"secret_flow", diag.Error, func(p *pass) {
	intake := p.forms.get(p.Intake.V)
	if intake == nil {
		return
	}
	fields := tabulate(intake.Fields, func(f *source.Field) source.Text { return f.Name })
	for i := range p.Follows {
		f := &p.Follows[i]
		for _, v := range p.versions(f.Procedure.V) {
			for _, c := range f.Carries {
				if to := fields.get(c.Field.V); to != nil && secret(to) {
					p.leaks(f, v, c.From)
				}
			}
		}
	}
}}

// leaks reports secrets that leave an earlier case for one that hides less.
func (p *pass) leaks(f *source.Follow, earlier *plan.Plan, from []source.Text) {
	for _, name := range from {
		switch field := secretType(earlier, name.V); {
		case field == "":
		case earlier.Branch == "dang" && p.Branch.V != "dang":
			p.say(name.At, words{"%q of %s, of type %s, would leave the files of the Party for another branch", "%q của %s, kiểu %s, sẽ ra khỏi hồ sơ của Đảng sang hệ thống khác"}, name.V, earlier.Procedure, field)
		case earlier.Kind.Secret() && !plan.Kind(p.Kind.V).Secret() && !p.sifts(f):
			p.say(name.At, words{"%q of %s, of type %s, would leave a case that hides its sender for one that does not: take it over only where `carries-when` says that the petition was found to be no denunciation", "%q của %s, kiểu %s, sẽ rời vụ việc giữ kín người gửi sang vụ việc không giữ kín: chỉ lấy sang khi `carries-when` cho biết đơn đã được xác định không phải tố cáo"}, name.V, earlier.Procedure, field)
		}
	}
}

// sifts says that what is taken over, or that anything follows at all, hangs on
// what the earlier case knows of itself.
func (p *pass) sifts(f *source.Follow) bool {
	return slices.ContainsFunc([]source.Text{f.When, f.CarriesWhen}, func(condition source.Text) bool {
		when := p.parsed(condition)
		return when != nil && len(when.Names()) > 0
	})
}

// secretType is the type of a secret field of a plan; "" where no form keeps the
// name secret.
func secretType(p *plan.Plan, name string) string {
	for i := range p.Forms {
		if f := p.Forms[i].Field(name); f != nil && (f.Type == plan.Identity || f.Type == plan.Narrative) {
			return string(f.Type)
		}
	}
	return ""
}
