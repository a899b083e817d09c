package staff

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// Absences reads who is away from when to when, with a substitute or none; a line
// with a unit and a role delegates that role. Officers are named by their accounts.
// The reason of an absence is no column: it is nobody's business here.
func Absences(file []byte) ([]store.ReplacementRow, error) {
	var out []store.ReplacementRow
	err := each(file, absenceColumns, mayMissAbsent, func(get func(string) string) error {
		first, last, err := days(get)
		r := store.ReplacementRow{User: officer(get("account")), Substitute: officer(get("substitute")), Unit: get("unit"), Role: get("role"),
			FirstDay: first, LastDay: last, Basis: get("basis")}
		out = append(out, r)
		return errors.Join(err, given(get, "account"), sensible(r))
	})
	return out, err
}

func officer(account string) string { return ID(strings.ToLower(account)) }

// sensible tells what cannot be, whoever is meant.
func sensible(r store.ReplacementRow) error {
	switch {
	case (r.Unit == "") != (r.Role == ""):
		return errors.New("a delegation names both unit and role, an absence neither")
	case !r.Absence() && (r.Substitute == "" || r.LastDay.IsZero() || r.Basis == ""):
		return errors.New("a delegation needs substitute, to and basis")
	case r.Substitute != "" && r.Substitute == r.User:
		return errors.New("nobody stands in for themselves")
	}
	return nil
}

// InstallAbsences writes them into the record and says how many were new or
// changed. It may be repeated. The error names every line that cannot stand; the
// others are written.
func InstallAbsences(ctx context.Context, records *store.Store, rows []store.ReplacementRow, now time.Time) (changed int, err error) {
	var wrong []error
	for i, r := range rows {
		r.ID, r.Entered = uuid.NewString(), now
		if err := possible(ctx, records, r); err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", i+2, err))
			continue
		}
		done, err := records.ImportReplacement(ctx, r)
		if errors.Is(err, store.ErrConflict) {
			err = errors.New("it overlaps with another entry of the same officer")
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", i+2, err))
		}
		if done && err == nil {
			changed++
		}
	}
	return changed, errors.Join(wrong...)
}

// possible holds a line against the record: both officers are there, and who
// delegates a role holds it themselves on the first day, works on cases by it.
func possible(ctx context.Context, records *store.Store, r store.ReplacementRow) error {
	for _, id := range []string{r.User, r.Substitute} {
		if id == "" {
			continue
		}
		if err := exists(ctx, records, id); err != nil {
			return err
		}
	}
	scope, err := access.ScopeOf(ctx, records, r.User, r.FirstDay)
	if err != nil || r.Absence() {
		return err
	}
	for _, h := range scope.Posts() {
		if h.Unit == r.Unit && h.Role == r.Role {
			return nil
		}
	}
	return fmt.Errorf("%s does not hold %s in %s on %s", r.User, r.Role, r.Unit, r.FirstDay)
}

// exists tells that nobody has the account of an id.
func exists(ctx context.Context, records *store.Store, id string) error {
	_, err := records.User(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("no officer has the account of %q", id)
	}
	return err
}
