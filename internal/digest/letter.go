package digest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/procedures/legaltime"
)

func (p page) title() string {
	of := "Sáng "
	if p.week {
		of = "Tuần từ "
	}
	return of + p.day.Vietnamese() + ": " + p.counts(p.lines)
}

// counts says how many lines stand in each section: "3 quá hạn, 1 sắp đến hạn".
func (p page) counts(lines []line) string {
	var words []string
	for _, s := range standings {
		if n := len(p.in(s, lines)); n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, s.word))
		}
	}
	return strings.Join(words, ", ")
}

// body is a daily digest case by case, a weekly one body by body.
func (p page) body() string {
	if p.week {
		return p.byUnit()
	}
	var b strings.Builder
	for _, s := range standings {
		lines := p.in(s, p.lines)
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s (%d)\n", s.title, len(lines))
		units, of := byUnit(lines)
		for _, unit := range units {
			fmt.Fprintf(&b, "  %s\n", unit)
			for _, l := range of[unit] {
				fmt.Fprintf(&b, "    %s: %s, hạn %s%s%s\n", l.Code, l.clock, l.Due.Vietnamese(), l.provisional(), l.distance(p.day))
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// provisional marks a date that may still move, once the year's schedule is
// announced.
func (l line) provisional() string {
	if !l.rests {
		return ""
	}
	return " (tạm tính)"
}

// distance says how far off the due date is, in working days where there are any
// between.
func (l line) distance(day legaltime.Date) string {
	word, days, left := ", còn ", l.Due.Sub(day), l.left
	if days == 0 {
		return ""
	}
	if days < 0 {
		word, days, left = ", quá ", -days, -left
	}
	if left == 0 {
		return word + legaltime.Term{N: days, Unit: legaltime.Days}.Vietnamese()
	}
	return word + legaltime.Term{N: left, Unit: legaltime.WorkingDays}.Vietnamese()
}

// byUnit is a line for each body, the latest first.
func (p page) byUnit() string {
	units, of := byUnit(p.lines)
	late := func(unit string) int { return len(p.in(standings[0], of[unit])) }
	slices.SortStableFunc(units, func(a, b string) int { return cmp.Compare(late(b), late(a)) })
	var b strings.Builder
	for _, unit := range units {
		fmt.Fprintf(&b, "%s: %s\n", unit, p.counts(of[unit]))
	}
	return strings.TrimRight(b.String(), "\n")
}

// byUnit puts lines apart by the bodies that answer, in the order in which they
// come.
func byUnit(lines []line) (units []string, of map[string][]line) {
	of = map[string][]line{}
	for _, l := range lines {
		if of[l.unit] == nil {
			units = append(units, l.unit)
		}
		of[l.unit] = append(of[l.unit], l)
	}
	return units, of
}

func (p page) text(link string) string {
	return p.title() + ".\n\n" + p.body() + "\n\nMở danh sách: " + link +
		"\n\nThư tự động, không chứa thông tin cá nhân của người gửi đơn. Vui lòng không trả lời thư này.\n"
}

// opens is when the mail may go out.
func (d Desk) opens(ctx context.Context, p page, now time.Time) time.Time {
	cal, err := d.Laws.Days(ctx)
	if err != nil || d.AnyHour {
		return now
	}
	hours, err := d.Store.Hours(ctx, p.unit)
	if err != nil {
		return now
	}
	return notify.Opens(hours, cal, now)
}
