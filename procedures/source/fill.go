package source

import (
	"github.com/donthu/donthu/procedures/diag"
	"gopkg.in/yaml.v3"
)

func (r *reader) file(root *yaml.Node) *File {
	at := r.span(root)
	o := r.object(root, "file", at)
	f := &File{At: at, Procedure: o.name("procedure"), Title: o.text("title"), Kind: o.text("kind"), Branch: o.text("branch"), Cite: o.text("cite"),
		Intake: o.name("intake"), Opening: o.name("opening")}
	if v := o.date("version"); v.IsSet() {
		f.Version = Text{v.V.String(), v.At, v.body}
	}
	o.one("effective", func(p object) { f.From, f.To = p.date("from"), p.date("to") })
	o.list("applies", func(p object) {
		f.Applies = append(f.Applies, Applies{At: p.at, To: p.text("to"), Since: p.date("since"), Acts: p.names("acts"), Cite: p.text("cite")})
	})
	o.list("follows", func(p object) { f.Follows = append(f.Follows, p.follow()) })
	o.each("citations", func(name Text, p object) {
		f.Citations = append(f.Citations, Citation{Name: name, Title: p.text("title"), From: p.date("from"), To: p.date("to")})
	})
	o.each("roles", func(name Text, p object) {
		f.Roles = append(f.Roles, Role{Name: name, Title: p.text("title"), At: p.text("at"), HeldBy: p.names("held-by")})
	})
	f.Facts, f.Policies, f.Forms = o.facts(), o.policies(), o.forms()
	o.each("clocks", func(name Text, p object) { f.Clocks = append(f.Clocks, p.clock(name)) })
	o.each("acts", func(name Text, p object) { f.Acts = append(f.Acts, p.act(name)) })
	o.each("stages", func(name Text, p object) { f.Stages = append(f.Stages, p.stage(name)) })
	return f
}

func (o object) follow() Follow {
	f := Follow{At: o.at, Procedure: o.name("procedure"), By: o.name("by"), Post: o.text("at"), When: o.text("when"), Refuse: o.text("refuse"),
		CarriesWhen: o.text("carries-when"), Cite: o.text("cite"),
		After: o.names("after"), Expired: o.names("expired"), Unless: o.names("unless")}
	o.entries("carries", func(k, v *yaml.Node) {
		c := Carry{Field: o.r.name(k)}
		for _, n := range parts(v) {
			if from := o.r.name(n); from.IsSet() {
				c.From = append(c.From, from)
			}
		}
		if c.Field.IsSet() {
			f.Carries = append(f.Carries, c)
		}
	})
	return f
}

func (o object) facts() (all []Fact) {
	o.each("facts", func(name Text, p object) {
		all = append(all, Fact{Name: name, Title: p.text("title"), Type: p.text("type"), Cite: p.text("cite"), Options: p.options()})
	})
	return all
}

func (o object) policies() (all []Policy) {
	o.each("policies", func(name Text, p object) {
		all = append(all, Policy{Name: name, Title: p.text("title"), Doubt: p.text("doubt"), Default: p.name("default"), Options: p.options()})
	})
	return all
}

func (o object) options() (all []Option) {
	o.each("options", func(name Text, p object) {
		all = append(all, Option{Name: name, Title: p.text("title"), Cite: p.text("cite"), Reading: p.text("reading"),
			Since: p.date("since"), Until: p.date("until")})
	})
	return all
}

func (o object) forms() (all []Form) {
	o.each("forms", func(name Text, p object) {
		all = append(all, Form{Name: name, Title: p.text("title"), Number: p.text("number"), Fields: p.fields()})
	})
	return all
}

func (o object) fields() (all []Field) {
	o.each("fields", func(name Text, p object) {
		all = append(all, Field{Name: name, Title: p.text("title"), Type: p.text("type"), Help: p.text("help"), Cite: p.text("cite"),
			Required: p.yes("required"), Must: p.yes("must"), Bounded: p.name("bounded"),
			NotBefore: p.text("not-before"), NotAfter: p.text("not-after"), Options: p.options(), Of: p.names("of"), Propose: p.proposals()})
	})
	return all
}

func (o object) proposals() (all []Proposal) {
	o.list("propose", func(p object) {
		all = append(all, Proposal{At: p.at, When: p.text("when"), Is: p.name("is"), Why: p.text("why"), Cite: p.text("cite"), Confidence: p.text("confidence")})
	})
	return all
}

func (o object) clock(name Text) Clock {
	c := Clock{Name: name, Title: o.text("title"), Cite: o.text("cite"), Confidence: o.text("confidence"), Since: o.date("since"), Starts: o.starts(),
		Met: o.names("met"), Stops: o.names("stops"), Terms: o.terms(), NoRoll: o.text("roll").IsSet(), Lapse: o.lapse(),
		Remind: o.rungs("remind"), Overdue: o.rungs("overdue")}
	o.list("pauses", func(p object) {
		c.Pauses = append(c.Pauses, Pause{At: p.at, From: p.name("from"), Until: p.name("until"), Cite: p.text("cite"), Fresh: p.term("fresh")})
	})
	o.list("extends", func(p object) {
		c.Extends = append(c.Extends, Extends{At: p.at, Act: p.name("act"), Cite: p.text("cite"), By: p.term("by"), Times: p.times()})
	})
	return c
}

func (o object) starts() (all []Start) {
	for _, n := range parts(o.values["starts"]) {
		s := Start{}
		if n.Kind == yaml.MappingNode {
			p := o.r.object(n, "start", o.r.span(n))
			s.Act, s.From = p.name("act"), p.name("from")
		} else {
			s.Act = o.r.name(n)
		}
		if s.Act.IsSet() {
			all = append(all, s)
		}
	}
	return all
}

func (o object) terms() (all []TermLine) {
	for _, n := range parts(o.values["term"]) {
		t := TermLine{At: o.r.span(n)}
		if n.Kind == yaml.ScalarNode {
			t.Is = o.asTerm(o.r.scalar(n))
		} else {
			p := o.r.object(n, "term", t.At)
			t.When, t.Is, t.Cite, t.Warn, t.WarnCite = p.text("when"), p.term("is"), p.text("cite"), p.term("warn"), p.text("warn-cite")
		}
		all = append(all, t)
	}
	return all
}

func (o object) times() (all []Limit) {
	for _, n := range parts(o.values["times"]) {
		l := Limit{At: o.r.span(n)}
		if n.Kind == yaml.ScalarNode {
			l.Is = o.number(o.r.scalar(n))
		} else {
			p := o.r.object(n, "limit", l.At)
			l.When, l.Is, l.Cite = p.text("when"), p.number(p.text("is")), p.text("cite")
		}
		all = append(all, l)
	}
	return all
}

func (o object) lapse() *Lapse {
	n := o.values["lapse"]
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		if n.Value != "met" {
			o.r.add("source_value", o.r.span(n), diag.Suggest(n.Value, []string{"met"}), "`met`, or `in` and `to`, is needed", "cần `met`, hoặc `in` và `to`")
		}
		return &Lapse{At: o.r.span(n)}
	}
	p := o.r.object(n, "lapse", o.r.span(n))
	return &Lapse{At: p.at, In: p.name("in"), To: p.name("to")}
}

func (o object) rungs(key string) (all []Rung) {
	o.list(key, func(p object) {
		r := Rung{At: p.at, Before: p.term("before"), After: p.term("after"), To: p.names("to"), Does: p.text("does"), Urgent: p.yes("urgent"), Acknowledge: p.term("acknowledge")}
		if at := p.text("at"); at.V == "due" {
			r.Due = at
		} else {
			r.Share = p.share(at)
		}
		set := 0
		for _, k := range []string{"before", "at", "after"} {
			if p.values[k] != nil {
				set++
			}
		}
		if set != 1 {
			o.r.add("source_missing", p.at, "", "one of `before`, `at` and `after` is needed", "cần đúng một trong `before`, `at`, `after`")
		}
		all = append(all, r)
	})
	return all
}

func (o object) act(name Text) Act {
	a := Act{Name: name, Title: o.text("title"), Form: o.name("form"), Cite: o.text("cite"), Confidence: o.text("confidence"), When: o.text("when"), Refuse: o.text("refuse"),
		Needed: o.text("needed"), Within: o.name("within"), After: o.name("after"), Handoff: o.text("handoff"), Roles: o.names("role"), Requires: o.names("requires"),
		Documents: o.texts("documents"), Since: o.date("since"), Until: o.date("until"), Repeats: o.yes("repeats")}
	o.one("gap", func(p object) {
		a.Gap = &Gap{At: p.at, When: p.text("when"), After: p.name("after"), AtLeast: p.term("at-least"), Cite: p.text("cite")}
	})
	return a
}

func (o object) stage(name Text) Stage {
	s := Stage{Name: name, Title: o.text("title"), Outcome: o.name("outcome"), Tasks: o.names("tasks")}
	o.entries("acts", func(k, v *yaml.Node) {
		if act := o.r.name(k); act.IsSet() {
			s.Moves = append(s.Moves, Move{Act: act, Then: o.branches(v)})
		}
	})
	return s
}

func (o object) branches(n *yaml.Node) (all []Branch) {
	for _, part := range parts(n) {
		b := Branch{At: o.r.span(part)}
		if part.Kind == yaml.ScalarNode {
			b.To = o.r.name(part)
		} else {
			p := o.r.object(part, "branch", b.At)
			b.When, b.To, b.Requires = p.text("when"), p.name("to"), p.names("requires")
		}
		all = append(all, b)
	}
	return all
}
