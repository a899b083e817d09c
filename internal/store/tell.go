package store

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

// Recipient is a person who is told of one or more notices at once, and how.
type Recipient struct {
	Notice  int64 // under which it is kept: the one that says most
	User    string
	Kind    string // of the inbox entry: remind, escalate, handoff, ...
	Title   string
	Body    string
	Address string // mail address; empty: no mail
	Subject string // of the mail: neutral, it may be read over a shoulder
	Text    string
	HTML    string // the same as Text; empty: the mail has no such part
	Thread  string // the same for all mails that belong together; empty: the mail stands alone
	Hooks   []Hook
	// NotBefore is when mails and calls may go out: what is not urgent waits for
	// the office to open. The inbox wakes nobody and has its entry at once.
	NotBefore time.Time
}

// Hook is one call of a gateway on behalf of a recipient.
type Hook struct {
	URL  string
	Body string
	Held bool // is only called where the mail to the same person fails
}

// Telling is what becomes of notices of one case that belong together: who is
// told in place of each role, and how.
type Telling struct {
	Of     []NoticeRow
	Places []AddresseeRow
	To     []Recipient
}

// Tell turns claimed notices into inbox entries, mails and calls of gateways, each
// exactly once, and is done with all of them, in one transaction. Nobody who is
// excluded from a case is told of it, whatever the list says.
//
// Where somebody is told in a further body, the post that is told sees the case
// from then on, whoever holds it: who is told must be able to look, and nobody
// beside them needs to (Luật Tố cáo 25/2018/QH14 Điều 56). The body that answers
// sees it anyway, one that it is offered to as long as it is.
// ErrConflict, and nothing done: a claim was lost.
func (s *Store) Tell(ctx context.Context, now time.Time, all ...Telling) error {
	var ids, fences []int64
	for _, t := range all {
		for _, n := range t.Of {
			ids, fences = append(ids, n.ID), append(fences, n.Fence)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return wrapped("tell", s.inTx(ctx, func(tx pgx.Tx) error {
		done, err := tx.Exec(ctx, `UPDATE outbox o SET state = 'done', leased = NULL, problem = '', vacant = '{}'
			FROM unnest($1::bigint[], $2::bigint[]) AS m (id, fence) WHERE o.id = m.id AND o.fence = m.fence AND o.state = 'waiting'`, ids, fences)
		if err != nil {
			return err
		}
		if int(done.RowsAffected()) != len(ids) {
			return ErrConflict
		}
		b := &pgx.Batch{}
		addressing(b, all, now)
		telling(b, ids, all, now)
		return tx.SendBatch(ctx, b).Close()
	}))
}

type recipientRow struct {
	Recipient
	Case string
}

// telling writes the entries in the order of their owners, as all that writes
// entries does: each waits for the end of another's (see the table inbox_ends),
// and none for one that waits for it.
func telling(b *pgx.Batch, ids []int64, all []Telling, now time.Time) {
	var to []recipientRow
	for _, t := range all {
		for _, r := range t.To {
			to = append(to, recipientRow{r, t.Of[0].Case})
		}
	}
	if len(to) == 0 {
		return
	}
	rows := jsonArg(to)
	b.Queue(`INSERT INTO inbox (owner, outbox_id, case_id, kind, title, body, at)
		SELECT r."User", r."Notice", r."Case", r."Kind", r."Title", r."Body", $3
		FROM json_to_recordset($2) AS r ("Case" uuid, "Notice" bigint, "User" text, "Kind" text, "Title" text, "Body" text)
		WHERE r."Notice" = ANY ($1) AND`+told+`ORDER BY r."User", r."Notice" ON CONFLICT DO NOTHING`, ids, rows, now)
	b.Queue(`INSERT INTO deliveries (key, outbox_id, recipient, address, subject, body, html, thread, not_before, wanted)
		SELECT `+deliveryKey(`r."User"`)+`, o.id, r."User", r."Address", r."Subject", r."Text", r."HTML", r."Thread", w.at, w.at
		FROM json_to_recordset($2) AS r ("Case" uuid, "Notice" bigint, "User" text, "Address" text, "Subject" text, "Text" text, "HTML" text, "Thread" text, "NotBefore" timestamptz)
		CROSS JOIN LATERAL (SELECT greatest(r."NotBefore", $3)) w (at)
		JOIN outbox o ON o.id = r."Notice" AND o.id = ANY ($1)
		WHERE r."Address" <> '' AND`+told+`ON CONFLICT DO NOTHING`, ids, rows, now)
	if !slices.ContainsFunc(to, func(r recipientRow) bool { return len(r.Hooks) > 0 }) {
		return
	}
	b.Queue(`INSERT INTO deliveries (key, outbox_id, channel, recipient, address, subject, body, state, not_before, wanted)
		SELECT `+deliveryKey(`r."User", 'webhook', h."URL"`)+`, o.id, 'webhook', r."User", h."URL", '', h."Body",
			CASE WHEN h."Held" THEN 'held' ELSE 'waiting' END, w.at, w.at
		FROM json_to_recordset($2) AS r ("Case" uuid, "Notice" bigint, "User" text, "Hooks" json, "NotBefore" timestamptz)
		CROSS JOIN LATERAL (SELECT greatest(r."NotBefore", $3)) w (at)
		JOIN outbox o ON o.id = r."Notice" AND o.id = ANY ($1)
		CROSS JOIN LATERAL json_to_recordset(CASE json_typeof(r."Hooks") WHEN 'array' THEN r."Hooks" ELSE '[]' END) AS h ("URL" text, "Body" text, "Held" boolean)
		WHERE`+told+`ON CONFLICT DO NOTHING`, ids, rows, now)
}

// deliveryKey is the same for the same rung, person and way, even after a
// restore.
func deliveryKey(to string) string {
	return `encode(sha256(convert_to(concat_ws('/', o.case_id, o.kind, o.clock, o.rung, o.due,
		CASE WHEN o.kind = 'notify' THEN 0 ELSE o.seq END, CASE WHEN o.again > 0 THEN o.again END, CASE WHEN o.run > 0 THEN 'run ' || o.run END, ` + to + `), 'UTF8')), 'hex')`
}

// told keeps excluded officers out; r is the recipient.
const told = ` NOT EXISTS (SELECT FROM case_exclusions e WHERE e.case_id = r."Case" AND e.user_id = r."User") `

// Announce tells people of something that belongs to no notice of a case, each
// once for a key such as "digest/2026-07-06": in the inbox, and by mail where
// there is an address. Recipient.Notice and Hooks are not used. It says how many
// were told now; those who were told before are not told again.
func (s *Store) Announce(ctx context.Context, key string, to []Recipient, now time.Time) (n int, err error) {
	if len(to) == 0 {
		return 0, nil
	}
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		n, err = announce(ctx, tx, key, to, now)
		return err
	})
	return n, wrapped("announce", err)
}

func announce(ctx context.Context, tx pgx.Tx, key string, to []Recipient, now time.Time) (int, error) {
	rows := jsonArg(to)
	done, err := tx.Exec(ctx, `INSERT INTO inbox (owner, about, kind, title, body, at)
		SELECT r."User", $1, r."Kind", r."Title", r."Body", $3
		FROM json_to_recordset($2) AS r ("User" text, "Kind" text, "Title" text, "Body" text)
		ORDER BY r."User" ON CONFLICT DO NOTHING`, key, rows, now)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO deliveries (key, recipient, address, subject, body, html, thread, not_before, wanted)
		SELECT encode(sha256(convert_to(concat_ws('/', 'about', $1::text, r."User"), 'UTF8')), 'hex'), r."User", r."Address", r."Subject", r."Text", r."HTML", r."Thread", w.at, w.at
		FROM json_to_recordset($2) AS r ("User" text, "Address" text, "Subject" text, "Text" text, "HTML" text, "Thread" text, "NotBefore" timestamptz)
		CROSS JOIN LATERAL (SELECT greatest(r."NotBefore", $3)) w (at)
		WHERE r."Address" <> '' ON CONFLICT DO NOTHING`, key, rows, now)
	return int(done.RowsAffected()), err
}
