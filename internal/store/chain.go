package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// Chain is the hash of a step: SHA-256 in hex over the case's id, the hash of
// the step before (empty for the first) and the event as it is written, each
// on its own line. A step can thus neither be altered nor moved to another
// place or case without all later hashes being wrong.
func Chain(caseID, prev string, event []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", caseID, prev)
	h.Write(event)
	return hex.EncodeToString(h.Sum(nil))
}

// TamperError says where the record of a case disagrees with itself.
type TamperError struct {
	Case string
	Seq  int // first step that is wrong; 0: the case row
	What string
}

// Error names the case, the step and what is wrong with it, never its content.
func (e *TamperError) Error() string {
	return fmt.Sprintf("store: case %s, %s", e.Case, e.Place())
}

// Place is what is wrong and at which step, without the case.
func (e *TamperError) Place() string { return fmt.Sprintf("step %d: %s", e.Seq, e.What) }

// Ledger is the record of a case, read in one moment, with a chain that was
// found whole.
type Ledger struct {
	Plan, Calendar string // hashes, as the case names them now
	Events         []machine.Event
	State          machine.State // as the case says; that its events lead there is for the machine to tell
}

// Ledger reads the whole log of a case and checks that every step follows the
// one before and that the case stands where its last step left it: else a
// *TamperError names the first that is wrong. Somebody who may rewrite every
// row and all hashes is not found out by this: for that the last hash must also
// be kept elsewhere.
func (s *Store) Ledger(ctx context.Context, caseID string) (Ledger, error) {
	var l Ledger
	err := s.inSnapshot(ctx, func(tx pgx.Tx) error {
		last, err := l.walk(ctx, tx, caseID)
		if err != nil {
			return err
		}
		return l.head(ctx, tx, caseID, last)
	})
	return l, err
}

// inSnapshot runs do in a read-only transaction that sees one moment.
func (s *Store) inSnapshot(ctx context.Context, do func(pgx.Tx) error) error {
	return pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, do)
}

// walk reads the events and answers with the hash of the last.
func (l *Ledger) walk(ctx context.Context, tx pgx.Tx, caseID string) (last string, err error) {
	rows, err := tx.Query(ctx, `SELECT seq, event::text, prev, hash, at, command_id, act
		FROM steps WHERE case_id = $1 ORDER BY seq`, caseID)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var k link
		if err := rows.Scan(&k.seq, &k.text, &k.prev, &k.hash, &k.at, &k.command, &k.act); err != nil {
			return "", err
		}
		if what := k.wrong(caseID, len(l.Events), last); what != "" {
			return "", &TamperError{Case: caseID, Seq: len(l.Events) + 1, What: what}
		}
		l.Events, last = append(l.Events, k.event), k.hash
	}
	return last, rows.Err()
}

// link is a step as Ledger reads it.
type link struct {
	seq              int
	text, prev, hash string
	at               time.Time
	command, act     string
	event            machine.Event // set by wrong, from text
}

func (k *link) wrong(caseID string, before int, last string) string {
	switch {
	case k.seq != before+1:
		return "the step is missing"
	case k.prev != last:
		return "the step does not follow the one before"
	case k.hash != Chain(caseID, last, []byte(k.text)):
		return "the event is not the one that was recorded"
	}
	e := &k.event
	if err := json.Unmarshal([]byte(k.text), e); err != nil {
		return "the event cannot be read"
	}
	if e.Seq != k.seq || e.Command != k.command || e.Act != k.act || !k.at.Equal(e.At.Truncate(time.Microsecond)) {
		return "the columns of the step differ from its event"
	}
	return ""
}

func (l *Ledger) head(ctx context.Context, tx pgx.Tx, caseID, last string) error {
	var seq int
	var chain string
	err := tx.QueryRow(ctx, `SELECT plan, calendar, seq, chain, state FROM cases WHERE id = $1`, caseID).
		Scan(&l.Plan, &l.Calendar, &seq, &chain, &l.State)
	if err != nil {
		return found(err)
	}
	if n := len(l.Events); seq != n || chain != last || l.State.Seq != n {
		return &TamperError{Case: caseID, What: fmt.Sprintf("the case stands at step %d, its log ends at %d", seq, n)}
	}
	return nil
}

// CaseName is a case by id and code.
type CaseName struct{ ID, Code string }

// EveryCase lists all cases by id, those behind an id; empty: from the first.
// It asks nobody's rights: for the audit.
func (s *Store) EveryCase(ctx context.Context, after string, limit int) ([]CaseName, error) {
	return all(ctx, s, "every case", pgx.RowToStructByPos[CaseName],
		`SELECT id::text, code FROM cases WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY id LIMIT $2`, uuidArg(after), limit)
}
