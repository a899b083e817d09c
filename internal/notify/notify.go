// Package notify tells people what a case owes: it takes the notices that the
// record left in the outbox, finds who holds the roles today, and puts an entry
// in the inbox of each and a mail on its way.
//
// Exactly once: an inbox entry and a mail are written in one transaction with
// the end of their notice, one for each notice and person. A mail is claimed
// under a lease before it is sent and confirmed right after the server took it.
// Whoever dies between the two leaves a mail of which nobody knows whether it
// went out; the next one sends it again, under the same Message-ID, by which a
// mailbox knows it. A reminder told twice does less harm than one never told,
// and the inbox entry is there once in any case.
//
// The rungs of one clock that one step raised are one entry and one mail for a
// person, which says how things stand on that day: a petition that is written
// down late may raise all of them at once.
//
// Mails of one case hang together by a thread. A mail that may have gone out
// before, because nobody knows what became of it, is marked as said again, and
// is not sent a third time. What is given up is reported to the administrators,
// and the gateway, where there is one, is called instead.
//
// What a mail says is neutral: the case's code, the clock, its date and its
// legal basis, a link. It never names a petitioner or quotes a petition.
package notify

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/rs/zerolog"
)

// Laws hands out the law of a case by the hashes of its plan and calendar.
type Laws interface {
	Law(plan, calendar string) (*machine.Law, error)
}

// Options tune a Dispatcher.
type Options struct {
	PublicURL string           // of the page; links in mails begin with it
	Mailer    *Mailer          // nil: no mails are written
	Gateway   *Gateway         // nil: no gateway is called
	Log       zerolog.Logger   // carries ids and codes, never names or addresses
	Now       func() time.Time // nil: time.Now
	AnyHour   bool             // mails do not wait for offices to open: for demonstrations
	Every     time.Duration    // how often an idle dispatcher looks again; 0: one second
}

// Dispatcher turns notices into inbox entries and mails. Several may run
// beside each other.
type Dispatcher struct {
	store *store.Store
	laws  Laws
	o     Options
}

// New is a Dispatcher over the record.
func New(s *store.Store, laws Laws, o Options) *Dispatcher {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Every == 0 {
		o.Every = time.Second
	}
	return &Dispatcher{store: s, laws: laws, o: o}
}

const (
	batch     = 200              // of notices
	bundle    = 20               // of mails
	hands     = 4                // of a dispatcher that tells
	senders   = 4                // connections to the mail server
	lease     = 10 * time.Minute // longer than a bundle of mails that all time out
	longest   = time.Hour        // between two attempts
	surrender = 40               // attempts at a mail, about a day and a half
)

// Run works until ctx ends. Telling, mailing and calling the gateway go on beside
// each other: a slow mail server holds up no inbox. A failure is logged and tried
// again.
func (d *Dispatcher) Run(ctx context.Context) {
	var busy sync.WaitGroup
	for _, work := range []func(context.Context) (int, error){d.tellAll, d.callAll, d.report} {
		busy.Go(func() { d.keep(ctx, work) })
	}
	for range senders {
		busy.Go(func() { d.keep(ctx, d.mailAll) })
	}
	busy.Wait()
}

// keep does one kind of work for as long as there is some, and then looks again
// every now and then.
func (d *Dispatcher) keep(ctx context.Context, work func(context.Context) (int, error)) {
	for ctx.Err() == nil {
		n, err := work(ctx)
		if err != nil && ctx.Err() == nil {
			d.o.Log.Error().Err(err).Msg("notices")
		}
		if err == nil && n > 0 {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(d.o.Every):
		}
	}
}

// Once handles one batch of notices, one of mails and one of calls of the
// gateway, and says how many it took on, whatever became of them.
func (d *Dispatcher) Once(ctx context.Context) (told, mailed int, err error) {
	told, failed := d.tellAll(ctx)
	mailed, lost := d.mailAll(ctx)
	called, silent := d.callAll(ctx)
	_, unsaid := d.report(ctx)
	return told, mailed + called, errors.Join(failed, lost, silent, unsaid)
}

func (d *Dispatcher) tellAll(ctx context.Context) (int, error) {
	notices, err := d.store.ClaimNotices(ctx, d.o.Now(), batch, lease)
	if err != nil || len(notices) == 0 {
		return 0, err
	}
	return len(notices), d.newRound(ctx).tell(ctx, grouped(notices))
}

// grouped puts the rungs of one clock that one step raised together, the one
// that says most last; every other notice stands alone.
func grouped(notices []store.NoticeRow) (groups [][]store.NoticeRow) {
	for _, n := range notices {
		i := slices.IndexFunc(groups, func(g []store.NoticeRow) bool {
			return n.Kind == machine.Notify && g[0].Kind == machine.Notify && g[0].Case == n.Case && g[0].Seq == n.Seq && g[0].Clock == n.Clock
		})
		if i < 0 {
			groups = append(groups, []store.NoticeRow{n})
			continue
		}
		groups[i] = append(groups[i], n)
		slices.SortStableFunc(groups[i], func(a, b store.NoticeRow) int {
			return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Rung, b.Rung))
		})
	}
	return groups
}

func (d *Dispatcher) postpone(ctx context.Context, problem string, notices ...store.NoticeRow) (err error) {
	for _, n := range notices {
		d.o.Log.Warn().Str("case", n.Case).Int64("notice", n.ID).Int("attempts", n.Attempts).Str("problem", problem).Msg("a notice reaches nobody")
		err = errors.Join(err, d.store.NoticeFailed(ctx, n, problem, d.again(n.Attempts), false))
	}
	return err
}
