package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
)

// line is a line of a table of which the first that holds counts: the terms of
// a clock, the limits of an extension, the proposals of a field, the branches
// of a move.
type line struct {
	when source.Text
	at   diag.Span
	expr *guard.Expr // nil: always
}

type lines []line

// gather gathers the lines of one table; none where one of their conditions is
// known to be wrong already.
func gather[T any](p *pass, all []T, of func(T) (source.Text, diag.Span)) (t lines) {
	for _, l := range all {
		when, at := of(l)
		if p.wrong(when) {
			return nil
		}
		t = append(t, line{when, at, p.parsed(when)})
	}
	return t
}

// wrong says that a rule about conditions has told of one.
func (p *pass) wrong(when source.Text) bool {
	return when.IsSet() && slices.ContainsFunc(p.found, func(b diag.Problem) bool {
		about := strings.HasPrefix(b.Code, "guard_") || b.Code == secretGuard.Code
		return about && b.Span.Start.Line == when.At.Start.Line && b.Span.Start.Column >= when.At.Start.Column && b.Span.Start.Column <= when.At.End.Column
	})
}

func branchLine(b source.Branch) (source.Text, diag.Span)     { return b.When, b.At }
func termLine(t source.TermLine) (source.Text, diag.Span)     { return t.When, t.At }
func limitLine(l source.Limit) (source.Text, diag.Span)       { return l.When, l.At }
func proposalLine(l source.Proposal) (source.Text, diag.Span) { return l.When, l.At }

// holding is the first line that holds, -1 for none.
func (t lines) holding(w world) int {
	return slices.IndexFunc(t, func(l line) bool { return holds(l.expr, w) })
}

// closed says that some line has no condition.
func (t lines) closed() bool {
	return slices.ContainsFunc(t, func(l line) bool { return l.expr == nil })
}

// last is where the list ends: the place to look for a line that is missing.
func (t lines) last() diag.Span {
	if l := t[len(t)-1]; l.when.IsSet() {
		return l.when.At
	}
	return t[len(t)-1].at
}

// occasion is when a table is read: an act can be done, or always.
type occasion struct {
	x     *index
	may   []*guard.Expr   // what must hold then
	known map[string]bool // choices that were made by then
	up    map[string]bool // flags that the act's form demands
}

// doing is the occasion on which an act is done. Its form and those of the acts
// that it requires, with that of the reception, were filled in.
func (x *index) doing(act string) occasion {
	o := occasion{x: x, known: map[string]bool{}, up: map[string]bool{}}
	if e := x.allowed(act); e != nil {
		o.may = append(o.may, e)
	}
	o.recorded(reception, map[string]bool{})
	o.recorded(act, map[string]bool{})
	if f := x.formOf(act); f != nil {
		for _, y := range f.Fields {
			o.up[y.Name.V] = y.Must
		}
	}
	return o
}

// recorded notes the answers that an act cannot be done without.
func (o occasion) recorded(act string, seen map[string]bool) {
	if seen[act] {
		return
	}
	seen[act] = true
	if f := o.x.formOf(act); f != nil {
		for _, y := range f.Fields {
			o.known[y.Name.V] = o.known[y.Name.V] || y.Required
		}
	}
	a := o.x.acts.get(act)
	if a == nil {
		return
	}
	for _, r := range a.Requires {
		if b := o.x.acts.get(r.V); b != nil && !b.Needed.IsSet() {
			o.recorded(r.V, seen)
		}
	}
}

// admits says that the occasion can arise in a world.
func (o occasion) admits(w world) bool {
	for i, n := range w.names {
		fact := o.x.facts.get(n)
		unanswered := w.values[i] == nil && o.known[n] && fact != nil && fact.Type.V == "choice"
		if unanswered || o.up[n] && w.values[i] == false {
			return false
		}
	}
	return !slices.ContainsFunc(o.may, func(e *guard.Expr) bool { return !e.Eval(w.value) })
}

// try visits the worlds in which a table may be read. It says false where they
// are too many, or where conditions hold names against each other, so that no
// list of values is enough.
func (o occasion) try(t lines, visit func(world) (more bool)) bool {
	all := slices.Clone(o.may)
	for _, l := range t {
		if l.expr != nil {
			all = append(all, l.expr)
		}
	}
	if slices.ContainsFunc(all, (*guard.Expr).Relates) {
		return false
	}
	return o.x.worlds(all, func(w world) bool { return !o.admits(w) || visit(w) })
}
