package casework

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// OpenHours are when an office is open on working days, at +07:00.
type OpenHours struct {
	Opens  string `json:"opens" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" doc:"such as 07:30"`
	Closes string `json:"closes" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" doc:"such as 17:00"`
}

// UnitHours are the hours of a unit that has its own.
type UnitHours struct {
	Unit Ref `json:"unit"`
	OpenHours
}

// HoursDesk is the page of office hours: mails and messages that are not urgent
// wait for them.
type HoursDesk struct {
	Items   []UnitHours `json:"items" nullable:"false" doc:"units that have hours of their own"`
	Default OpenHours   `json:"default" doc:"of all others"`
}

func openHours(h store.Hours) OpenHours {
	clock := func(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }
	return OpenHours{clock(h.Opens), clock(h.Closes)}
}

// Hours are the office hours, for administrators.
func (s *Service) Hours(ctx context.Context, scope access.Scope) (HoursDesk, error) {
	if !access.MayAdminister(scope) {
		return HoursDesk{}, forbidden()
	}
	rows, err := s.Records.OwnHours(ctx)
	return HoursDesk{Default: openHours(store.OfficeHours), Items: each(rows, func(r store.UnitHours) UnitHours {
		return UnitHours{Ref{r.Unit, r.Name}, openHours(r.Hours)}
	})}, err
}

// SetHours sets the hours of a unit; nil: it has none of its own any more. What
// waits already keeps its time.
func (s *Service) SetHours(ctx context.Context, scope access.Scope, unit string, h *OpenHours) error {
	if !access.MayAdminister(scope) {
		return forbidden()
	}
	if _, err := s.Records.Unit(ctx, unit); errors.Is(err, store.ErrNotFound) {
		return notFound()
	} else if err != nil {
		return err
	}
	if h == nil {
		return s.Records.DropHours(ctx, unit)
	}
	opens, closes := minuteOf(h.Opens), minuteOf(h.Closes)
	if opens < 0 || closes <= opens {
		r := refuse(WrongValue, "Giờ mở cửa phải trước giờ đóng cửa.")
		r.Fields = []machine.FieldProblem{{Field: "closes", Code: "invalid", Sentence: "Giờ đóng cửa phải sau giờ mở cửa, trong cùng một ngày."}}
		return r
	}
	return s.Records.SetHours(ctx, unit, store.Hours{Opens: opens, Closes: closes})
}

// minuteOf is the minute of the day; -1: the text is no time of day.
func minuteOf(text string) int {
	t, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return t.Hour()*60 + t.Minute()
}
