package casework

import (
	"fmt"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

const recounted = "Tính lại thời hạn theo lịch làm việc mới"

// ledger is the last day of every clock as the steps set it, one after the
// other: what a change of calendar moved is told from the record alone.
type ledger map[string]legaltime.Moment

// note takes over what a step set; of a change of calendar or a correction it
// tells the view which dates moved, and of the former why.
func (l ledger) note(r *reading, st store.StepRow, v *StepView) {
	for _, c := range st.Commands {
		if c.Kind != machine.SetClock {
			continue
		}
		from, to := l[c.Clock.Name], c.Clock.Due
		if (st.Event.Kind == machine.Calendar || st.Event.Kind == machine.Corrects) && !from.IsZero() && from != to {
			v.Moved = append(v.Moved, MovedView{c.Clock.Name, r.clockTitle(c.Clock.Name), from.String(), to.String()})
		}
		l[c.Clock.Name] = to
	}
	if st.Event.Kind != machine.Calendar {
		return
	}
	if because, told := st.Event.With["because"].(string); told && because != "" {
		v.With = append(v.With, Entry{Name: "because", Title: "Vì", Type: "text", Value: because})
	}
	v.Title = recounted + ": không ngày nào đổi"
	if n := len(v.Moved); n > 0 {
		v.Title = fmt.Sprintf("%s: %d thời hạn đổi ngày", recounted, n)
	}
}
