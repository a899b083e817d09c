package check

import (
	"slices"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// followsKept is followsKnown from the other side: what other procedures say of
// the one in the file still holds. It finds the links that a new version would
// break, before anybody publishes it.
var followsKept = Rule{"follows_kept", diag.Error, func(p *pass) {
	for _, later := range p.others {
		apart := !later.To.IsZero() && later.To.Before(p.From.V) || p.To.IsSet() && p.To.V.Before(later.From)
		if apart || p.unclear(later.Procedure) || p.replaced(later) || later.Procedure == p.Procedure.V && later.Version == p.Version.V {
			continue
		}
		for i := range later.Follows {
			if f := &later.Follows[i]; f.Procedure == p.Procedure.V {
				follower{p, later}.needs(f)
			}
		}
	}
}}

// replaced tells whether a newer version has taken the place of another by the
// day on which the file's begins: what is received then follows the newer one.
func (p *pass) replaced(old *plan.Plan) bool {
	return slices.ContainsFunc(p.others, func(v *plan.Plan) bool {
		return v.Procedure == old.Procedure && v.From.After(old.From) && !v.From.After(p.From.V)
	})
}

// follower is a version of a procedure that speaks of the one in the file.
type follower struct {
	*pass
	plan *plan.Plan
}

func (w follower) misses(said words, name string) {
	w.say(w.Procedure.At, said, w.plan.Procedure+"@"+w.plan.Version, name)
}

func (w follower) needs(f *plan.Follow) {
	for _, act := range slices.Concat(f.After, f.Unless) {
		if !w.acts.has(act) {
			w.misses(words{"%s follows this procedure by the act %q, which is not here", "%s nối tiếp thủ tục này theo việc %q, mà ở đây không có"}, act)
		}
	}
	for _, clock := range f.Expired {
		if !w.clocks.has(clock) {
			w.misses(words{"%s follows this procedure by the clock %q, which is not here", "%s nối tiếp thủ tục này theo thời hạn %q, mà ở đây không có"}, clock)
		}
	}
	for _, condition := range []plan.Guard{f.When, f.CarriesWhen} {
		w.reads(condition)
	}
	for _, c := range f.Carries {
		w.takes(c)
	}
}

// reads: the facts of a condition are here, with the options it asks for.
func (w follower) reads(condition plan.Guard) {
	e, err := guard.Parse(string(condition))
	if condition == "" || err != nil {
		return
	}
	for _, name := range e.Names() {
		if !w.facts.has(name) {
			w.misses(words{"%s follows this procedure by the fact %q, which is not here", "%s nối tiếp thủ tục này theo dữ kiện %q, mà ở đây không có"}, name)
		}
	}
	for _, c := range e.Compared() {
		fact := w.facts.get(c.Name)
		if fact != nil && fact.Type.V == "choice" && !slices.ContainsFunc(fact.Options, func(o source.Option) bool { return o.Name.V == c.Literal }) {
			w.misses(words{"%s follows this procedure by the option %q, which is not here", "%s nối tiếp thủ tục này theo lựa chọn %q, mà ở đây không có"}, c.Literal)
		}
	}
}

// takes: what is carried over is here, and fits.
func (w follower) takes(c plan.Carry) {
	to := w.plan.Form(w.plan.Intake).Field(c.Field)
	for _, from := range c.From {
		known, fits := false, false
		w.fields(func(_ *source.Form, f *source.Field) {
			if f.Name.V == from {
				known, fits = true, fits || to == nil || f.Type.V == string(to.Type) && within(f.Options, to.Options)
			}
		})
		switch clock := w.clocks.has(from); {
		case !known && !clock:
			w.misses(words{"%s takes over the field %q, which is not here", "%s lấy sang ô %q, mà ở đây không có"}, from)
		case known && !fits || !known && to != nil && to.Type != plan.Day && to.Type != plan.Flag:
			w.misses(words{"%s takes over %q, which does not fit any more", "%s lấy sang %q, mà kiểu hoặc lựa chọn ở đây không còn hợp"}, from)
		}
	}
}

func within(from []source.Option, to []plan.Option) bool {
	return !slices.ContainsFunc(from, func(o source.Option) bool {
		return !slices.ContainsFunc(to, func(v plan.Option) bool { return v.Value == o.Name.V })
	})
}
