package check

import (
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

var actRequires = Rule{"act_requires", diag.Error, func(p *pass) {
	if !p.ahead.complete {
		return
	}
	w := p.ahead.base
	reached := map[string]bool{}
	for _, v := range w.visits {
		reached[w.spots[v.spot].stage] = true
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		for _, o := range offers(s) {
			a := p.acts.get(o.V)
			if asks := asksHere(s, a); len(asks) > 0 && reached[s.Name.V] && !w.possible[s.Name.V+" "+o.V] && p.ahead.circles[o.V] == nil {
				p.refused(s, o, words{"%q can never be done here: it requires %q, which no stage on the way offers", "%q không bao giờ làm được ở đây: cần %q, mà không giai đoạn nào trước đó có"}, p.act(o.V), p.act(missing(w, s, asks)))
			}
		}
	}
}}

// asksHere are the acts that an act requires in a stage.
func asksHere(s *source.Stage, a *source.Act) []source.Text {
	if a == nil {
		return nil
	}
	for _, m := range s.Moves {
		if m.Act.V == a.Name.V && m.Then[0].Requires != nil {
			return m.Then[0].Requires
		}
	}
	return a.Requires
}

// missing is the first required act that was done in no story that leads to a
// stage.
func missing(w *walk, s *source.Stage, asks []source.Text) string {
	for _, r := range asks {
		n, found := w.number[r.V], false
		for _, v := range w.visits {
			found = found || w.spots[v.spot].stage == s.Name.V && v.done.has(n)
		}
		if !found {
			return r.V
		}
	}
	return asks[0].V
}
