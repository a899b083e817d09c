package legaltime

import (
	"slices"
	"strconv"
)

// runs gathers days of the same treatment that follow each other, forward or
// backward, and tells each run as one reason.
type runs struct {
	c           *count
	rule        string
	first, last Date // as met; last is the earlier one when counting backward
	days        int
	names       []string // of the days off, or of the days worked in their place
}

func (r *runs) add(rule string, d Date) {
	if r.c.silent {
		return
	}
	if rule != r.rule {
		r.flush()
		r.rule, r.first, r.days, r.names = rule, d, 0, r.names[:0]
	}
	r.last = d
	r.days++
	if rule == RuleSkip || rule == RuleCount && r.c.walk.kind(d) == workedDay {
		if name := r.c.walk.name(d); !slices.Contains(r.names, name) {
			r.names = append(r.names, name)
		}
	}
}

// flush tells the run that ends here.
func (r *runs) flush() {
	if r.days == 0 {
		return
	}
	from, to := r.first, r.last
	if to.Before(from) {
		from, to = to, from
	}
	switch r.rule {
	case RulePause:
		r.c.explainPause(from, to)
	case RuleCount:
		how := "Đếm "
		if r.c.r.Term.Backward {
			how = "Đếm lùi "
		}
		r.c.say(RuleCount, citeUnits, from, to, r.days, r.sentence(how, " ngày làm việc: ", from, to))
	case RuleSkip:
		r.c.say(RuleSkip, "", from, to, r.days, r.sentence("Không tính ", " ngày nghỉ: ", from, to))
	}
	r.days = 0
}

// sentence tells the run in one allocation: a long term has dozens of runs.
func (r *runs) sentence(how, what string, from, to Date) string {
	b := make([]byte, 0, 160)
	b = append(append(b, how...), two(r.days)...)
	b = appendSpan(append(b, what...), from, to)
	for i, name := range r.names {
		if i == 0 {
			b = append(b, " ("...)
		} else {
			b = append(b, "; "...)
		}
		b = append(b, name...)
	}
	if len(r.names) > 0 {
		b = append(b, ')')
	}
	return string(append(b, '.'))
}

// two writes a number with at least two figures, as letters do.
func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
