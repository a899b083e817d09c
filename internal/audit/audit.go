// Package audit holds the whole record against itself: every case's log is one
// unbroken chain of hashes, and the case stands where the machine leads when it
// goes through that log again.
package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Laws hands out laws and calendars by their hashes: a *lawbook.Book.
type Laws interface {
	Law(plan, calendar string) (*machine.Law, error)
	Calendar(hash string) (*legaltime.Calendar, error)
}

// Finding is a case whose record does not hold together.
type Finding struct {
	store.CaseName
	What string // in English; never what the record says
}

// Report is what an audit found.
type Report struct {
	Cases, Steps int
	Findings     []Finding
	// Unopened are petitions that got a code at least ten minutes ago and never
	// became a case: whoever sent one saw an error and did not try again.
	Unopened []store.PendingCase
}

const (
	batch       = 500
	mostWaiting = 100
	patience    = 10 * time.Minute
)

// Run audits all cases. It fails only where the record cannot be read: what is
// wrong in it is a finding.
func Run(ctx context.Context, records *store.Store, laws Laws, now time.Time) (Report, error) {
	var r Report
	for after := ""; ; {
		cases, err := records.EveryCase(ctx, after, batch)
		if err != nil {
			return r, err
		}
		for _, c := range cases {
			if err := r.audit(ctx, records, laws, c); err != nil {
				return r, err
			}
			after = c.ID
		}
		if len(cases) < batch {
			break
		}
	}
	var err error
	r.Unopened, err = records.StalePending(ctx, now.Add(-patience), mostWaiting)
	return r, err
}

func (r *Report) audit(ctx context.Context, records *store.Store, laws Laws, c store.CaseName) error {
	l, err := records.Ledger(ctx, c.ID)
	r.Cases, r.Steps = r.Cases+1, r.Steps+len(l.Events)
	var wrong *store.TamperError
	if errors.As(err, &wrong) {
		r.Findings = append(r.Findings, Finding{c, wrong.Place()})
		return nil
	}
	if err != nil {
		return err
	}
	what, err := retrace(ctx, records, laws, l)
	if what != "" {
		r.Findings = append(r.Findings, Finding{c, what})
	}
	return err
}

// retrace goes through the log with the machine and says where that leads
// elsewhere than the case says. A law that the record does not hand over, or no
// longer as it was, is a finding too: the same record just handed over the log.
func retrace(ctx context.Context, records *store.Store, laws Laws, l store.Ledger) (what string, err error) {
	begun, err := beginnings(ctx, records, l)
	for _, calendar := range begun {
		if what, err = follow(laws, l, calendar); what == "" || err != nil {
			break
		}
	}
	return what, err
}

// beginnings are the calendars that a case may have begun with. Its opening
// names the one; where an older record does not, it is that of the case if it
// never changed, else one of those that the record holds.
func beginnings(ctx context.Context, records *store.Store, l store.Ledger) ([]string, error) {
	changed := false
	for i := range l.Events {
		changed = changed || l.Events[i].Kind == machine.Calendar
	}
	switch {
	case len(l.Events) > 0 && l.Events[0].Calendar != "":
		return []string{l.Events[0].Calendar}, nil
	case !changed:
		return []string{l.Calendar}, nil
	}
	return records.Calendars(ctx)
}

// follow goes through the log from a calendar.
func follow(laws Laws, l store.Ledger, calendar string) (what string, err error) {
	law, err := laws.Law(l.Plan, calendar)
	if err != nil {
		return "its law cannot be had: " + err.Error(), nil
	}
	state, err := machine.FoldWith(law, l.Events, laws.Calendar)
	if err != nil {
		return "the law refuses a recorded " + err.Error(), nil
	}
	folded, err := json.Marshal(state)
	if err != nil {
		return "", err
	}
	kept, err := json.Marshal(l.State)
	if err == nil && !bytes.Equal(folded, kept) {
		return "its state is not where its steps lead", nil
	}
	return "", err
}
