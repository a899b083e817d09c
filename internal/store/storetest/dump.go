package storetest

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Dump is every row of every table of a database outside the schemas without,
// as text, and what the server remembers of statements and values: what a copy
// of the database shows. Binary columns read both as hex and escaped.
func Dump(t testing.TB, url string, without ...string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, _ := conn.Query(t.Context(), `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
		WHERE schemaname <> ALL ($1)`, append(without, "pg_catalog", "information_schema"))
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 2 {
		t.Fatalf("%d tables: %v", len(tables), err)
	}
	var all strings.Builder
	for _, table := range append(tables, "pg_stat_activity", "pg_stats") {
		for _, form := range []string{"hex", "escape"} {
			rows, _ := conn.Query(t.Context(), `SELECT x::text FROM (SELECT set_config('bytea_output', $1, false)) c, `+table+` x`, form)
			lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				t.Fatal(err)
			}
			all.WriteString(strings.Join(lines, "\n"))
		}
	}
	return all.String()
}
