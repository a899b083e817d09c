package storetest

import (
	"testing"

	"github.com/jackc/pgx/v5"
)

// Damage changes a database behind the program's back, as a wrong restore does.
func Damage(t testing.TB, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}
