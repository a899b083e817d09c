package digest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// morning is what one morning has to say, while it is gathered.
type morning struct {
	desk     Desk
	cal      *legaltime.Calendar
	day      legaltime.Date
	soon     legaltime.Date // last day that counts as soon
	lines    []line
	names    map[string]string          // of units
	heads    map[string][]store.UserRow // by unit and who is excluded
	pages    map[string]*page           // by person
	register access.Register            // reads each thing once
}

// line is one case.
type line struct {
	store.PressedRow
	clock string // title of the term
	unit  string // name of the body
	left  int    // working days until the due date, below zero: since
	rests bool   // the due date lies in a year whose days off are not announced yet
}

// page is the digest of one person.
type page struct {
	to    store.UserRow
	day   legaltime.Date
	unit  string // first of their bodies: its hours are theirs
	week  bool
	lines []line
}

func (m *morning) take(ctx context.Context, row store.PressedRow) error {
	l := line{PressedRow: row, clock: row.Clock}
	law, err := m.desk.Laws.Law(row.Plan, row.Calendar)
	if err != nil {
		return err
	}
	if c := law.Plan().Clock(row.Clock); c != nil {
		l.clock = c.Title
	}
	l.left, l.rests = law.Calendar().WorkingDaysBetween(m.day, row.Due), law.Calendar().Day(row.Due).Provisional
	if l.unit, err = m.name(ctx, row.Unit); err != nil {
		return err
	}
	m.lines = append(m.lines, l)
	people, err := m.headsOf(ctx, row)
	for _, u := range people {
		p := m.pages[u.ID]
		if p == nil {
			p = &page{to: u, day: m.day, unit: row.Unit}
			m.pages[u.ID] = p
		}
		p.lines = append(p.lines, l)
	}
	return err
}

// headsOf remembers: the cases of one body come one after the other.
func (m *morning) headsOf(ctx context.Context, row store.PressedRow) ([]store.UserRow, error) {
	key := strings.Join(append([]string{row.Unit, row.Procedure}, row.Excluded...), "\x00")
	if people, known := m.heads[key]; known {
		return people, nil
	}
	people, err := headsOf(ctx, m.register, access.Call{Unit: row.Unit, Roles: []string{access.Heads}, Day: m.day, Excluded: row.Excluded, Procedure: row.Procedure, Kind: row.Kind})
	if err == nil {
		m.heads[key] = people
	}
	return people, err
}

func (m *morning) name(ctx context.Context, unit string) (string, error) {
	if name, known := m.names[unit]; known {
		return name, nil
	}
	name := unit // one that the register does not know
	row, err := m.desk.Store.Unit(ctx, unit)
	switch {
	case err == nil:
		name = row.Name
	case !errors.Is(err, store.ErrNotFound):
		return "", err
	}
	m.names[unit] = name
	return name, nil
}

// daily are the pages of all who have something to hear, by person.
func (m *morning) daily() (pages []page) {
	for _, id := range slices.Sorted(maps.Keys(m.pages)) {
		pages = append(pages, *m.pages[id])
	}
	return pages
}

// weekly are the pages of who heads the highest bodies: all cases below them,
// save those that they must not know of.
func (m *morning) weekly(ctx context.Context) ([]page, error) {
	tops := map[string]*page{}
	above := map[string]string{}
	for _, l := range m.lines {
		top, known := above[l.Unit]
		if !known {
			chain, err := m.desk.Store.UnitChain(ctx, l.Unit)
			if err != nil {
				continue // a body that the register does not know has nobody above it
			}
			for _, u := range chain {
				if u.InForce(m.day) {
					top = u.ID
				}
			}
			above[l.Unit] = top
		}
		people, err := headsOf(ctx, m.register, access.Call{Unit: top, Roles: []string{access.Heads}, Day: m.day, Excluded: l.Excluded})
		if err != nil {
			return nil, err
		}
		for _, u := range people {
			if tops[u.ID] == nil {
				tops[u.ID] = &page{to: u, day: m.day, unit: top, week: true}
			}
			tops[u.ID].lines = append(tops[u.ID].lines, l)
		}
	}
	var pages []page
	for _, id := range slices.Sorted(maps.Keys(tops)) {
		pages = append(pages, *tops[id])
	}
	return pages, nil
}

// standing is one section of a digest.
type standing struct {
	title string
	word  string // the same within a sentence
	of    func(l line, day legaltime.Date) bool
}

var standings = []standing{
	{"Quá hạn", "quá hạn", func(l line, day legaltime.Date) bool { return l.Due.Before(day) }},
	{"Đến hạn hôm nay", "đến hạn hôm nay", func(l line, day legaltime.Date) bool { return l.Due == day }},
	{"Sắp đến hạn", "sắp đến hạn", func(l line, day legaltime.Date) bool { return l.Due.After(day) }},
}

// in are the lines of one section. They come by body and due date, as the record
// gives them.
func (p page) in(s standing, lines []line) (found []line) {
	for _, l := range lines {
		if s.of(l, p.day) {
			found = append(found, l)
		}
	}
	return found
}
