package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// endings reports what ends a term that the law lets run on: an act that does
// not perform it, one after which it is still owed, the mere passing of a
// duty, and a first day later than the law's.
func (d *duty) endings() {
	for _, act := range d.Met {
		d.ends(act, (*statute.Term).MetBy, words{"%s does not let %s perform the term; it is met by %s", "theo %s, việc %s không phải là thực hiện thời hạn; thời hạn được thực hiện bằng %s"}, func(t *statute.Term) []string { return t.Met })
	}
	for _, act := range d.Stops {
		if !d.p.closes(act.V) {
			d.ends(act, (*statute.Term).StoppedBy, words{"%s lets the term run on after %s; it ends with %s", "theo %s, thời hạn vẫn chạy sau việc %s; chỉ thôi bằng %s"}, func(t *statute.Term) []string { return slices.Concat(t.Met, t.Stops) })
		}
	}
	if d.Lapse != nil && slices.ContainsFunc(d.every, (*statute.Term).Duty) {
		d.p.say(d.Lapse.At, words{"%s sets a duty: it is not met by letting the term pass", "%s đặt ra việc phải làm: để hết thời hạn không phải là đã làm"}, d.every[0].Cites[0]+" "+d.every[0].ID)
	}
	d.longer()
	d.late()
}

// longer reports an act by which the law lets no term of the clock be lengthened.
func (d *duty) longer() {
	var all []string
	for _, t := range d.every {
		all = append(all, t.Longer...)
	}
	for _, e := range d.Extends {
		if len(all) > 0 && !slices.Contains(all, e.Act.V) {
			d.p.say(e.Act.At, words{"%s lets the term be lengthened by %s, not by %s", "theo %s, thời hạn này chỉ được gia hạn bằng %s, không bằng %s"}, d.every[0].Cites[0]+" "+d.every[0].ID, d.p.actsOf(all), d.p.act(e.Act.V))
		}
	}
}

// ends reports an act that no term of some line lets end the clock.
func (d *duty) ends(act source.Text, lets func(*statute.Term, string, string) bool, w words, by func(*statute.Term) []string) {
	for _, terms := range d.terms {
		allowed := func(t *statute.Term) bool { return !d.speaks(t) || lets(t, d.Name.V, act.V) }
		if len(terms) > 0 && !slices.ContainsFunc(terms, allowed) {
			d.p.say(act.At, w, terms[0].Cites[0]+" "+terms[0].ID, d.p.act(act.V), d.p.actsOf(d.endsOf(by(terms[0]))))
			return
		}
	}
}

// speaks says that the table speaks of the file's acts: of its procedure, or of
// acts of the same names. A procedure that nobody foresaw may call its own
// otherwise.
func (d *duty) speaks(t *statute.Term) bool {
	return slices.Contains(t.In, d.p.Procedure.V) || len(d.endsOf(slices.Concat(t.Met, t.Stops))) > 0
}

// endsOf lists those of some ends of a term that hold of the clock, and that the
// file has.
func (d *duty) endsOf(all []string) (mine []string) {
	for _, end := range all {
		act, one := strings.CutPrefix(end, d.Name.V+".")
		if (one || !strings.Contains(end, ".")) && d.p.acts.has(act) && !slices.Contains(mine, act) {
			mine = append(mine, act)
		}
	}
	return mine
}

// closes says that an act ends the case wherever it is done, and every clock
// with it.
func (p *pass) closes(act string) bool {
	ends := false
	for _, s := range p.Stages {
		for _, m := range s.Moves {
			if m.Act.V != act {
				continue
			}
			for _, b := range m.Then {
				if to := p.stages.get(b.To.V); to == nil || !to.Outcome.IsSet() {
					return false
				}
				ends = true
			}
		}
		if contains(s.Tasks, act) && !slices.ContainsFunc(s.Moves, func(m source.Move) bool { return m.Act.V == act }) {
			return false
		}
	}
	return ends
}

// late reports a clock that runs only from a day on which its term has long been
// law: until then nobody would be held to it.
func (d *duty) late() {
	if !d.Since.IsSet() {
		return
	}
	first := d.every[0].From
	for _, t := range d.every {
		first = earlier(first, t.From)
	}
	if first = later(first, d.p.From.V); d.Since.V.After(first) {
		d.p.say(d.Since.At, words{"%s is law from %s: the clock must not begin to count later", "%s là luật từ %s: thời hạn không được áp dụng muộn hơn"}, d.every[0].Cites[0]+" "+d.every[0].ID, first)
	}
}

// standstills reports a pause on a ground that the law does not give.
func (d *duty) standstills() {
	for _, y := range d.Pauses {
		ground := d.p.law.PauseAt(y.Cite.V, d.p.Procedure.V, d.p.since(y.Cite))
		switch {
		case ground == nil || !ground.Holds(d.every):
			d.p.say(y.Cite.At, words{"the law gives no pause of this term at %q", "luật không cho tạm dừng thời hạn này ở %q"}, y.Cite.V)
		case len(ground.Starts) > 0 && !slices.Contains(ground.Starts, y.From.V):
			d.p.say(y.From.At, words{"at %q the law lets the term stand still from %s, not from %s", "ở %q luật cho tạm dừng từ %s, không từ %s"}, y.Cite.V, d.p.actsOf(ground.Starts), d.p.act(y.From.V))
		case len(ground.Ends) > 0 && !slices.Contains(ground.Ends, y.Until.V):
			d.p.say(y.Until.At, words{"at %q the law lets the term run on from %s, not from %s", "ở %q luật cho thời hạn chạy lại từ %s, không đợi đến %s"}, y.Cite.V, d.p.actsOf(ground.Ends), d.p.act(y.Until.V))
		case y.Fresh.IsSet() && ground.Fresh.IsZero():
			d.p.say(y.Fresh.At, words{"the law lets the term run on after this pause, and gives no fresh one", "luật cho thời hạn chạy tiếp sau khi tạm dừng ở đây, không cho thời hạn mới"})
		case y.Fresh.IsSet() && !ground.AllowsFresh(y.Fresh.V):
			d.p.add(y.Fresh.At, "", fmt.Sprintf("a fresh term of %s, where the law says at most %s", y.Fresh.V, ground.Fresh),
				fmt.Sprintf("thời hạn mới %s, trong khi luật định không quá %s", y.Fresh.V.Vietnamese(), ground.Fresh.Vietnamese()))
		}
	}
}

// warnings reports an earlier day of warning that is none by the provision it
// rests on, so that what the other reading of the law asks would pass unseen.
func (d *duty) warnings() {
	for _, l := range d.Terms {
		if !l.Warn.IsSet() || !l.WarnCite.IsSet() || d.p.instrument(l.WarnCite.V) == internal {
			continue
		}
		terms := d.p.law.TermsAt(d.p.Procedure.V, d.Name.V, l.WarnCite.V, d.p.since(d.Cite))
		if len(terms) == 0 {
			d.p.say(l.WarnCite.At, words{"the table of terms has none at %q to warn by", "bảng thời hạn luật định không có thời hạn nào ở %q để báo trước theo"}, l.WarnCite.V)
			continue
		}
		d.warning(l, terms)
	}
}

func (d *duty) warning(l source.TermLine, terms []*statute.Term) {
	var all []*guard.Expr
	for _, t := range terms {
		all = append(all, t.Conditions()...)
	}
	d.p.worlds(all, func(w world) bool {
		if slices.ContainsFunc(terms, func(t *statute.Term) bool {
			b := t.Bound(w.value)
			return t.Word != "" || b == nil || b.Allows(l.Warn.V)
		}) {
			return true
		}
		en, vi := bounds(terms, w)
		d.p.add(l.Warn.At, "", fmt.Sprintf("warns by %s, where the law says %s", l.Warn.V, en), fmt.Sprintf("báo trước theo %s, trong khi luật định %s", l.Warn.V.Vietnamese(), vi))
		return false
	})
}
