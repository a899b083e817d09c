package statute

import "github.com/donthu/donthu/procedures/legaltime"

// Allows says that a length keeps within the bound, whatever the calendar.
func (b *Bound) Allows(is legaltime.Term) bool {
	most, least := b.Most, b.Least
	if !b.Exactly.IsZero() {
		most, least = b.Exactly, b.Exactly
	}
	if is.Backward || is.Minimum || least.Backward || least.Minimum {
		return is.Backward == least.Backward && is.Minimum == least.Minimum && !longer(plain(least), plain(is))
	}
	return (most.IsZero() || !longer(is, most)) && (least.IsZero() || !longer(least, is))
}

func plain(t legaltime.Term) legaltime.Term { return legaltime.Term{N: t.N, Unit: t.Unit} }

// longer says that a can end later than b, begun on the same day.
func longer(a, b legaltime.Term) bool {
	if a.Unit == b.Unit {
		return a.N > b.N
	}
	if b.Unit == legaltime.WorkingDays { // n days, rolled to a working day, never end after n working days
		return most(a) > b.N
	}
	return most(a) > fewest(b)
}

// most is the largest number of days that a term can last. A day begun counts.
func most(t legaltime.Term) int {
	switch t.Unit {
	case legaltime.Hours:
		return (t.N + 23) / 24
	case legaltime.WorkingDays:
		weekdays := t.N + 10 + t.N/10 // no stretch of a year has more weekdays off: Tết, and what lies near it
		return weekdays + 2*((weekdays+4)/5)
	case legaltime.Weeks:
		return 7 * t.N
	case legaltime.Months:
		return 31 * t.N
	case legaltime.Years:
		return 366 * t.N
	}
	return t.N
}

// fewest is the smallest number of days that a term can last.
func fewest(t legaltime.Term) int {
	switch t.Unit {
	case legaltime.Hours:
		return t.N / 24
	case legaltime.Weeks:
		return 7 * t.N
	case legaltime.Months:
		return 30*t.N - 2 // February, with 28 days, is the shortest
	case legaltime.Years:
		return 365 * t.N
	}
	return t.N
}

// String tells the bound in English.
func (b *Bound) String() string {
	return b.tell("at most ", "at least ", "exactly ", legaltime.Term.String)
}

// Vietnamese tells the bound as the law does.
func (b *Bound) Vietnamese() string {
	return b.tell("không quá ", "ít nhất ", "đúng ", legaltime.Term.Vietnamese)
}

func (b *Bound) tell(most, least, exactly string, text func(legaltime.Term) string) string {
	switch {
	case !b.Exactly.IsZero():
		return exactly + text(b.Exactly)
	case b.Least.Minimum:
		return text(b.Least)
	case b.Most.IsZero():
		return least + text(b.Least)
	case b.Least.IsZero():
		return most + text(b.Most)
	}
	return least + text(b.Least) + ", " + most + text(b.Most)
}
