package plan

import (
	"fmt"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Rung is one step of a clock's ladder: so long before the due date, on it, or
// after it, or when a share of the term is over, somebody is told. Offset.N == 0
// means on the due date.
type Rung struct {
	Offset legaltime.Term `json:"offset"` // Backward: before the due date; zero where there is a Share
	// Share is a share of the term in percent, from 1 to 100, counted from its
	// start to the day warned of and rounded down to whole days; 0: none.
	Share int      `json:"share,omitempty"`
	To    []string `json:"to"` // roles
	Does  Does     `json:"does"`
	// Urgent lets mails and calls go out at any hour. Where the term is counted in
	// hours they always do.
	Urgent bool `json:"urgent,omitempty"`
	// Acknowledge is within how long, from when they were told, somebody who was
	// told must say that they know; else it is told again one step up the chart, and
	// so on. Zero: nobody has to.
	Acknowledge legaltime.Term `json:"acknowledge,omitzero"`
}

// Vietnamese says when a rung speaks, seen from the last day of its term:
// "trước 03 ngày làm việc", "đúng hạn", "quá hạn 01 ngày làm việc".
func (r Rung) Vietnamese() string {
	switch {
	case r.Share > 0:
		return fmt.Sprintf("đã qua %d%% thời hạn", r.Share)
	case r.Offset.N == 0:
		return "đúng hạn"
	case r.Offset.Backward:
		return r.Offset.Vietnamese()
	}
	return "quá hạn " + r.Offset.Vietnamese()
}
