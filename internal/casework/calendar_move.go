package casework

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

const (
	moveBatch = 200
	moveSlots = 8                // cases at a time
	movePause = 20 * time.Second // no case may hold up the others for longer
)

// MoveCases brings every open case to the calendar in force for the body that
// answers for it, and says how many it moved. What is left to do stands in the
// record, so it may break off anywhere and be run again, by several at once: a
// case that was moved is not found any more, and an event that comes twice
// changes nothing the second time. One case that fails holds up no other.
func (s *Service) MoveCases(ctx context.Context) (moved int, err error) {
	reasons := map[string]string{}
	for after := ""; ; {
		rows, err := s.Records.MisplacedCases(ctx, after, moveBatch)
		if err != nil {
			return moved, err
		}
		for _, r := range rows {
			if reasons[r.Because] == "" {
				if reasons[r.Because], err = s.reason(ctx, r.Because); err != nil {
					return moved, err
				}
			}
		}
		n, failed := s.moveAll(ctx, rows, reasons)
		moved += n
		if failed != nil {
			s.Log.Error().Err(failed).Msg("calendar: cases that could not be moved")
		}
		if len(rows) < moveBatch || ctx.Err() != nil {
			return moved, ctx.Err()
		}
		after = rows[len(rows)-1].Case
	}
}

func (s *Service) moveAll(ctx context.Context, rows []store.Misplaced, reasons map[string]string) (moved int, err error) {
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		slots = make(chan struct{}, moveSlots)
	)
	for _, r := range rows {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			failed := s.move(ctx, r, reasons[r.Because])
			mu.Lock()
			defer mu.Unlock()
			if failed == nil {
				moved++
				return
			}
			err = errors.Join(err, fmt.Errorf("case %s: %w", r.Case, failed))
		})
	}
	wait.Wait()
	return moved, err
}

// move sends one case the event. Its command names the calendar and the step
// that it is to become, so that a try that is repeated is the same command, and
// a calendar that comes back later is another.
func (s *Service) move(ctx context.Context, r store.Misplaced, because string) error {
	ctx, cancel := context.WithTimeout(ctx, movePause)
	defer cancel()
	err := s.send(ctx, r.Case, machine.Event{
		Command: fmt.Sprintf("calendar-%.16s-%d", r.Hash, r.Seq+1), Kind: machine.Calendar, Calendar: r.Hash,
		On: legaltime.Day(s.Today()), At: s.Now().Truncate(time.Millisecond).UTC(), With: map[string]any{"because": because},
	})
	if refusedAs(err, machine.CaseEnded) {
		return nil // it ended meanwhile: ended cases keep their days
	}
	return err
}

// reason says in one sentence which document brought a layer into force.
func (s *Service) reason(ctx context.Context, layer string) (string, error) {
	l, err := s.Records.Layer(ctx, layer)
	if err != nil {
		return "", err
	}
	text := l.Title
	switch {
	case l.Number != "" && !l.Issued.IsZero():
		text += " (" + l.Number + ", ngày " + l.Issued.Vietnamese() + ")"
	case l.Number != "":
		text += " (" + l.Number + ")"
	}
	if l.Unit == "" {
		return text, nil
	}
	names, err := s.names(ctx, []string{l.Unit}, nil)
	return "lịch của " + names.unit(l.Unit).Name + ": " + text, err
}

// settleCalendar moves one case at once, after another body took it over; what
// fails here MoveCases does later.
func (s *Service) settleCalendar(ctx context.Context, caseID string) {
	r, err := s.Records.MisplacedCase(ctx, caseID)
	if errors.Is(err, store.ErrNotFound) {
		return
	}
	var because string
	if err == nil {
		because, err = s.reason(ctx, r.Because)
	}
	if err == nil {
		err = s.move(ctx, r, because)
	}
	if err != nil {
		s.Log.Warn().Err(err).Str("case", caseID).Msg("calendar: not moved after the hand-over; tried again soon")
	}
}

// RunCalendars moves cases and warns of missing schedules until ctx ends: it
// looks every interval. Mail says whether mails are sent; their links begin with
// publicURL.
func (s *Service) RunCalendars(ctx context.Context, every time.Duration, publicURL string, mail bool) {
	link := strings.TrimSuffix(publicURL, "/") + "/lich"
	for ctx.Err() == nil {
		moved, err := s.MoveCases(ctx)
		if err == nil {
			err = s.WarnOfMissingYear(ctx, link, mail)
		}
		if err != nil && ctx.Err() == nil {
			s.Log.Error().Err(err).Msg("calendars")
		}
		if moved > 0 {
			s.Log.Info().Int("cases", moved).Msg("cases were moved to the calendar in force")
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}
