package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

const administers = access.Administers

// instead is after how many attempts, about a quarter of an hour, other ways are
// tried beside this one.
const instead = 6

// deliver claims one bundle of what waits, and sends it. Who sends settles each
// row as soon as its fate is known.
func deliver[R any](ctx context.Context, d *Dispatcher, claim func(context.Context, time.Time, int, time.Duration) ([]R, error), send func([]R) error) (int, error) {
	rows, err := claim(ctx, d.o.Now(), bundle, lease)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return len(rows), send(rows)
}

func (d *Dispatcher) mailAll(ctx context.Context) (int, error) {
	if d.o.Mailer == nil {
		return 0, nil
	}
	return deliver(ctx, d, d.store.ClaimMails, func(rows []store.MailRow) error {
		mails := make([]Mail, len(rows))
		for i, r := range rows {
			mails[i] = Mail{ID: r.Key, To: r.Address, Subject: r.Subject, Text: r.Body, HTML: r.HTML, Thread: r.Thread}
		}
		var failed []error
		d.o.Mailer.send(ctx, mails, func(i int) error {
			err := d.begin(ctx, &mails[i], rows[i])
			failed = append(failed, err)
			return err
		}, func(i int, f *fate) { failed = append(failed, d.settle(ctx, "mail", rows[i].Delivery, f)) })
		return errors.Join(failed...)
	})
}

// begin notes that a mail is about to go out. One of which nobody knows what
// became of it goes out once more and says so, and then no more.
func (d *Dispatcher) begin(ctx context.Context, m *Mail, row store.MailRow) error {
	times, err := d.store.MailBegins(ctx, row)
	if err != nil || times == 1 {
		return err
	}
	if times > 2 {
		return d.settleDead(ctx, row)
	}
	m.Subject = "Nhắc lại: " + m.Subject
	return nil
}

var errUnsure = errors.New("notify: a mail may have gone out twice and is not sent again")

func (d *Dispatcher) settleDead(ctx context.Context, row store.MailRow) error {
	err := d.settle(ctx, "mail", row.Delivery, &fate{problem: "unsure", final: true, unsure: true})
	return errors.Join(errUnsure, err)
}

// settle writes down what became of a mail or a call. It outlives ctx: what is
// out must be confirmed even while the program stops.
func (d *Dispatcher) settle(ctx context.Context, way string, row store.Delivery, f *fate) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	if f == nil {
		return d.store.Delivered(ctx, row, d.o.Now())
	}
	why := d.failure(f, row.Attempts)
	d.o.Log.Warn().Int64(way, row.ID).Int("attempts", row.Attempts).Str("problem", f.problem).Bool("dead", why.Dead).Msg("not delivered")
	return d.store.DeliveryFailed(ctx, row, why)
}

func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
}

// failure says whether and when to try again.
func (d *Dispatcher) failure(f *fate, attempts int) store.Failure {
	again := d.again(attempts)
	if after := d.o.Now().Add(min(f.after, longest)); after.After(again) {
		again = after
	}
	dead := f.final || attempts >= surrender
	if dead {
		again = d.o.Now()
	}
	return store.Failure{Problem: f.problem, Again: again, Dead: dead, Unsure: f.unsure, Instead: attempts >= instead}
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

// report tells the administrators what was given up, at most once an hour
// however much it is: the page lists all of it.
func (d *Dispatcher) report(ctx context.Context) (int, error) {
	n, err := d.store.Unreported(ctx)
	if err != nil || n == 0 {
		return 0, err
	}
	to, err := d.administrators(ctx, store.Recipient{Kind: "undelivered", Title: fmt.Sprintf("Không gửi được %d thư hoặc tin nhắn", n),
		Body: "Người nhận vẫn có thông báo trong hộp thư trên trang này. Việc cần làm: mở trang Thư không gửi được, sửa địa chỉ rồi gửi lại."})
	if err != nil || len(to) == 0 {
		return 0, err
	}
	return 0, d.store.Report(ctx, "undelivered/"+d.o.Now().UTC().Format("2006-01-02T15"), to, d.o.Now())
}
