package legaltime

import "time"

// kindIndex is a Kind in one byte, for the tables.
type kindIndex uint8

const (
	ordinaryDay kindIndex = iota
	weekendDay
	offDay
	compensatoryDay
	swappedDay
	workedDay
)

var kindNames = [...]Kind{Ordinary, Weekend, Off, Compensatory, Swapped, Worked}

func (k kindIndex) kind() Kind { return kindNames[k] }

// indexOf returns the index of a kind that a calendar may write.
func indexOf(k Kind) (kindIndex, bool) {
	for i, name := range kindNames {
		if name == k && k != Weekend {
			return kindIndex(i), true
		}
	}
	return 0, false
}

// working reports whether such a day counts as a working day; saturdays is
// Policy.WorkingSaturdays.
func (k kindIndex) working(saturdays bool) bool {
	return k == ordinaryDay || k == workedDay && saturdays
}

// yearTable is one year of a calendar.
type yearTable struct {
	first       Date // 1 January
	kinds       []kindIndex
	named       map[Date]Holiday
	provisional bool
}

// build makes the table of a year: weekends, then the statute where there is
// no official schedule, then the entries of the data.
func (c *Calendar) build(year int) yearTable {
	t := yearTable{first: NewDate(year, time.January, 1), named: map[Date]Holiday{}}
	t.kinds = make([]kindIndex, NewDate(year+1, time.January, 1).Sub(t.first))
	for i := range t.kinds {
		t.kinds[i] = ordinaryWeekday(t.first.AddDays(i))
	}
	if _, ok := c.official[year]; !ok {
		t.provisional = true
		for _, h := range Provisional(year) {
			t.set(h)
		}
	}
	for i := range t.kinds {
		if h, ok := c.entries[t.first.AddDays(i)]; ok {
			t.set(h)
		}
	}
	return t
}

func ordinaryWeekday(d Date) kindIndex {
	if weekend(d) {
		return weekendDay
	}
	return ordinaryDay
}

// set enters a day that differs from its weekday, or takes one back.
func (t *yearTable) set(h Holiday) {
	k, _ := indexOf(h.Kind)
	if k == ordinaryDay {
		t.kinds[h.Date.Sub(t.first)] = ordinaryWeekday(h.Date)
		delete(t.named, h.Date)
		return
	}
	t.kinds[h.Date.Sub(t.first)] = k
	t.named[h.Date] = h
}

// walk goes over the days of a calendar, looking up each year once.
type walk struct {
	cal         *Calendar
	saturdays   bool // Policy.WorkingSaturdays
	table       *yearTable
	provisional bool // a day of a provisional year was asked for
}

func (w *walk) kind(d Date) kindIndex {
	if w.table == nil || d.Before(w.table.first) || d.Sub(w.table.first) >= len(w.table.kinds) {
		w.table = w.cal.year(d.Year())
	}
	w.provisional = w.provisional || w.table.provisional
	return w.table.kinds[d.Sub(w.table.first)]
}

func (w *walk) working(d Date) bool { return w.kind(d).working(w.saturdays) }

// name says why a day that was just asked for is off, or is worked though it
// is a Saturday or Sunday.
func (w *walk) name(d Date) string {
	if w.table.kinds[d.Sub(w.table.first)] == weekendDay {
		return weekendName // the usual case, without the map
	}
	if h, ok := w.table.named[d]; ok && (h.Kind != Worked || w.saturdays) {
		return h.Name
	}
	return weekendName
}
