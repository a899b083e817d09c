package notify

import (
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Opens is the first instant from now on at which an office that keeps these
// hours is open: a working day of the calendar, between two minutes of the day
// at +07:00.
func Opens(h store.Hours, cal *legaltime.Calendar, now time.Time) time.Time {
	for day := legaltime.DateOf(now); ; day = day.AddDays(1) {
		if !cal.Working(day) || !now.Before(at(day, h.Closes)) {
			continue
		}
		if opens := at(day, h.Opens); opens.After(now) {
			return opens
		}
		return now
	}
}

func at(day legaltime.Date, minute int) time.Time {
	return day.At(0, 0).Add(time.Duration(minute) * time.Minute)
}
