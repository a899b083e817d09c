package store

import (
	"context"
	"fmt"
	"time"

	"github.com/donthu/donthu/procedures/plan"
	"github.com/jackc/pgx/v5"
)

// PendingCase is a case that is about to be opened: what the record must know of
// it beside its first event.
type PendingCase struct {
	ID        string // uuid
	Code      string // given by ReserveCase
	Procedure string
	Version   string
	Kind      plan.Kind
	Unit      string // id of the unit that receives
	Protected bool   // the petitioner asked to stay unknown
	Created   time.Time
}

// ReserveCase gives a case its code and keeps what Record needs when the first
// step comes. A code reads "UBX-2026-00042": the unit's code, the year of the
// reception, and a number of that unit and year. It does not say which kind of
// petition it is: codes stand in mails and are told to whoever asks, and a
// series of denunciations of its own would show its gaps to whom it is about.
// Numbers may have gaps. The same id again gives the same code, and what asks
// for protection once keeps it.
func (s *Store) ReserveCase(ctx context.Context, p PendingCase, unitCode string, year int) (code string, err error) {
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		code, err = reservedCode(ctx, tx, p.ID)
		if err == nil { // the try before may have said something else
			_, err = tx.Exec(ctx, `UPDATE cases_pending SET procedure = $2, version = $3, protected = protected OR $4 WHERE id = $1`,
				p.ID, p.Procedure, p.Version, p.Protected)
			return err
		}
		if err != ErrNotFound {
			return err
		}
		var last int
		err = tx.QueryRow(ctx, `INSERT INTO case_counters (unit, year, last) VALUES ($1, $2, 1)
			ON CONFLICT (unit, year) DO UPDATE SET last = case_counters.last + 1 RETURNING last`,
			unitCode, year).Scan(&last)
		if err != nil {
			return err
		}
		code = fmt.Sprintf("%s-%d-%05d", unitCode, year, last)
		_, err = tx.Exec(ctx, `INSERT INTO cases_pending (id, code, procedure, version, kind, unit, protected, created)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, p.ID, code, p.Procedure, p.Version, p.Kind, p.Unit, p.Protected, p.Created)
		return err
	})
	return code, wrapped("reserve case", err)
}

// reservedCode is the code that an id has already, opened or not.
func reservedCode(ctx context.Context, tx pgx.Tx, id string) (code string, err error) {
	if _, err = tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, id); err != nil {
		return "", err
	}
	err = tx.QueryRow(ctx, `SELECT code FROM cases_pending WHERE id = $1 UNION ALL SELECT code FROM cases WHERE id = $1`,
		id).Scan(&code)
	return code, found(err)
}

// StalePending lists the reservations made before an instant whose case was
// never opened: its workflow did not start or does not get on, or nobody sent
// the petition again after a failure. The audit shows them.
func (s *Store) StalePending(ctx context.Context, before time.Time, limit int) ([]PendingCase, error) {
	rows, _ := s.pool.Query(ctx, `SELECT id, code, procedure, version, kind, unit, protected, created
		FROM cases_pending WHERE created < $1 ORDER BY created LIMIT $2`, before, limit)
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[PendingCase])
	return list, wrapped("stale pending", err)
}
