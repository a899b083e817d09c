package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
)

// before is a case of the commune, taken over from the district, told to the
// province, whose head has something to do, and offered to the department, as it
// stood when a telling opened cases to whole units.
const before = `
	INSERT INTO plans (hash, procedure, version, body) VALUES ('p', 'to-cao', '1', '{"roles": [{"name": "cap-tren-truc-tiep", "heldBy": ["thu-truong"]}, {"name": "thanh-tra"}]}');
	INSERT INTO calendars (hash, name, csv) VALUES ('c', 'vn', '');
	INSERT INTO cases (id, code, procedure, version, plan, calendar, kind, protected, engine, opened, received, responsible, receiver, state, updated)
		VALUES ('00000000-0000-0000-0000-000000000001', 'A-1', 'to-cao', '1', 'p', 'c', 'denunciation', true, 1, '2026-07-01', '2026-07-01', 'commune', 'department', '{}', now());
	INSERT INTO steps (case_id, seq, event, prev, hash, at, commands)
		VALUES ('00000000-0000-0000-0000-000000000001', 1, '{"command": "x", "kind": "open", "on": "2026-07-01", "actor": {"user": "an", "unit": "district"}}', '', 'h', now(), '[]');
	INSERT INTO tasks (case_id, act, unit, roles, opened) VALUES ('00000000-0000-0000-0000-000000000001', 'phe-duyet', 'ministry', '{thu-truong}', '2026-07-01');
	INSERT INTO outbox (case_id, seq, unit, superior, receiver, kind, clock, rung, does, roles, date, due, not_before)
		VALUES ('00000000-0000-0000-0000-000000000001', 1, 'commune', 'province', '', 'notify', 'k', 0, 'escalate', '{}', '2026-07-01', '', now());
	INSERT INTO addressees (outbox_id, role, unit, reached, as_role, people, at)
		SELECT o.id, a.*, '{}', now() FROM outbox o, (VALUES ('cap-tren-truc-tiep', 'province', 'province', ''), ('thanh-tra', 'inspectorate', 'inspectorate', ''),
			('nguoi-xu-ly', 'commune', 'commune', ''), ('nguoi-xac-minh', 'x', 'ministry', 'thu-truong')) a (role, unit, reached, as_role);
	INSERT INTO case_units (unit, case_id, opened, kept) SELECT unit, '00000000-0000-0000-0000-000000000001', '2026-07-01', kept FROM (VALUES
		('commune', true), ('district', true), ('province', true), ('inspectorate', true), ('department', true), ('ministry', false)) x (unit, kept);`

func TestWhoWasToldBeforeKeepsTheCaseByTheirPost(t *testing.T) {
	url := storetest.Empty(t)
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	posts := []string{"commune  true", "department  false", "district  true", "inspectorate thanh-tra true", "ministry thu-truong true", "province thu-truong true"}
	whole := []string{"commune  true", "department  false", "district  true", "inspectorate  true", "ministry  true", "province  true"}
	for _, step := range []struct {
		to     int64
		insert string
		want   []string
	}{{101, before, nil}, {102, "", posts}, {101, "", whole}, {102, "", posts}} {
		if err := store.MigrateTo(t.Context(), url, step.to); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(t.Context(), step.insert); err != nil {
			t.Fatal(err)
		}
		if got := units(t, conn, step.to); step.want != nil && !slices.Equal(got, step.want) {
			t.Errorf("after %d:\n%s", step.to, strings.Join(got, "\n"))
		}
	}
}

func units(t *testing.T, conn *pgx.Conn, schema int64) []string {
	t.Helper()
	role := "role"
	if schema < 102 {
		role = "''"
	}
	rows, _ := conn.Query(t.Context(), `SELECT concat_ws(' ', unit, `+role+`, kept::text) FROM case_units ORDER BY 1`)
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}
