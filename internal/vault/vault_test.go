package vault_test

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/plan"
)

type fixture struct {
	*vault.Vault
	url, key string
}

func fresh(t *testing.T) fixture {
	t.Helper()
	f := fixture{url: storetest.Empty(t), key: filepath.Join(t.TempDir(), "vault.key")}
	if err := vault.CreateKey(f.key); err != nil {
		t.Fatal(err)
	}
	if n, err := vault.Migrate(t.Context(), f.url); err != nil || n == 0 {
		t.Fatalf("%d migrations: %v", n, err)
	}
	f.Vault = f.open(t)
	return f
}

func (f fixture) open(t *testing.T) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), f.url, f.key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v
}

func (f fixture) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), f.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func (f fixture) put(t *testing.T, kind string) string {
	t.Helper()
	s, err := vault.NewIdentity(person).Secret()
	if err != nil {
		t.Fatal(err)
	}
	token, err := f.Put(t.Context(), kind, "nguoi-khieu-nai", s)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestPutAttachGetMasked(t *testing.T) {
	f := fresh(t)
	token := f.put(t, vault.Petitioner)
	for range 2 {
		if err := f.Attach(t.Context(), "case-1", token); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Attach(t.Context(), "case-2", token); !errors.Is(err, vault.ErrElsewhere) {
		t.Errorf("another case got it: %v", err)
	}
	who, err := f.open(t).Identity(t.Context(), strings.ToUpper(token))
	if err != nil || who.Reveal() != person {
		t.Fatalf("came back changed: %v", err)
	}
	if mask, err := f.Masked(t.Context(), token); err != nil || mask != "Ng*** T** H** Y**" {
		t.Errorf("masked %q, %v", mask, err)
	}
	for kind, want := range map[plan.Kind]string{plan.Denunciation: vault.Protected, plan.Petition: vault.Withheld, plan.Reception: vault.Withheld} {
		if mask, err := f.Masked(t.Context(), f.put(t, vault.Sender(kind))); err != nil || mask != want {
			t.Errorf("who sent a %s masked %q, %v", kind, mask, err)
		}
	}
	if _, err := f.Get(t.Context(), "no-such"); !errors.Is(err, vault.ErrNotFound) {
		t.Errorf("missing: %v", err)
	}
}

func TestAttachIsAllOrNothing(t *testing.T) {
	f := fresh(t)
	token := f.put(t, vault.Petitioner)
	if err := f.Attach(t.Context(), "case-1", token, "00000000-0000-4000-8000-000000000000"); !errors.Is(err, vault.ErrNotFound) {
		t.Fatalf("got %v", err)
	}
	if err := f.Attach(t.Context(), "case-2", token); err != nil {
		t.Errorf("half of it was attached: %v", err)
	}
}

func TestAnEntryOpensOnlyInItsPlace(t *testing.T) {
	f := fresh(t)
	a, b := f.put(t, vault.Petitioner), f.put(t, vault.Petitioner)
	if err := f.Attach(t.Context(), "case-1", a); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{
		`UPDATE vault.secrets SET case_id = 'case-2' WHERE token = $1`,
		`UPDATE vault.secrets SET field = 'noi-dung' WHERE token = $1`,
		`UPDATE vault.secrets SET kind = 'narrative' WHERE token = $1`,
		`UPDATE vault.secrets SET ciphertext = (SELECT ciphertext FROM vault.secrets WHERE token <> $1 LIMIT 1) WHERE token = $1`,
		`UPDATE vault.secrets SET ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1) WHERE token = $1`,
	} {
		f.exec(t, `CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM vault.secrets`)
		f.exec(t, change, a)
		_, err := f.Get(t.Context(), a)
		if !errors.Is(err, vault.ErrSealed) {
			t.Errorf("%s: %v", change, err)
		}
		leaky(t, "error", fmt.Sprint(err))
		f.exec(t, `DELETE FROM vault.secrets`)
		f.exec(t, `INSERT INTO vault.secrets SELECT * FROM kept`)
	}
	if _, err := f.Get(t.Context(), b); err != nil {
		t.Error(err)
	}
}

func TestRotationGivesTheVaultAnotherMasterKey(t *testing.T) {
	f := fresh(t)
	running, before := f.open(t), f.put(t, vault.Petitioner)
	paper, _ := f.keep(t, "a")
	renewed := fixture{url: f.url, key: filepath.Join(t.TempDir(), "new.key")}
	if err := vault.CreateKey(renewed.key); err != nil {
		t.Fatal(err)
	}
	if err := f.Rotate(t.Context(), renewed.key); err != nil {
		t.Fatal(err)
	}
	after := f.put(t, vault.Petitioner)
	for _, v := range []*vault.Vault{f.Vault, renewed.open(t)} {
		for _, token := range []string{before, after} {
			if _, err := v.Get(t.Context(), token); err != nil {
				t.Error(err)
			}
		}
		if files, err := v.Labels(t.Context(), "", paper); err != nil || len(files) != 1 {
			t.Errorf("%d files, %v", len(files), err)
		}
	}
	if _, err := vault.Open(t.Context(), f.url, f.key); err == nil || !strings.Contains(err.Error(), "another vault") {
		t.Errorf("the old key still opens the vault: %v", err)
	}
	if _, err := running.Get(t.Context(), before); err != nil {
		t.Errorf("a program that runs lost what it could read: %v", err)
	}
}

func TestKeyFile(t *testing.T) {
	f := fresh(t)
	if err := vault.CreateKey(f.key); !errors.Is(err, os.ErrExist) {
		t.Errorf("a key was replaced: %v", err)
	}
	other := filepath.Join(t.TempDir(), "other.key")
	if err := vault.CreateKey(other); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(t.Context(), f.url, other); err == nil || !strings.Contains(err.Error(), "another vault") {
		t.Errorf("a wrong key: %v", err)
	}
	if info, _ := os.Stat(f.key); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := os.Chmod(f.key, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(t.Context(), f.url, f.key); err == nil {
		t.Error("a key that others can read was accepted")
	}
}

func TestAKeyIsMadeForANewVaultOnly(t *testing.T) {
	url, key := storetest.Empty(t), filepath.Join(t.TempDir(), "vault.key")
	if _, err := vault.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := vault.EnsureKey(t.Context(), url, key); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(key, key+".lost"); err != nil {
		t.Fatal(err)
	}
	if err := vault.EnsureKey(t.Context(), url, key); !errors.Is(err, vault.ErrKeyMissing) {
		t.Errorf("beside a sealed vault: %v", err)
	}
	if _, err := os.Stat(key); !errors.Is(err, os.ErrNotExist) {
		t.Error("a new key lies where the lost one belongs")
	}
	if err := vault.CreateKey(key); err != nil {
		t.Fatal(err)
	}
	if err := vault.EnsureKey(t.Context(), url, key); err == nil || !strings.Contains(err.Error(), "another vault") {
		t.Errorf("a wrong key: %v", err)
	}
}

func TestManyProgramsOpenANewVaultAtOnce(t *testing.T) {
	f := fixture{url: storetest.Empty(t), key: filepath.Join(t.TempDir(), "k")}
	if err := vault.CreateKey(f.key); err != nil {
		t.Fatal(err)
	}
	vaults := make([]*vault.Vault, 4)
	var all sync.WaitGroup
	for i := range vaults {
		all.Go(func() {
			if _, err := vault.Migrate(t.Context(), f.url); err != nil {
				t.Error(err)
				return
			}
			vaults[i] = f.open(t)
		})
	}
	all.Wait()
	if t.Failed() {
		return
	}
	f.Vault = vaults[0]
	token := f.put(t, vault.Petitioner)
	for _, v := range vaults {
		if _, err := v.Get(t.Context(), token); err != nil {
			t.Error(err)
		}
	}
}

func TestSweepRemovesOnlyWhatNoCaseKnows(t *testing.T) {
	f := fresh(t)
	orphan, recorded, young := f.put(t, vault.Petitioner), f.put(t, vault.Petitioner), f.put(t, vault.Petitioner)
	attachedOne := f.put(t, vault.Petitioner)
	if err := f.Attach(t.Context(), "case-1", attachedOne); err != nil {
		t.Fatal(err)
	}
	f.exec(t, `UPDATE vault.secrets SET put_at = now() - interval '25 hours' WHERE token <> $1`, young)
	attached, removed, err := f.Sweep(t.Context(), time.Now(), func(_ context.Context, tokens []string) (map[string]string, error) {
		if slices.Contains(tokens, young) || slices.Contains(tokens, attachedOne) {
			t.Error("asked about entries that are not orphans")
		}
		return map[string]string{recorded: "case-9"}, nil
	})
	if err != nil || attached != 1 || removed != 1 {
		t.Fatalf("attached %d, removed %d: %v", attached, removed, err)
	}
	if _, err := f.Get(t.Context(), orphan); !errors.Is(err, vault.ErrNotFound) {
		t.Errorf("the orphan is still there: %v", err)
	}
	for _, token := range []string{recorded, young, attachedOne} {
		if _, err := f.Get(t.Context(), token); err != nil {
			t.Error(err)
		}
	}
	if err := f.Attach(t.Context(), "case-1", recorded); !errors.Is(err, vault.ErrElsewhere) {
		t.Errorf("the recorded one was not attached to its case: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	f := fresh(t)
	for _, bad := range [][2]string{{"secret", "a"}, {vault.Narrative, ""}, {vault.Narrative, "A b"}, {vault.Narrative, strings.Repeat("a", 65)}} {
		if _, err := f.Put(t.Context(), bad[0], bad[1], vault.NewSecret("x")); !errors.Is(err, vault.ErrName) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, err := f.Put(t.Context(), vault.Narrative, "noi-dung", vault.NewSecret(strings.Repeat("x", 300<<10))); !errors.Is(err, vault.ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	if err := f.Attach(t.Context(), ""); !errors.Is(err, vault.ErrName) {
		t.Errorf("no case: %v", err)
	}
}

// TestNoNameInTheDatabase looks for 100 invented people in every row of every
// table, and in the statements that the server saw, in the ways in which a
// name may be written.
func TestNoNameInTheDatabase(t *testing.T) {
	f := fresh(t)
	var names []string
	for i := range 100 {
		name := fmt.Sprintf("Đặng Canary Thế %s%03d", strings.Repeat("ử", i%7), i)
		names = append(names, name)
		s, err := vault.NewIdentity(vault.Person{Name: name, IDNumber: fmt.Sprintf("0580710%05d", i)}).Secret()
		if err != nil {
			t.Fatal(err)
		}
		token, err := f.Put(t.Context(), vault.Petitioner, "nguoi-to-cao", s)
		if err != nil {
			t.Fatal(err)
		}
		told, err := f.Put(t.Context(), vault.Narrative, "noi-dung", vault.NewSecret("Tôi là "+name+", xin trình bày"))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Attach(t.Context(), fmt.Sprintf("case-%d", i), token, told); err != nil {
			t.Fatal(err)
		}
	}
	dump := storetest.Dump(t, f.url)
	if !strings.Contains(dump, "case-99") {
		t.Fatal("the dump is empty")
	}
	for i, name := range names {
		if form := foundIn(dump, name, i); form != "" {
			t.Fatalf("%q stands in the database", form)
		}
	}
	for _, leak := range []string{`SELECT 'a ' || $1::text AS x`, `SELECT convert_to('a' || $1, 'UTF8') AS x`, `SELECT encode(convert_to('ab' || $1, 'UTF8'), 'base64') AS x`} {
		f.exec(t, `DROP TABLE IF EXISTS leak`)
		f.exec(t, `CREATE TABLE leak (x text)`)
		f.exec(t, `INSERT INTO leak SELECT x::text FROM (`+leak+`) y`, names[99])
		if foundIn(storetest.Dump(t, f.url), names[99], 99) == "" {
			t.Errorf("the search does not see %s", leak)
		}
	}
}

func foundIn(dump, name string, i int) string {
	for _, form := range spellings(name, fmt.Sprintf("0580710%05d", i)) {
		if strings.Contains(dump, form) {
			return form
		}
	}
	return ""
}

func spellings(name, number string) []string {
	out := []string{"Canary", "canary", hex.EncodeToString([]byte("Canary")), number, hex.EncodeToString([]byte(number))}
	for _, form := range []string{name, norm.NFD.String(name), strings.ToLower(name), strings.ToUpper(name)} {
		out = append(out, form, hex.EncodeToString([]byte(form)))
		for shift := range 3 {
			out = append(out, strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(form)[shift:]), "=")[:20])
		}
	}
	return out
}

func BenchmarkPutGet(b *testing.B) {
	url, key := storetest.Empty(b), filepath.Join(b.TempDir(), "k")
	if err := vault.CreateKey(key); err != nil {
		b.Fatal(err)
	}
	if _, err := vault.Migrate(b.Context(), url); err != nil {
		b.Fatal(err)
	}
	v, err := vault.Open(b.Context(), url, key)
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	for b.Loop() {
		token, err := v.Put(b.Context(), vault.Narrative, "noi-dung", vault.NewSecret("Tôi xin trình bày"))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := v.Get(b.Context(), token); err != nil {
			b.Fatal(err)
		}
	}
}
