package year

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"github.com/donthu/donthu/internal/digest"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// outages of a day.
type outages struct {
	timers   bool // no workflow wakes: the sweep alone
	sweep    bool // the sweep is dead: timers alone
	mornings bool // nobody tells anybody before the afternoon
	kills    bool // programs die in the middle of a batch, transactions with them
}

// digestDay is a morning on which digests were written.
type digestDay struct {
	at   time.Time
	day  legaltime.Date
	soon legaltime.Date
}

func (y *year) live() {
	for n := range *days {
		day := first.AddDays(n)
		if n%30 == 0 && *report != "" {
			fmt.Printf("%s after %.0f s\n", day, time.Since(y.begun).Seconds())
		}
		if n%20 == 10 {
			y.tidy()
		}
		o := outages{timers: n%11 == 3, sweep: n%11 == 7, mornings: n%5 == 2, kills: n%6 == 4}
		y.timed("night", func() { y.night(day, n, o) })
		y.timed("morning", func() { y.morning(day, o) })
		y.timed("office", func() { y.officeHours(day, n, o) })
		y.timed("afternoon", func() { y.afternoon(day, o) })
	}
}

// tidy does what a database does by itself in the course of a year, and the
// throw-away ones of tests do not.
func (y *year) tidy() {
	conn, err := pgx.Connect(y.ctx, y.url)
	y.must(err)
	defer conn.Close(y.ctx)
	_, err = conn.Exec(y.ctx, `VACUUM ANALYZE`)
	y.must(err)
}

func (y *year) night(day legaltime.Date, n int, o outages) {
	y.set(day, 0, 1)
	if n > 0 {
		y.people.change(day)
		y.barLater(day)
	}
	y.set(day, 5, 0)
	y.timers(day, o)
	y.set(day, 6, 45)
	y.look(day, o)
}

// look is the guards' round; what died is made anew and begins again.
func (y *year) look(day legaltime.Date, o outages) {
	if o.sweep {
		y.counts["rounds of timers alone"]++
	} else {
		if o.kills {
			y.dies(func(ctx context.Context, p *program) { _ = p.sweep().Once(ctx) })
		}
		y.must(y.over(y.records).sweep().Once(y.ctx))
	}
	y.looks = append(y.looks, y.now())
}

// timers wake the cases whose alarm is due: half of them, the rest is late and
// left to the sweep; all, where there is no sweep; none, where there are no
// workflows.
func (y *year) timers(day legaltime.Date, o outages) {
	if o.timers {
		y.counts["rounds of the sweep alone"]++
		return
	}
	var all errgroup.Group
	all.SetLimit(hands)
	for _, id := range y.ids(`SELECT id::text FROM cases WHERE outcome = '' AND wake <= $1::text::date`, day.String()) {
		if o.sweep || odd(id) {
			all.Go(func() error { return y.over(y.records).tick(y.ctx, id) })
		}
	}
	y.must(all.Wait())
}

func (y *year) ids(sql string, args ...any) []string {
	conn, err := pgx.Connect(y.ctx, y.url)
	y.must(err)
	defer conn.Close(y.ctx)
	rows, _ := conn.Query(y.ctx, sql, args...)
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	y.must(err)
	return ids
}

func (y *year) morning(day legaltime.Date, o outages) {
	y.set(day, 6, 50)
	if !o.mornings {
		y.dispatch(o)
	}
	y.set(day, 7, 10)
	cal, err := y.laws.Days(y.ctx)
	y.must(err)
	if o.kills {
		y.dies(func(ctx context.Context, p *program) { _, _ = p.digests().Day(ctx, day) })
	}
	y.timed("digests", func() { _, err = y.over(y.records).digests().Day(y.ctx, day) })
	y.must(err)
	if cal.Working(day) {
		y.digests = append(y.digests, digestDay{y.now(), day, cal.AddWorkingDays(day, digest.Soon)})
	}
	y.set(day, 7, 40)
	if !o.mornings {
		y.dispatch(o)
	}
}

func (y *year) officeHours(day legaltime.Date, n int, o outages) {
	cal, err := y.laws.Days(y.ctx)
	y.must(err)
	y.set(day, 9, 0)
	if cal.Working(day) {
		y.clerks.receive(day, y.clerks.quota(n, *days))
		y.clerks.work(day)
	} else {
		y.clerks.postpone(day)
	}
	y.set(day, 10, 0)
	if unit, rows, is := schedule(day, n); is {
		y.publish(unit, rows)
	}
	y.set(day, 12, 0)
	if o.kills {
		y.dies(func(ctx context.Context, p *program) { _, _ = p.desk().MoveCases(ctx) })
	}
	_, err = y.over(y.records).desk().MoveCases(y.ctx)
	y.must(err)
}

func (y *year) afternoon(day legaltime.Date, o outages) {
	y.set(day, 16, 25)
	if o.sweep { // a workflow whose alarm is due wakes at once after an act
		y.timers(day, o)
	}
	y.set(day, 16, 30)
	y.look(day, o)
	y.set(day, 16, 40)
	y.dispatch(o)
}

// dispatch tells everybody and sends all mails that may go out.
func (y *year) dispatch(o outages) {
	if o.kills {
		y.dies(func(ctx context.Context, p *program) { _, _, _ = p.dispatcher().Once(ctx) })
		y.pass(11 * time.Minute) // what the dead had claimed is free again
	}
	defer func(begun time.Time) { y.spent["dispatch"] += time.Since(begun) }(time.Now())
	var all errgroup.Group
	for range hands {
		all.Go(func() error {
			for d := y.over(y.records).dispatcher(); ; {
				told, mailed, err := d.Once(y.ctx)
				if err != nil || told+mailed == 0 {
					return err
				}
			}
		})
	}
	y.must(all.Wait())
}

// dies lets a program work for some milliseconds: then it is thrown away in the
// midst of what it does. Meanwhile a transaction of it is killed in the database.
func (y *year) dies(work func(context.Context, *program)) {
	y.counts["programs thrown away"]++
	named, err := url.Parse(y.url)
	y.must(err)
	asked := named.Query()
	asked.Set("application_name", dying)
	named.RawQuery = asked.Encode()
	records, err := store.Open(y.ctx, named.String(), store.Options{MaxConns: 8, Unsafe: true})
	y.must(err)
	ctx, kill := context.WithTimeout(y.ctx, time.Duration(1+y.dice.IntN(40))*time.Millisecond)
	defer kill()
	var killer sync.WaitGroup
	if y.dice.IntN(2) == 0 {
		killer.Go(y.killBackends)
	}
	work(ctx, y.over(records))
	killer.Wait()
	records.Close()
	y.letGo()
}

// dying is how the database knows the programs that are thrown away.
const dying = "dying"

// letGo waits until the database has noticed who died: until then it holds the
// rows that they had locked, and who comes next passes over them. Others come
// every second and find them later; here nobody comes for hours.
func (y *year) letGo() {
	for y.ids(`SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`, dying)[0] != "0" {
		time.Sleep(time.Millisecond)
	}
}

func (y *year) killBackends() {
	conn, err := pgx.Connect(context.Background(), y.url)
	if err != nil {
		return
	}
	defer conn.Close(context.Background())
	var n int
	err = conn.QueryRow(context.Background(), `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name = $1 AND state <> 'idle'`, dying).Scan(&n)
	if err == nil {
		y.mu.Lock()
		y.counts["transactions killed"] += n
		y.mu.Unlock()
	}
}
