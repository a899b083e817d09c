package vault_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/internal/vault"
)

const ownName = "Đơn của " + canary + ".pdf"

func (f fixture) keep(t *testing.T, content string) (token, digest string) {
	t.Helper()
	token = uuid.NewString()
	digest, err := f.PutFile(t.Context(), token, vault.NewFile(ownName, []byte(content)))
	if err != nil || len(digest) != 64 {
		t.Fatalf("%q, %v", digest, err)
	}
	return token, digest
}

func TestAFileComesBackAsItWas(t *testing.T) {
	f := fresh(t)
	content := "Tôi là " + canary
	token, digest := f.keep(t, content)
	for _, caseID := range []string{"", "case-1"} {
		if caseID != "" {
			for range 2 {
				if err := f.AttachFiles(t.Context(), caseID, token); err != nil {
					t.Fatal(err)
				}
			}
		}
		file, err := f.open(t).File(t.Context(), strings.ToUpper(token), caseID, digest)
		if p := file.Reveal(); err != nil || string(p.Content) != content || p.Name != ownName || p.Size != int64(len(content)) {
			t.Errorf("%q: %v", caseID, err)
		}
		leaky(t, "print", fmt.Sprintf("%v %+v %#v", file, file, []any{&file}))
	}
	labels, err := f.Labels(t.Context(), "case-1", token, uuid.NewString())
	if err != nil || len(labels) != 1 || labels[token].Reveal().Name != ownName || labels[token].Reveal().Content != nil {
		t.Errorf("%d labels, %v", len(labels), err)
	}
	if labels, err := f.Labels(t.Context(), "case-2", token); err != nil || len(labels) != 0 {
		t.Errorf("another case sees the label: %v", err)
	}
	if err := f.AttachFiles(t.Context(), "case-2", token); !errors.Is(err, vault.ErrElsewhere) {
		t.Errorf("another case got it: %v", err)
	}
	dump := storetest.Dump(t, f.url)
	for _, word := range []string{canary, ownName, content} {
		if strings.Contains(dump, word) || strings.Contains(dump, fmt.Sprintf("%x", word)) {
			t.Errorf("%q stands in the vault", word)
		}
	}
}

func TestAFileOpensOnlyInItsPlace(t *testing.T) {
	f := fresh(t)
	a, digest := f.keep(t, "a")
	b, other := f.keep(t, "b")
	if err := f.AttachFiles(t.Context(), "case-1", a); err != nil {
		t.Fatal(err)
	}
	f.exec(t, `CREATE TABLE kept AS SELECT * FROM vault.files`)
	for _, change := range []string{
		`UPDATE vault.files SET case_id = 'case-2' WHERE token = $1`,
		`UPDATE vault.files SET case_id = NULL, attached_at = NULL WHERE token = $1`,
		`UPDATE vault.files x SET label = y.label FROM vault.files y WHERE x.token = $1 AND y.token <> $1`,
		`UPDATE vault.files x SET content = y.content FROM vault.files y WHERE x.token = $1 AND y.token <> $1`,
		`UPDATE vault.files x SET content = y.content, label = y.label FROM vault.files y WHERE x.token = $1 AND y.token <> $1`,
		`UPDATE vault.files SET content = set_byte(content, 20, get_byte(content, 20) # 1) WHERE token = $1`,
	} {
		f.exec(t, change, a)
		for _, caseID := range []string{"", "case-1", "case-2"} {
			for _, sum := range []string{digest, other} {
				if _, err := f.File(t.Context(), a, caseID, sum); !errors.Is(err, vault.ErrSealed) {
					t.Errorf("%s: %v", change, err)
				}
			}
		}
		f.exec(t, `DELETE FROM vault.files`)
		f.exec(t, `INSERT INTO vault.files SELECT * FROM kept`)
	}
	if _, err := f.File(t.Context(), b, "", other); err != nil {
		t.Error(err)
	}
}

func TestTheSweepRemovesOnlyFilesThatTheRecordForgot(t *testing.T) {
	f := fresh(t)
	forgotten, waiting, recorded, young := "", "", "", ""
	for _, to := range []*string{&forgotten, &waiting, &recorded, &young} {
		*to, _ = f.keep(t, "x")
	}
	f.exec(t, `UPDATE vault.files SET put_at = now() - interval '25 hours' WHERE token <> $1`, young)
	owners := func(context.Context, []string) (map[string]string, error) {
		return map[string]string{waiting: "", recorded: "case-9"}, nil
	}
	attached, removed, err := f.SweepFiles(t.Context(), time.Now(), owners)
	if err != nil || attached != 1 || removed != 1 {
		t.Fatalf("attached %d, removed %d: %v", attached, removed, err)
	}
	if err := f.AttachFiles(t.Context(), "case-1", forgotten); !errors.Is(err, vault.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if err := f.AttachFiles(t.Context(), "case-1", waiting, young); err != nil {
		t.Error(err)
	}
	if err := f.AttachFiles(t.Context(), "case-1", recorded); !errors.Is(err, vault.ErrElsewhere) {
		t.Errorf("not with its case: %v", err)
	}
}

// TestLargeFilesAtOnce keeps and reads more large files than are taken at once,
// and watches the memory.
func TestLargeFilesAtOnce(t *testing.T) {
	f := fresh(t)
	content := make([]byte, vault.FileLimit)
	_, _ = rand.Read(content)
	if _, err := f.PutFile(t.Context(), uuid.NewString(), vault.NewFile("a", append(content, 0))); !errors.Is(err, vault.ErrTooLong) {
		t.Errorf("too large: %v", err)
	}
	peak, stop := watch()
	var all sync.WaitGroup
	begin := time.Now()
	for range 10 {
		all.Go(func() {
			token := uuid.NewString()
			digest, err := f.PutFile(context.Background(), token, vault.NewFile("a.pdf", content))
			if err == nil {
				err = f.AttachFiles(context.Background(), "case-1", token)
			}
			file, err2 := f.File(context.Background(), token, "case-1", digest)
			if err != nil || err2 != nil || !bytes.Equal(file.Reveal().Content, content) {
				t.Error(err, err2)
			}
		})
	}
	all.Wait()
	stop()
	t.Logf("10 files of 20 MB kept and read in %v, memory at most %d MB", time.Since(begin), peak.Load()>>20)
	if limit := uint64(700 << 20); peak.Load() > limit {
		t.Errorf("memory reached %d MB", peak.Load()>>20)
	}
}

// watch follows the memory that the program holds until stop.
func watch() (peak *atomic.Uint64, stop func()) {
	peak = &atomic.Uint64{}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapInuse))
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return peak, func() { close(done); <-ended }
}
