// Package caseworktest gives tests a province of two communes with officers in
// every role, on a fixed day, with a runner that needs no Temporal.
package caseworktest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/lawbook"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Office is the province. An officer's id and account are the role and the
// unit, such as "nguoi-xu-ly-xa-a"; "nguoi-soan" writes procedures,
// "nguoi-ban-hanh" publishes them, "quan-tri" administers.
type Office struct {
	*casework.Service
	Direct *Direct
	Day    legaltime.Date
	URL    string             // of the database, which holds the record and the vault
	Sent   *storetest.Counter // the statements to the record
	t      testing.TB
}

// opened is the day on which every office begins.
var opened = legaltime.NewDate(2026, time.November, 23)

// New is an office on 23 November 2026, 09:00, with the library published.
func New(t testing.TB) *Office {
	t.Helper()
	ctx := context.Background()
	url, keyFile := storetest.Copy(t, "office", found), filepath.Join(t.TempDir(), "vault.key")
	sent := &storetest.Counter{}
	records, err := store.Open(ctx, url, store.Options{MaxConns: 8, Unsafe: true, Tracer: sent})
	must(t, err)
	t.Cleanup(records.Close)
	must(t, vault.CreateKey(keyFile))
	secrets, err := vault.Open(ctx, url, keyFile)
	must(t, err)
	t.Cleanup(secrets.Close)
	o := &Office{t: t, Day: opened, URL: url, Sent: sent}
	laws := lawbook.NewShelf(records)
	o.Direct = NewDirect(laws, records)
	o.Service = &casework.Service{Records: records, Vault: secrets, Laws: laws, Runner: o.Direct, Now: o.Instant}
	return o
}

// Instant is the office's clock.
func (o *Office) Instant() time.Time { return o.Day.At(9, 0) }

// Scope is what an officer holds.
func (o *Office) Scope(user string) access.Scope {
	o.t.Helper()
	s, err := access.ScopeOf(context.Background(), o.Records, user, o.Day)
	must(o.t, err)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
