// Package casework holds the verbs: open a case, act, show, list, reveal,
// write and publish procedures. A verb checks who asks, hands secrets to the
// vault, asks the machine through Temporal, and reads the record. It never
// writes a case itself.
package casework

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Runner makes events durable. internal/runner does it through Temporal.
type Runner interface {
	// Open starts a case and applies its first event, in one call.
	Open(ctx context.Context, in contract.CaseInput, e machine.Event) (contract.Receipt, error)
	// Act applies an event. ErrNotRunning: no workflow runs for the case.
	Act(ctx context.Context, caseID string, e machine.Event) (contract.Receipt, error)
	// Restart sets a recorded case going again.
	Restart(ctx context.Context, in contract.CaseInput) error
	// Gone tells whether an error of Act says that no workflow runs.
	Gone(err error) bool
}

// Service is the verbs over what they work with. It is safe for concurrent
// use.
type Service struct {
	Records *store.Store
	Vault   *vault.Vault
	Runner  Runner
	Laws    *lawbook.Shelf
	Now     func() time.Time // the instant at which something is recorded
	Log     zerolog.Logger   // carries ids and names of fields, never what they hold
	// Policies are the installation's readings of the law's doubts, where they
	// differ from a procedure's default. A case keeps those it was opened with.
	Policies map[string]string

	sheets sync.Map // *drawing.Sheet by the hash of its plan, for the pages of cases
}

// Today is the civil date at +07:00.
func (s *Service) Today() legaltime.Date { return legaltime.DateOf(s.Now()) }

// who is an officer as the machine sees them in one unit.
func who(scope access.Scope, unit string) machine.Actor {
	return machine.Actor{User: scope.User, Unit: unit, Roles: scope.RolesIn(unit)}
}

// actorFor picks the unit for which an officer does an act: the one in which
// they fill one of its roles, else the first they work in, so that the machine
// can say why not.
func actorFor(law *machine.Law, st machine.State, scope access.Scope, act string) machine.Actor {
	if unit, roles := fills(law, st, scope, act); unit != "" {
		a := who(scope, unit)
		a.For = scope.InPlaceOf(unit, roles...)
		return a
	}
	units := scope.CaseUnits()
	if len(units) == 0 {
		return machine.Actor{User: scope.User}
	}
	return who(scope, units[0])
}

// fills finds the unit in which an officer fills a role of an act, and all roles
// of the organisation that fill one there; empty: nowhere.
func fills(law *machine.Law, st machine.State, scope access.Scope, act string) (unit string, roles []string) {
	a := law.Plan().Act(act)
	if a == nil {
		return "", nil
	}
	for _, name := range a.Roles {
		r := law.Plan().Role(name)
		if r == nil {
			continue
		}
		at := st.UnitAt(r.At)
		if unit == "" && at != "" && scope.Has(at, r.Holders()...) {
			unit = at
		}
		if unit != "" && at == unit {
			roles = append(roles, r.Holders()...)
		}
	}
	return unit, roles
}

// within is the scope of an officer in one case: what they hold in place of
// somebody who is excluded from it counts for nothing.
func (s *Service) within(ctx context.Context, scope access.Scope, caseID string) (access.Scope, error) {
	if len(scope.Reading().For) == 0 {
		return scope, nil
	}
	excluded, err := s.Records.Excluded(ctx, caseID)
	return scope.Without(excluded), err
}

// known turns the store's "not there" into an answer.
func known(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return notFound()
	}
	return err
}
