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
// What a mail says is neutral: the case's code, the clock, its date and its
// legal basis, a link. It never names a petitioner or quotes a petition.
package notify

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

// Laws hands out the plan of a case by its hash.
type Laws interface {
	Plan(hash string) (*plan.Plan, error)
}

// Options tune a Dispatcher.
type Options struct {
	PublicURL string           // of the page; links in mails begin with it
	Mailer    *Mailer          // nil: inbox only, no mails are written
	Log       zerolog.Logger   // carries ids and codes, never names or addresses
	Now       func() time.Time // nil: time.Now
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
	batch     = 20
	lease     = 10 * time.Minute // longer than a batch of mails that all time out
	longest   = time.Hour        // between two attempts
	surrender = 40               // attempts at a mail, about a day and a half
)

// Run works until ctx ends. A failure is logged and tried again.
func (d *Dispatcher) Run(ctx context.Context) {
	for ctx.Err() == nil {
		told, mailed, err := d.Once(ctx)
		if err != nil && ctx.Err() == nil {
			d.o.Log.Error().Err(err).Msg("notices")
		}
		if err == nil && told+mailed > 0 {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(d.o.Every):
		}
	}
}

// Once handles one batch of notices and one of mails and says how many it took
// on, whatever became of them.
func (d *Dispatcher) Once(ctx context.Context) (told, mailed int, err error) {
	if told, err = d.tellAll(ctx); err != nil {
		return told, 0, err
	}
	mailed, err = d.mailAll(ctx)
	return told, mailed, err
}

func (d *Dispatcher) tellAll(ctx context.Context) (int, error) {
	notices, err := d.store.ClaimNotices(ctx, d.o.Now(), batch, lease)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, n := range notices {
		failed = append(failed, d.tell(ctx, n))
	}
	return len(notices), errors.Join(failed...)
}

// tell handles one notice. One that cannot be handled yet (nobody in the whole
// chain, a plan that is not there) is tried again for ever, at last once an
// hour: a rung is never given up.
func (d *Dispatcher) tell(ctx context.Context, n store.NoticeRow) error {
	found, problem, err := d.resolve(ctx, n)
	if err != nil {
		return err
	}
	if problem != "" {
		d.o.Log.Warn().Str("case", n.Case).Int64("notice", n.ID).Int("attempts", n.Attempts).Str("problem", problem).Msg("a notice reaches nobody")
		return d.store.NoticeFailed(ctx, n, problem, d.again(n.Attempts), false)
	}
	if err := d.store.Address(ctx, n, found.rows, d.o.Now()); err != nil {
		return err
	}
	return d.store.Tell(ctx, n, found.recipients, d.o.Now())
}

func (d *Dispatcher) mailAll(ctx context.Context) (int, error) {
	if d.o.Mailer == nil {
		return 0, nil
	}
	rows, err := d.store.ClaimMails(ctx, d.o.Now(), batch, lease)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	mails := make([]Mail, len(rows))
	for i, r := range rows {
		mails[i] = Mail{ID: r.Key, To: r.Address, Subject: r.Subject, Text: r.Body}
	}
	var failed []error
	d.o.Mailer.send(ctx, mails, func(i int, f *fate) { failed = append(failed, d.settle(ctx, rows[i], f)) })
	return len(rows), errors.Join(failed...)
}

// settle writes down what became of a mail. It outlives ctx: a mail that is
// out must be confirmed even while the program stops.
func (d *Dispatcher) settle(ctx context.Context, row store.MailRow, f *fate) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if f == nil {
		return d.store.MailSent(ctx, row, d.o.Now())
	}
	dead := f.final || row.Attempts >= surrender
	d.o.Log.Warn().Int64("mail", row.ID).Int("attempts", row.Attempts).Str("problem", f.problem).Bool("dead", dead).Msg("mail not sent")
	return d.store.MailFailed(ctx, row, f.problem, d.again(row.Attempts), dead)
}

// again is when to try next: 15 seconds after the first attempt, then twice as
// long each time up to an hour, and up to a fifth more so that not all come at
// once.
func (d *Dispatcher) again(attempts int) time.Time {
	wait := longest
	if attempts < 9 {
		wait = min(longest, 15*time.Second<<(attempts-1))
	}
	return d.o.Now().Add(wait + rand.N(wait/5))
}
