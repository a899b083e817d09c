package store

import (
	"context"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// CaseRow is a case as lists show it.
type CaseRow struct {
	ID, Code           string
	Procedure, Version string
	Plan, Calendar     string // hashes
	Kind               string
	Protected          bool
	Stage, Outcome     string
	Responsible        string // unit that answers for the case
	Superior, Receiver string // units; Receiver: to which it is offered now, or empty
	Opened, Ended      legaltime.Date
	Received           legaltime.Moment
	Seq                int
	Chain              string
	Wake               legaltime.Date // next alarm; zero: none
	Clock              *machine.Clock // the most urgent clock that is not over; nil: none
}

const caseColumns = `c.id, c.code, c.procedure, c.version, c.plan, c.calendar, c.kind, c.protected, c.stage, c.outcome,
	c.responsible, c.superior, c.receiver, c.opened, c.ended, c.received, c.seq, c.chain, c.wake, k.body`

// mostUrgent joins the clock that presses a case most: running before paused,
// then by due date.
const mostUrgent = ` LEFT JOIN LATERAL (SELECT k.body FROM clocks k
	WHERE k.case_id = c.id AND k.state IN ('running', 'overdue', 'paused')
	ORDER BY k.state = 'paused', k.due_on, k.name LIMIT 1) k ON true `

func (c *CaseRow) scan(row pgx.CollectableRow, more ...any) error {
	var received string
	err := row.Scan(append([]any{&c.ID, &c.Code, &c.Procedure, &c.Version, &c.Plan, &c.Calendar, &c.Kind, &c.Protected,
		&c.Stage, &c.Outcome, &c.Responsible, &c.Superior, &c.Receiver, civil{&c.Opened}, civil{&c.Ended}, &received,
		&c.Seq, &c.Chain, civil{&c.Wake}, &c.Clock}, more...)...)
	if err != nil {
		return err
	}
	return c.Received.UnmarshalText([]byte(received))
}

// CaseFilter narrows a list of cases.
type CaseFilter struct {
	State string // "open", "ended" or "all" (also empty)
	Kind  string // kind of petition; empty: all
	Code  string // part of the code; empty: all
}

type casePlace struct {
	Opened string `json:"o"`
	Case   string `json:"c"`
}

var casesQuery = `WITH seen AS (
		SELECT DISTINCT x.case_id FROM unnest($2::text[], $9::text[], $10::text[]) AS p (unit, role, via) CROSS JOIN LATERAL (
			SELECT u.case_id FROM case_units u JOIN cases c ON c.id = u.case_id
			WHERE u.unit = p.unit AND u.role = p.role AND (u.opened, u.case_id) < ($3::date, $4::uuid)
				AND ($5 = 'all' OR (c.outcome = '') = ($5 = 'open')) AND ($6 = '' OR c.kind = $6)
				AND ($7 = '' OR strpos(c.code, upper($7)) > 0) AND ` + barred("u.case_id") + `AND` + valid("u.case_id") + `
			ORDER BY u.opened DESC, u.case_id DESC LIMIT $8) x)
	SELECT ` + caseColumns + ` FROM seen JOIN cases c ON c.id = seen.case_id ` + mostUrgent + `
	ORDER BY c.opened DESC, c.id DESC LIMIT $8`

// Cases lists the cases that the officer may see, newest first: those for which
// a unit of theirs is or was responsible, that are offered to it now, in which a
// task waits for a post of theirs, or of which that post was told.
func (s *Store) Cases(ctx context.Context, scope Scope, f CaseFilter, p Page) ([]CaseRow, string, error) {
	place := casePlace{Opened: "infinity", Case: "ffffffff-ffff-ffff-ffff-ffffffffffff"}
	if err := p.read(&place); err != nil {
		return nil, "", err
	}
	if f.State == "" {
		f.State = "all"
	}
	units, roles, of := scope.posts()
	rows, _ := s.pool.Query(ctx, casesQuery, scope.User, units, place.Opened, place.Case, f.State, f.Kind, f.Code, p.limit()+1, roles, of)
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c CaseRow, err error) { return c, c.scan(row) })
	if err != nil {
		return nil, "", wrapped("cases", badPlace(err))
	}
	list, next := pageOf(list, p.limit(), func(c CaseRow) any { return casePlace{c.Opened.String(), c.ID} })
	return list, next, nil
}

var caseQuery = `SELECT ` + caseColumns + `, c.state FROM cases c ` + mostUrgent + `
	WHERE (c.id = $3::uuid OR c.code = $4) AND ` + barred("c.id") + `AND` + seen("c.id", "$2", "$5", "$6")

// Case is one case with its state, by id or by code. ErrNotFound also where the
// officer may not see it.
func (s *Store) Case(ctx context.Context, scope Scope, idOrCode string) (CaseRow, machine.State, error) {
	units, roles, of := scope.posts()
	rows, _ := s.pool.Query(ctx, caseQuery, scope.User, units, uuidArg(idOrCode), idOrCode, roles, of)
	var state machine.State
	c, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (c CaseRow, err error) {
		return c, c.scan(row, &state)
	})
	return c, state, wrapped("case", found(err))
}

// CaseInput is what starts the workflow of a recorded case afresh, from where
// the record stands.
func (s *Store) CaseInput(ctx context.Context, caseID string) (contract.CaseInput, error) {
	in := contract.CaseInput{Case: caseID, Engine: contract.Engine, Progress: &contract.Progress{}}
	err := s.pool.QueryRow(ctx, `SELECT plan, calendar, state, chain FROM cases WHERE id = $1`, caseID).
		Scan(&in.Plan, &in.Calendar, &in.Progress.State, &in.Progress.Chain)
	if err != nil {
		return in, wrapped("case input", found(err))
	}
	in.Progress.Recent, err = s.answered(ctx, caseID, in.Progress.State.Stage)
	return in, err
}

// answered are the latest commands of a case with their receipts, so that one
// sent again after a recovery is answered and not judged a second time.
func (s *Store) answered(ctx context.Context, caseID, stage string) ([]contract.Answered, error) {
	return all(ctx, s, "answered", func(row pgx.CollectableRow) (a contract.Answered, err error) {
		a.Stage = stage
		return a, row.Scan(&a.Command, &a.Seq)
	}, `SELECT command_id, seq FROM (SELECT command_id, seq FROM steps WHERE case_id = $1 ORDER BY seq DESC LIMIT $2) x ORDER BY seq`,
		caseID, contract.Remembered)
}

// Progress is how far a case has come.
func (s *Store) Progress(ctx context.Context, caseID string) (contract.Progress, error) {
	in, err := s.CaseInput(ctx, caseID)
	return *in.Progress, err
}
