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
	return fmt.Sprintf("store: case %s, step %d: %s", e.Case, e.Seq, e.What)
}

// VerifyChain reads the whole log of a case and checks that every step follows
// the one before and that the case stands where its last step left it. It
// returns the number of steps, and a *TamperError at the first that is wrong.
// Somebody who may rewrite every row and all hashes is not found out by this:
// for that the last hash must also be kept elsewhere.
func (s *Store) VerifyChain(ctx context.Context, caseID string) (int, error) {
	var seq int
	var prev string
	err := s.inSnapshot(ctx, func(tx pgx.Tx) error {
		var err error
		if seq, prev, err = walkChain(ctx, tx, caseID); err != nil {
			return err
		}
		return checkHead(ctx, tx, caseID, seq, prev)
	})
	return seq, err
}

// inSnapshot runs do in a read-only transaction that sees one moment.
func (s *Store) inSnapshot(ctx context.Context, do func(pgx.Tx) error) error {
	return pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, do)
}

func walkChain(ctx context.Context, tx pgx.Tx, caseID string) (seq int, prev string, err error) {
	rows, err := tx.Query(ctx, `SELECT seq, event::text, prev, hash, at, command_id, act
		FROM steps WHERE case_id = $1 ORDER BY seq`, caseID)
	if err != nil {
		return 0, "", err
	}
	defer rows.Close()
	for rows.Next() {
		var l link
		if err := rows.Scan(&l.seq, &l.event, &l.prev, &l.hash, &l.at, &l.command, &l.act); err != nil {
			return seq, prev, err
		}
		if what := l.wrong(caseID, seq, prev); what != "" {
			return seq, prev, &TamperError{Case: caseID, Seq: seq + 1, What: what}
		}
		seq, prev = l.seq, l.hash
	}
	return seq, prev, rows.Err()
}

// link is a step as VerifyChain reads it.
type link struct {
	seq               int
	event, prev, hash string
	at                time.Time
	command, act      string
}

func (l link) wrong(caseID string, seq int, prev string) string {
	switch {
	case l.seq != seq+1:
		return "the step is missing"
	case l.prev != prev:
		return "the step does not follow the one before"
	case l.hash != Chain(caseID, prev, []byte(l.event)):
		return "the event is not the one that was recorded"
	}
	var e machine.Event
	if err := json.Unmarshal([]byte(l.event), &e); err != nil {
		return "the event cannot be read"
	}
	if e.Seq != l.seq || e.Command != l.command || e.Act != l.act || !l.at.Equal(e.At.Truncate(time.Microsecond)) {
		return "the columns of the step differ from its event"
	}
	return ""
}

func checkHead(ctx context.Context, tx pgx.Tx, caseID string, seq int, chain string) error {
	var headSeq int
	var head string
	var state machine.State
	err := tx.QueryRow(ctx, `SELECT seq, chain, state FROM cases WHERE id = $1`, caseID).Scan(&headSeq, &head, &state)
	if err != nil {
		return found(err)
	}
	if headSeq != seq || head != chain || state.Seq != seq {
		return &TamperError{Case: caseID, What: fmt.Sprintf("the case stands at step %d, its log ends at %d", headSeq, seq)}
	}
	return nil
}
