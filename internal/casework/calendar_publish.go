package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// emptyLayer is a layer without a day.
const emptyLayer = "kind,date,name,source\n"

// stack is all layers in force with one of them changed.
type stack struct {
	own     map[string]string // days of each body that has its own, as CSV
	inForce map[string]store.InForceRow
	days    map[string]*legaltime.Calendar // what each of them counts by then
	above   map[string]string              // unit -> the one directly above
}

// stackWith lays a layer over or in place of what its body has now.
func (s *Service) stackWith(ctx context.Context, l store.LayerRow, rows []store.InForceRow) (*stack, error) {
	k := &stack{own: map[string]string{"": emptyLayer}, inForce: map[string]store.InForceRow{}, days: map[string]*legaltime.Calendar{}}
	for _, r := range rows {
		layer, err := s.Records.Layer(ctx, r.Layer)
		if err != nil {
			return nil, err
		}
		k.own[r.Unit], k.inForce[r.Unit] = layer.CSV, r
	}
	if err := k.lay(l); err != nil {
		return nil, err
	}
	var err error
	if k.above, err = s.Records.Parents(ctx); err != nil {
		return nil, err
	}
	for unit := range k.own {
		if k.days[unit], err = k.compose(unit); err != nil {
			return nil, err
		}
	}
	return k, nil
}

func (k *stack) lay(l store.LayerRow) error {
	below := k.own[l.Unit]
	if l.Whole || below == "" {
		below = emptyLayer
	}
	base, err := legaltime.ParseCalendar(l.Title, []byte(below))
	if err != nil {
		return fmt.Errorf("the layer in force: %w", err)
	}
	over, err := base.With(l.Title, []byte(l.Given))
	if err != nil {
		return refuse(BadCalendar, "Lịch còn lỗi, chưa xem trước hoặc công bố được.")
	}
	k.own[l.Unit] = string(over.CSV())
	return nil
}

// compose lays the layers of a body and of all above it over the nation's.
func (k *stack) compose(unit string) (*legaltime.Calendar, error) {
	cal, err := legaltime.ParseCalendar(calendarName(""), []byte(k.own[""]))
	if err != nil {
		return nil, err
	}
	var chain []string
	for at, steps := unit, 0; at != "" && steps < 32; at, steps = k.above[at], steps+1 {
		chain = append(chain, at)
	}
	for _, at := range slices.Backward(chain) {
		if own := k.own[at]; own != "" {
			if cal, err = cal.With(calendarName(unit), []byte(own)); err != nil {
				return nil, err
			}
		}
	}
	return cal, nil
}

func calendarName(unit string) string {
	if unit == "" {
		return "vn"
	}
	return "vn/" + unit
}

// of is the calendar by which a body counts then.
func (k *stack) of(unit string) *legaltime.Calendar {
	for steps := 0; unit != "" && steps < 32; unit, steps = k.above[unit], steps+1 {
		if cal := k.days[unit]; cal != nil {
			return cal
		}
	}
	return k.days[""]
}

// publication is what follows from the layer for the record.
func (k *stack) publication(l store.LayerRow, base string) store.Publication {
	p := store.Publication{Base: base, CSV: k.own[l.Unit]}
	for unit, cal := range k.days {
		row, there := k.inForce[unit]
		moved := !there || row.Hash != cal.Hash()
		if !moved && unit != l.Unit {
			continue
		}
		row.Unit, row.Hash = unit, cal.Hash()
		if unit == l.Unit {
			row.Layer = l.ID
		}
		if moved {
			row.Because = l.ID
		}
		p.Rows = append(p.Rows, row)
		p.Made = append(p.Made, store.CalendarRow{Hash: cal.Hash(), Name: cal.Name(), CSV: string(cal.CSV())})
	}
	return p
}

// PublishCalendar brings a schedule into force that another person loaded, and
// of which the preview shows what it moves. The cases follow one by one: see
// MoveCases.
func (s *Service) PublishCalendar(ctx context.Context, scope access.Scope, id string) (CalendarLayer, error) {
	if !mayReadCalendars(scope) {
		return CalendarLayer{}, forbidden()
	}
	l, err := s.Records.Layer(ctx, id)
	if err != nil {
		return CalendarLayer{}, known(err)
	}
	if !access.MayPublishCalendar(scope, l.Author) {
		return CalendarLayer{}, refuse(SecondPerson, "Người nạp lịch không tự công bố; cần người thứ hai có quyền công bố.")
	}
	rows, err := s.Records.InForce(ctx)
	if err != nil {
		return CalendarLayer{}, err
	}
	base := store.Base(rows)
	if !s.fresh(l, base) {
		return CalendarLayer{}, refuse(StaleCalendar, "Phải xem trước hồ sơ nào đổi hạn rồi mới công bố; bản xem trước phải của hôm nay và theo lịch đang dùng.")
	}
	k, err := s.stackWith(ctx, l, rows)
	if err != nil {
		return CalendarLayer{}, err
	}
	if err := s.Records.PublishLayer(ctx, id, scope.User, s.Now(), k.publication(l, base)); err != nil {
		if errors.Is(err, store.ErrConflict) {
			return CalendarLayer{}, staleCalendar(err)
		}
		return CalendarLayer{}, err
	}
	return s.CalendarLayerOf(ctx, scope, id)
}

// fresh tells whether the preview of a layer shows what would happen now: who
// becomes overdue is a matter of the day.
func (s *Service) fresh(l store.LayerRow, base string) bool {
	return l.Preview != nil && l.Base == base && legaltime.DateOf(*l.Preview) == s.Today()
}
