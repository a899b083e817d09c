package legaltime

import (
	"slices"
	"strconv"
	"strings"
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
	if rule != r.rule {
		r.flush()
		r.rule, r.first, r.days, r.names = rule, d, 0, nil
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
		r.c.say(RuleCount, citeUnits, from, to, r.days, how+two(r.days)+" ngày làm việc: "+span(from, to)+r.reasons()+".")
	case RuleSkip:
		r.c.say(RuleSkip, "", from, to, r.days, "Không tính "+two(r.days)+" ngày nghỉ: "+span(from, to)+r.reasons()+".")
	}
	r.days = 0
}

func (r *runs) reasons() string {
	if len(r.names) == 0 {
		return ""
	}
	return " (" + strings.Join(r.names, "; ") + ")"
}

// two writes a number with at least two figures, as letters do.
func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
