package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/notify/sink"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/worker/bench/life"
	"github.com/donthu/donthu/worker/bench/stand"
)

// AlarmGoal is how long 10,000 alarms of one minute may take until the last one
// is out.
const AlarmGoal = 120 * time.Second

// communes share the cases of an alarm lap; each has a head of its own.
const communes = 65

// Alarms measures how long it takes until everybody is told when many clocks
// fall due in the same minute and no timer has raised any of them: the sweep
// alone, from the record to the mail server. Beside it stands the floor: as many
// mails, sent by a loop over as many connections, with nothing behind them.
func Alarms(ctx context.Context, server string, counts []int, out io.Writer) (worst time.Duration, err error) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nclocks due in one minute\traised in bulk\tinboxes\tmails\ta second\tfloor: mails\ta second")
	for _, n := range counts {
		l, err := alarm(ctx, server, n)
		if err != nil {
			return worst, err
		}
		fmt.Fprintf(table, "%d\t%.1f s\t%.1f s\t%.1f s\t%.0f\t%.1f s\t%.0f\n", n, l.raised.Seconds(), l.told.Seconds(), l.mailed.Seconds(),
			float64(n)/l.mailed.Seconds(), l.floor.Seconds(), float64(n)/l.floor.Seconds())
		if n <= 10_000 {
			worst = max(worst, l.mailed)
		}
	}
	return worst, table.Flush()
}

// alarm is one lap. It has servers of its own: what others left in a database
// would be raised, too.
func alarm(ctx context.Context, server string, n int) (l alarmLap, err error) {
	s, err := stand.Start(ctx, server)
	if err != nil {
		return l, err
	}
	defer s.Stop()
	records, err := s.OpenStore(ctx)
	if err != nil {
		return l, err
	}
	defer records.Close()
	a := &alarms{stand: s, store: records, day: legaltime.NewDate(2027, time.March, 8)}
	if err := a.staff(ctx); err != nil {
		return l, err
	}
	return a.lap(ctx, n)
}

// alarms is the database of a lap.
type alarms struct {
	stand *stand.Stand
	store *store.Store
	day   legaltime.Date
}

// alarmLap is how long after the sweep began each was done.
type alarmLap struct{ raised, told, mailed, floor time.Duration }

func (a *alarms) staff(ctx context.Context) (err error) {
	from := legaltime.NewDate(2020, time.January, 1)
	for i := range communes {
		id := commune(i)
		err = errors.Join(err,
			a.store.PutUnit(ctx, store.UnitRow{ID: id, Code: fmt.Sprintf("U%d", i), Name: id, Level: "xa", Branch: "hanh-chinh", FirstDay: from}),
			a.store.PutUser(ctx, store.UserRow{ID: "h" + id, Account: "h" + id, Name: "head", Email: "h" + id + "@bench.test"}),
			a.store.Appoint(ctx, store.HoldingRow{User: "h" + id, Unit: id, Role: "thu-truong", FirstDay: from}))
	}
	return err
}

func commune(i int) string { return fmt.Sprintf("xa-%d", i%communes) }

func (a *alarms) lap(ctx context.Context, n int) (l alarmLap, err error) {
	if err := a.file(ctx, n); err != nil {
		return l, err
	}
	box := &counter{want: int64(n), full: make(chan struct{})}
	server, err := sink.Start(sink.Options{Answer: box.take})
	if err != nil {
		return l, err
	}
	defer func() { _ = server.Close(ctx) }()
	begun := time.Now()
	now := func() time.Time { return a.day.At(8, 0).Add(time.Since(begun)) }
	raised, err := notify.Sweep{Store: a.store, Laws: a.stand, Log: zerolog.Nop(), Now: now}.Raise(ctx)
	if l.raised = time.Since(begun); err != nil || raised != n {
		return l, fmt.Errorf("%d of %d alarms raised: %w", raised, n, err)
	}
	if l.told, l.mailed, err = a.send(ctx, server.Address(), box, begun, now); err != nil {
		return l, err
	}
	l.floor, err = floorOfMails(ctx, n)
	return l, err
}

// file opens cases whose clocks are due on the day of the lap, and whose earlier
// rungs were raised before.
func (a *alarms) file(ctx context.Context, n int) error {
	law := a.stand.Known
	open := life.Event(0, a.day.AddDays(-30).At(9, 0))
	var clerks errgroup.Group
	clerks.SetLimit(8)
	for i := range n {
		clerks.Go(func() error {
			in := contract.RecordInput{Case: uuid.NewString(), Event: open, Wake: a.day.String()}
			in.Event.Seq, in.Event.Unit = 1, commune(i)
			opened, commands, refusal := machine.Advance(law, machine.State{}, in.Event)
			if refusal != nil {
				return refusal
			}
			eve := a.day.AddDays(-1)
			in.State, _, refusal = machine.Advance(law, opened, machine.Event{Kind: machine.Ticks, Seq: 2, On: legaltime.Day(eve), At: eve.At(1, 0)})
			if refusal != nil {
				return refusal
			}
			in.State.Seq, in.Commands = 1, commands
			_, err := a.store.ReserveCase(ctx, store.PendingCase{ID: in.Case, Procedure: life.Procedure, Version: life.Version,
				Kind: law.Plan().Kind, Unit: commune(i), Created: open.At}, fmt.Sprintf("U%d", i%communes), a.day.Year())
			if err != nil {
				return err
			}
			_, err = a.store.Record(ctx, in)
			return err
		})
	}
	return clerks.Wait()
}

// send lets a dispatcher work until every mail is out.
func (a *alarms) send(ctx context.Context, address string, box *counter, begun time.Time, now func() time.Time) (told, mailed time.Duration, err error) {
	mailer, err := mailerAt(address)
	if err != nil {
		return 0, 0, err
	}
	ctx, stop := context.WithTimeout(ctx, 20*time.Minute)
	defer stop()
	d := notify.New(a.store, a.stand, notify.Options{PublicURL: "https://bench.test", Mailer: mailer, Log: zerolog.Nop(), Now: now})
	var busy sync.WaitGroup
	busy.Go(func() { d.Run(ctx) })
	for told == 0 && ctx.Err() == nil {
		time.Sleep(50 * time.Millisecond)
		if waiting, err := a.store.NoticesWaiting(ctx); err == nil && waiting == 0 {
			told = time.Since(begun)
		}
	}
	select {
	case <-box.full:
		mailed = time.Since(begun)
	case <-ctx.Done():
		err = fmt.Errorf("%d of %d mails came: %w", box.seen.Load(), box.want, ctx.Err())
	}
	stop()
	busy.Wait()
	return told, mailed, err
}

func mailerAt(address string) (*notify.Mailer, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	return notify.NewMailer(notify.MailOptions{Host: host, Port: n, TLS: "none", From: "donthu@bench.test"})
}

// counter counts mails, each once.
type counter struct {
	want int64
	seen atomic.Int64
	ids  sync.Map
	full chan struct{}
}

func (c *counter) take(m sink.Mail) (int, string) {
	if _, twice := c.ids.LoadOrStore(m.MessageID, true); !twice && c.seen.Add(1) == c.want {
		close(c.full)
	}
	return 0, ""
}

// floorOfMails sends as many mails with nothing behind them.
func floorOfMails(ctx context.Context, n int) (time.Duration, error) {
	server, err := sink.Start(sink.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { _ = server.Close(ctx) }()
	mailer, err := mailerAt(server.Address())
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	var senders errgroup.Group
	for hand := range 4 {
		senders.Go(func() error {
			var mails []notify.Mail
			for i := hand; i < n; i += 4 {
				mails = append(mails, notify.Mail{ID: uuid.NewString(), To: "a@bench.test", Subject: "Hồ sơ: quá hạn", Text: "Quá hạn.\n"})
			}
			return mailer.SendAll(ctx, mails)
		})
	}
	err = senders.Wait()
	return time.Since(begun), err
}
