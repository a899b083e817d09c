package access_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

const password = "mật khẩu rất dài 1"

var (
	home     = netip.MustParseAddr("10.1.2.3")
	stranger = netip.MustParseAddr("203.0.113.9")
	start    = time.Date(2026, 7, 6, 1, 0, 0, 0, time.UTC)
)

func desk(t *testing.T) (*access.Desk, *store.Store) {
	t.Helper()
	s := organisation(t)
	d := access.New(s, access.Options{Hasher: access.NewHasher(access.WithCost(64, 1, 1), access.AtOnce(8))})
	must(t, d.SetPassword(t.Context(), "an", password))
	return d, s
}

func TestSignInSessionSignOut(t *testing.T) {
	d, s := desk(t)
	for _, account := range []string{"cb.an", "CB.An"} {
		id, u, err := d.SignIn(t.Context(), account, norm.NFD.String(password), home, start)
		if err != nil || u.ID != "an" || len(id) != 43 {
			t.Fatalf("%q: %v %v", account, u, err)
		}
		if u, err := d.Session(t.Context(), id, start.Add(29*time.Minute)); err != nil || u.ID != "an" {
			t.Error(err)
		}
		if _, err := d.Session(t.Context(), id, start.Add(58*time.Minute)); err != nil {
			t.Errorf("a visit did not keep the session: %v", err)
		}
		if _, err := d.Session(t.Context(), id, start.Add(90*time.Minute)); !errors.Is(err, access.ErrNobody) {
			t.Errorf("idle for 32 minutes: %v", err)
		}
		must(t, d.SignOut(t.Context(), id, home, start))
		must(t, d.SignOut(t.Context(), id, home, start))
		if _, err := d.Session(t.Context(), id, start); !errors.Is(err, access.ErrNobody) {
			t.Errorf("signed out: %v", err)
		}
	}
	if _, err := d.Session(t.Context(), "", start); !errors.Is(err, access.ErrNobody) {
		t.Error(err)
	}
	must(t, s.SweepPeople(t.Context(), start))
}

func TestASessionEndsHoweverBusyAndWithTheOfficer(t *testing.T) {
	d, s := desk(t)
	id, _, err := d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	for at := start; at.Before(start.Add(12 * time.Hour)); at = at.Add(20 * time.Minute) {
		if _, err := d.Session(t.Context(), id, at); err != nil {
			t.Fatalf("after %v: %v", at.Sub(start), err)
		}
	}
	if _, err := d.Session(t.Context(), id, start.Add(12*time.Hour)); !errors.Is(err, access.ErrNobody) {
		t.Errorf("after 12 hours: %v", err)
	}
	id, _, err = d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	must(t, s.PutUser(t.Context(), store.UserRow{ID: "an", Account: "cb.an", Name: "An", Disabled: true}))
	if _, err := d.Session(t.Context(), id, start); !errors.Is(err, access.ErrNobody) {
		t.Errorf("disabled: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "cb.an", password, home, start); !errors.Is(err, access.ErrWrong) {
		t.Errorf("disabled: %v", err)
	}
}

func TestANewPasswordEndsSessions(t *testing.T) {
	d, _ := desk(t)
	id, _, err := d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	must(t, d.SetPassword(t.Context(), "an", "một mật khẩu khác"))
	if _, err := d.Session(t.Context(), id, start); !errors.Is(err, access.ErrNobody) {
		t.Error(err)
	}
	if err := d.SetPassword(t.Context(), "an", "ngắn"); !errors.Is(err, access.ErrPassword) {
		t.Error(err)
	}
	if err := d.SetPassword(t.Context(), "khong-co", "một mật khẩu khác"); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

func TestOnlyHashesAreStored(t *testing.T) {
	d, s := desk(t)
	id, _, err := d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	_, token, err := d.IssueToken(t.Context(), "an", "báo cáo", 30, start)
	must(t, err)
	_, hash, err := s.Account(t.Context(), "cb.an")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$") || strings.Contains(hash, password) {
		t.Errorf("stored %q, %v", hash, err)
	}
	if _, err := s.SessionUser(t.Context(), []byte(id), time.Hour, start); !errors.Is(err, store.ErrNotFound) {
		t.Error("the session id itself is stored")
	}
	if _, err := s.TokenUser(t.Context(), []byte(token), start); !errors.Is(err, store.ErrNotFound) {
		t.Error("the token itself is stored")
	}
}

func TestTokens(t *testing.T) {
	d, _ := desk(t)
	id, token, err := d.IssueToken(t.Context(), "an", " báo cáo ", 30, start)
	must(t, err)
	if !strings.HasPrefix(token, "dt_") {
		t.Errorf("token %q", token)
	}
	if u, err := d.Token(t.Context(), token, start.AddDate(0, 0, 29)); err != nil || u.ID != "an" {
		t.Error(err)
	}
	list, err := d.Tokens(t.Context(), "an")
	if err != nil || len(list) != 1 || list[0].Name != "báo cáo" || list[0].LastUsed == nil {
		t.Errorf("tokens %+v, %v", list, err)
	}
	for _, bad := range []string{"", "dt_", token + "x", strings.TrimPrefix(token, "dt_")} {
		if _, err := d.Token(t.Context(), bad, start); !errors.Is(err, access.ErrNobody) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := d.Token(t.Context(), token, start.AddDate(0, 0, 30)); !errors.Is(err, access.ErrNobody) {
		t.Errorf("expired: %v", err)
	}
	if err := d.EndToken(t.Context(), "binh", id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another's token: %v", err)
	}
	must(t, d.EndToken(t.Context(), "an", id))
	if _, err := d.Token(t.Context(), token, start); !errors.Is(err, access.ErrNobody) {
		t.Errorf("ended: %v", err)
	}
	if _, _, err := d.IssueToken(t.Context(), "an", "x", 366, start); !errors.Is(err, access.ErrToken) {
		t.Error(err)
	}
}

// TestAGuesserIsSlowedDownAndNobodyIsLockedOut lets a guesser try as often as
// allowed for a day.
func TestAGuesserIsSlowedDownAndNobodyIsLockedOut(t *testing.T) {
	d, _ := desk(t)
	_, _, err := d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	now, tries := start, 0
	var longest time.Duration
	for now.Before(start.Add(24 * time.Hour)) {
		_, _, err := d.SignIn(t.Context(), "cb.an", "sai sai sai sai", stranger, now)
		var wait *access.WaitError
		switch {
		case errors.As(err, &wait):
			longest = max(longest, wait.Until.Sub(now))
			now = wait.Until
		case errors.Is(err, access.ErrWrong):
			tries++
		default:
			t.Fatal(err)
		}
	}
	if tries > 120 || tries < 80 {
		t.Errorf("%d guesses in a day", tries)
	}
	if longest > 15*time.Minute {
		t.Errorf("waited %v", longest)
	}
	if _, _, err := d.SignIn(t.Context(), "cb.an", password, home, now); err != nil {
		t.Errorf("the officer is locked out: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "cb.an", password, stranger, now.Add(15*time.Minute)); err != nil {
		t.Errorf("the right password after the wait: %v", err)
	}
}

func TestManyAddressesShareTheAccountsLimit(t *testing.T) {
	d, _ := desk(t)
	var tried atomic.Int32
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			from := netip.AddrFrom4([4]byte{198, 51, 100, byte(i)})
			_, _, err := d.SignIn(context.WithoutCancel(t.Context()), "cb.an", "sai sai sai sai", from, start)
			if errors.Is(err, access.ErrWrong) {
				tried.Add(1)
			} else if wait := new(access.WaitError); !errors.As(err, &wait) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := tried.Load(); n > 10 {
		t.Errorf("%d guesses at once were looked at", n)
	}
}

func TestAStrangerDoesNotKeepAnOfficerOut(t *testing.T) {
	d, _ := desk(t)
	_, _, err := d.SignIn(t.Context(), "cb.an", password, home, start)
	must(t, err)
	for i := range 20 {
		_, _, _ = d.SignIn(t.Context(), "cb.an", "sai sai sai sai", netip.AddrFrom4([4]byte{198, 51, 100, byte(i)}), start)
	}
	wait := new(access.WaitError)
	if _, _, err := d.SignIn(t.Context(), "cb.an", password, stranger, start); !errors.As(err, &wait) || wait.Until.Sub(start) > 30*time.Second {
		t.Errorf("an address never seen: %v", err)
	}
	if _, _, err := d.SignIn(t.Context(), "cb.an", password, home, start); err != nil {
		t.Errorf("the officer's own: %v", err)
	}
}

func TestAnUnknownAccountAnswersAlike(t *testing.T) {
	d, _ := desk(t)
	var seen [2]int
	for i, account := range []string{"cb.an", "khong-co"} {
		for range 9 {
			if _, u, err := d.SignIn(t.Context(), account, "sai sai sai sai", stranger, start); errors.Is(err, access.ErrWrong) && u.ID == "" {
				seen[i]++
			}
		}
	}
	if seen[0] != seen[1] {
		t.Errorf("answers differ: %v", seen)
	}
	for _, guess := range []string{"", password} {
		if ok, err := access.NewHasher(access.WithCost(64, 1, 1)).Verify(t.Context(), guess, ""); ok || err != nil {
			t.Errorf("%q opens an account without a password: %v", guess, err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	h := access.NewHasher()
	hash, err := h.Hash(b.Context(), password)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if ok, err := h.Verify(b.Context(), password, hash); !ok || err != nil {
			b.Fatal(err)
		}
	}
}
