package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/store"
)

func told(user string) store.Recipient {
	return store.Recipient{User: user, Kind: "digest", Title: "Tổng hợp", Body: "…"}
}

// TestAFollowerOfTheInboxMissesNothing lets entries of one officer come from
// many transactions at once, which end in another order than they began, while
// somebody follows by place.
func TestAFollowerOfTheInboxMissesNothing(t *testing.T) {
	s := newRecord(t)
	const writers, each = 6, 40
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				who := []store.Recipient{told("an"), told(fmt.Sprint("x", rand.N(4)))}
				if rand.N(2) == 0 {
					slices.Reverse(who)
				}
				if _, err := s.Announce(context.Background(), fmt.Sprintf("k/%d/%d", w, i), who, day(0).At(8, 0)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	var places []int64
	for ended := false; ; {
		last := int64(0)
		if len(places) > 0 {
			last = places[len(places)-1]
		}
		rows, err := s.InboxAfter(t.Context(), "an", last, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			places = append(places, r.Place)
		}
		if ended && len(rows) == 0 {
			break
		}
		select {
		case <-done:
			ended = true
		default:
		}
	}
	if len(places) != writers*each || !slices.IsSorted(places) {
		t.Errorf("%d entries seen of %d", len(places), writers*each)
	}
	if end, err := s.InboxEnd(t.Context(), "an"); err != nil || end != places[len(places)-1] {
		t.Errorf("end %d, %v", end, err)
	}
}

func TestAnInboxThatChangesIsHeardOf(t *testing.T) {
	s := newRecord(t)
	heard := make(chan string, 10)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() { _ = s.Listen(ctx, store.InboxChannel, func(who string) { heard <- who }) }()
	expect := func(want string) {
		t.Helper()
		select {
		case who := <-heard:
			if who != want {
				t.Fatalf("heard %q, want %q", who, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("did not hear %q", want)
		}
	}
	expect("")
	for range 2 {
		if _, err := s.Announce(ctx, "k", []store.Recipient{told("an")}, day(0).At(8, 0)); err != nil {
			t.Fatal(err)
		}
	}
	expect("an")
	if err := s.MarkAllRead(ctx, "an", day(0).At(9, 0)); err != nil {
		t.Fatal(err)
	}
	expect("an")
	list, _, err := s.Inbox(ctx, "an", store.Page{})
	if err != nil || len(list) != 1 || list[0].Case != "" || !list[0].Read || len(heard) != 0 {
		t.Errorf("%+v, %v, %d more heard", list, err, len(heard))
	}
}

// TestOneThatCannotBeSentGoesAnotherWay: the gateway is called where the mail is
// given up, and the administrator hears of it once a key.
func TestOneThatCannotBeSentGoesAnotherWay(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	c.act("tick", day(1), notice("giai-quyet", 0, day(4)))
	now := day(1).At(12, 0)
	claimed, err := s.ClaimNotices(t.Context(), now, 1, time.Minute)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	an := store.Recipient{Notice: claimed[0].ID, User: "an", Kind: "remind", Title: "Sắp đến hạn", Address: "an@donthu.test", Subject: "Hồ sơ",
		Hooks: []store.Hook{{URL: "https://gateway.test/", Body: "{}", Held: true}}}
	if err := s.Tell(t.Context(), now, store.Telling{Of: claimed, To: []store.Recipient{an}}); err != nil {
		t.Fatal(err)
	}
	hooks := func() []store.HookRow {
		t.Helper()
		list, err := s.ClaimHooks(t.Context(), now, 10, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if len(hooks()) != 0 {
		t.Fatal("called though the mail may still go out")
	}
	mails, err := s.ClaimMails(t.Context(), now, 10, time.Minute)
	if err != nil || len(mails) != 1 {
		t.Fatal(mails, err)
	}
	if n, err := s.MailBegins(t.Context(), mails[0]); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := s.DeliveryFailed(t.Context(), mails[0].Delivery, store.Failure{Problem: "server: 550", Again: now, Dead: true}); err != nil {
		t.Fatal(err)
	}
	if list := hooks(); len(list) != 1 || list[0].URL != "https://gateway.test/" || list[0].Key == mails[0].Key {
		t.Fatalf("%+v", list)
	}
	lost, _, err := s.Undelivered(t.Context(), store.Page{})
	if err != nil || len(lost) != 1 || lost[0].Problem != "server: 550" || lost[0].User != "an" {
		t.Fatalf("%+v, %v", lost, err)
	}
	reportedOnce(t, s, now)
	if err := s.SendAgain(t.Context(), lost[0].ID, now); err != nil {
		t.Fatal(err)
	}
	if err := s.LetBe(t.Context(), lost[0].ID); err != store.ErrNotFound {
		t.Errorf("it is under way again: %v", err)
	}
	if again, err := s.ClaimMails(t.Context(), now, 10, time.Minute); err != nil || len(again) != 1 || again[0].Key != mails[0].Key || again[0].Attempts != 1 {
		t.Errorf("%+v, %v", again, err)
	}
}

func reportedOnce(t *testing.T, s *store.Store, now time.Time) {
	t.Helper()
	for range 2 {
		if err := s.Report(t.Context(), "undelivered/1", []store.Recipient{told("quantri")}, now); err != nil {
			t.Fatal(err)
		}
	}
	n, err := s.Unreported(t.Context())
	if unread, _ := s.Unread(t.Context(), "quantri"); unread != 1 || n != 0 || err != nil {
		t.Errorf("%d entries, %d unreported, %v", unread, n, err)
	}
}

func TestTemplatesAreVersions(t *testing.T) {
	s := newRecord(t)
	put := func(version int, body string) error {
		return s.PutTemplate(t.Context(), store.TemplateRow{Kind: "remind", Version: version, Subject: "s", Body: body, Author: "quantri", At: day(0).At(8, 0)})
	}
	for _, c := range []struct {
		version int
		want    error
	}{{2, store.ErrConflict}, {1, nil}, {1, store.ErrConflict}, {2, nil}} {
		if err := put(c.version, fmt.Sprint("body ", c.version)); err != c.want {
			t.Errorf("version %d: %v, want %v", c.version, err, c.want)
		}
	}
	newest, err := s.Templates(t.Context())
	if err != nil || len(newest) != 1 || newest[0].Body != "body 2" {
		t.Errorf("%+v, %v", newest, err)
	}
	if all, err := s.TemplateHistory(t.Context(), "remind"); err != nil || len(all) != 2 || all[1].Body != "body 1" {
		t.Errorf("%+v, %v", all, err)
	}
}
