package procedures

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
)

// Shelf holds published procedures in all their versions, and the calendar.
// It is immutable and safe for concurrent use.
type Shelf struct {
	plans    []*plan.Plan // by name, then version
	texts    map[string]string
	calendar *legaltime.Calendar
}

// Library reads the procedures and the calendar that the product carries. It
// fails where one of them has an error or stands under a wrong name; the error
// joins all such.
func Library() (*Shelf, error) {
	calendar, err := library.Calendar()
	if err != nil {
		return nil, fmt.Errorf("library: calendar: %w", err)
	}
	return shelve(library.FS, calendar)
}

// shelve puts the procedures of a library on a shelf. One that has an error
// stays off it, and is told of by itself: the others are not held against it.
func shelve(from fs.FS, calendar *legaltime.Calendar) (*Shelf, error) {
	names, err := fs.Glob(from, "*/*@*.yaml")
	if err != nil {
		return nil, fmt.Errorf("library: %w", err)
	}
	s := &Shelf{texts: map[string]string{}, calendar: calendar}
	var failures []error
	var read []*Reading
	var faulty []string
	for _, name := range names {
		if strings.HasSuffix(name, ".case.yaml") {
			continue
		}
		r, err := s.add(from, name)
		read, failures, faulty = append(read, r), append(failures, err), append(faulty, r.Faulty()...)
	}
	for _, r := range read {
		failures = append(failures, r.among(s.plans, faulty))
	}
	slices.SortFunc(s.plans, func(a, b *plan.Plan) int {
		return cmp.Or(cmp.Compare(a.Procedure, b.Procedure), cmp.Compare(a.Version, b.Version))
	})
	return s, errors.Join(failures...)
}

func (s *Shelf) add(from fs.FS, name string) (*Reading, error) {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return &Reading{name: name}, fmt.Errorf("library: %w", err)
	}
	r := Read(name, text)
	if r.Plan == nil {
		return r, r.failed()
	}
	key := r.Plan.Procedure + "@" + r.Plan.Version
	if !strings.HasSuffix(name, "/"+key+".yaml") {
		r.Plan = nil
		return r, fmt.Errorf("library: %s holds %s", name, key)
	}
	s.plans, s.texts[key] = append(s.plans, r.Plan), string(text)
	return r, nil
}

func (r *Reading) failed() error {
	return fmt.Errorf("library: %d errors, the first: %s", r.Problems.Count("error"), r.Problems)
}

// among fails where a procedure of the library says of another what is not so.
func (r *Reading) among(all []*plan.Plan, faulty []string) error {
	right := r.Plan != nil
	if r.Among(all, faulty...); right && r.Plan == nil {
		return r.failed()
	}
	return nil
}

// All are the plans by name, then version.
func (s *Shelf) All() []*plan.Plan { return slices.Clone(s.plans) }

// Get finds one version of a procedure.
func (s *Shelf) Get(procedure, version string) (*plan.Plan, bool) {
	i := slices.IndexFunc(s.plans, func(p *plan.Plan) bool { return p.Procedure == procedure && p.Version == version })
	if i < 0 {
		return nil, false
	}
	return s.plans[i], true
}

// For finds the version that governs a petition received on a civil date: of
// those in force on that day, the one that came into force last.
func (s *Shelf) For(procedure string, received legaltime.Date) (*plan.Plan, bool) {
	var best *plan.Plan
	for _, p := range s.plans {
		covers := p.Procedure == procedure && !received.Before(p.From) && (p.To.IsZero() || !received.After(p.To))
		if covers && (best == nil || !p.From.Before(best.From)) {
			best = p
		}
	}
	return best, best != nil
}

// Text is the YAML text of a version, as published.
func (s *Shelf) Text(procedure, version string) (string, bool) {
	t, ok := s.texts[procedure+"@"+version]
	return t, ok
}

// Calendar is the calendar of working days.
func (s *Shelf) Calendar() *legaltime.Calendar { return s.calendar }
