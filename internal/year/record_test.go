package year

import (
	"encoding/json"
	"slices"
	"sort"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// record is what the tables say at the end of the year.
type record struct {
	cases     []*past
	notices   map[string]map[rung]*told // by case
	calendars map[string]*legaltime.Calendar
	guards    map[plan.Guard]*guard.Expr
	reg       *register
	inbox     map[entry][]time.Time
	digests   map[string]string // owner + day -> body
}

// past is one case.
type past struct {
	id, code string
	p        *plan.Plan
	events   []machine.Event
	ends     []bool
}

// told is a row of the outbox with what became of it.
type told struct {
	id     int64
	seq    int
	state  string
	date   legaltime.Date
	posts  posts
	roles  []string
	at     time.Time // told; zero: not
	places []place
}

// place is who was told in place of one role.
type place struct {
	Role, Unit, Reached, As string
	People                  []string
}

type entry struct {
	notice int64
	owner  string
}

func (y *year) read() *record {
	conn, err := pgx.Connect(y.ctx, y.url)
	y.must(err)
	defer conn.Close(y.ctx)
	r := &record{notices: map[string]map[rung]*told{}, calendars: map[string]*legaltime.Calendar{}, guards: map[plan.Guard]*guard.Expr{}, inbox: map[entry][]time.Time{}, digests: map[string]string{}}
	r.reg = y.readRegister(conn)
	y.readCases(conn, r)
	y.readNotices(conn, r)
	y.readInbox(conn, r)
	return r
}

// each reads all rows of a question.
func (y *year) each(conn *pgx.Conn, sql string, scan func(pgx.Rows) error) {
	rows, err := conn.Query(y.ctx, sql)
	y.must(err)
	defer rows.Close()
	for rows.Next() {
		y.must(scan(rows))
	}
	y.must(rows.Err())
}

func (y *year) readCases(conn *pgx.Conn, r *record) {
	y.each(conn, `SELECT hash, name, csv FROM calendars`, func(rows pgx.Rows) error {
		var hash, name, csv string
		if err := rows.Scan(&hash, &name, &csv); err != nil {
			return err
		}
		cal, err := legaltime.ParseCalendar(name, []byte(csv))
		r.calendars[hash] = cal
		return err
	})
	y.each(conn, `SELECT c.id::text, c.code, c.plan, s.event, coalesce((SELECT bool_or(x ->> 'kind' = 'end') FROM json_array_elements(CASE json_typeof(s.commands) WHEN 'array' THEN s.commands ELSE '[]' END) x), false)
		FROM steps s JOIN cases c ON c.id = s.case_id ORDER BY c.id, s.seq`, func(rows pgx.Rows) error {
		var id, code, hash string
		var text []byte
		var e machine.Event
		var end bool
		if err := rows.Scan(&id, &code, &hash, &text, &end); err != nil {
			return err
		}
		if err := json.Unmarshal(text, &e); err != nil {
			return err
		}
		if n := len(r.cases); n == 0 || r.cases[n-1].id != id {
			p, err := y.laws.Plan(hash)
			if err != nil {
				return err
			}
			r.cases = append(r.cases, &past{id: id, code: code, p: p})
		}
		c := r.cases[len(r.cases)-1]
		c.events, c.ends = append(c.events, e), append(c.ends, end)
		return nil
	})
}

func (y *year) readNotices(conn *pgx.Conn, r *record) {
	byID := map[int64]*told{}
	y.each(conn, `SELECT id, case_id::text, seq, clock, run, rung, left(due, 10), state, date::text, unit, superior, receiver, roles FROM outbox WHERE kind = 'notify' AND again = 0`, func(rows pgx.Rows) error {
		var t told
		var id, date string
		var key rung
		if err := rows.Scan(&t.id, &id, &t.seq, &key.clock, &key.run, &key.n, &key.due, &t.state, &date, &t.posts.unit, &t.posts.superior, &t.posts.receiver, &t.roles); err != nil {
			return err
		}
		var err error
		if t.date, err = legaltime.ParseDate(date); err != nil {
			return err
		}
		if r.notices[id] == nil {
			r.notices[id] = map[rung]*told{}
		}
		if r.notices[id][key] != nil {
			y.t.Errorf("%s %v stands twice in the record", id, key)
		}
		r.notices[id][key], byID[t.id] = &t, &t
		return nil
	})
	y.each(conn, `SELECT outbox_id, role, unit, reached, as_role, people, at FROM addressees`, func(rows pgx.Rows) error {
		var id int64
		var p place
		var at time.Time
		if err := rows.Scan(&id, &p.Role, &p.Unit, &p.Reached, &p.As, &p.People, &at); err != nil {
			return err
		}
		if t := byID[id]; t != nil {
			slices.Sort(p.People)
			t.at, t.places = at, append(t.places, p)
		}
		return nil
	})
}

func (y *year) readInbox(conn *pgx.Conn, r *record) {
	y.each(conn, `SELECT coalesce(outbox_id, 0), coalesce(case_id::text, ''), owner, coalesce(about, ''), at, body FROM inbox`, func(rows pgx.Rows) error {
		var e entry
		var id, about, body string
		var at time.Time
		if err := rows.Scan(&e.notice, &id, &e.owner, &about, &at, &body); err != nil {
			return err
		}
		if e.notice > 0 {
			r.inbox[e] = append(r.inbox[e], at)
			y.mayKnow(id, e.owner, at, "inbox")
		} else {
			r.digests[e.owner+" "+about] = body
		}
		return nil
	})
	y.each(conn, `SELECT o.case_id::text, d.recipient, d.sent FROM deliveries d JOIN outbox o ON o.id = d.outbox_id WHERE d.state = 'done' AND d.sent IS NOT NULL`, func(rows pgx.Rows) error {
		var id, user string
		var at time.Time
		if err := rows.Scan(&id, &user, &at); err != nil {
			return err
		}
		y.mayKnow(id, user, at, "mail")
		return nil
	})
}

// mayKnow: nobody who is barred from a case is told of it.
func (y *year) mayKnow(id, user string, at time.Time, how string) {
	for _, b := range y.barred[id] {
		if b.user == user && !at.Before(b.at) {
			y.fault("a barred person was told", "%s of %s by %s at %v", user, id, how, at)
		}
	}
}

func (y *year) readRegister(conn *pgx.Conn) *register {
	reg := &register{parent: map[string]string{}, inspects: map[string]string{}, left: y.people.closed}
	y.each(conn, `SELECT id, coalesce(parent, ''), coalesce(inspects, '') FROM units`, func(rows pgx.Rows) error {
		var id, parent, of string
		err := rows.Scan(&id, &parent, &of)
		reg.parent[id] = parent
		if of != "" {
			reg.inspects[of] = id
		}
		return err
	})
	day := func(text string) (d legaltime.Date) {
		if text != "" {
			var err error
			d, err = legaltime.ParseDate(text)
			y.must(err)
		}
		return d
	}
	y.each(conn, `SELECT user_id, unit, role, charge, first_day::text, coalesce(last_day::text, '') FROM holdings`, func(rows pgx.Rows) error {
		var h held
		var from, to string
		err := rows.Scan(&h.user, &h.unit, &h.role, &h.charge, &from, &to)
		h.period = period{day(from), day(to)}
		reg.held = append(reg.held, h)
		return err
	})
	y.each(conn, `SELECT user_id, coalesce(substitute, ''), coalesce(unit, ''), role, first_day::text, coalesce(last_day::text, '') FROM replacements`, func(rows pgx.Rows) error {
		var x replaced
		var from, to string
		err := rows.Scan(&x.user, &x.by, &x.unit, &x.role, &from, &to)
		x.period = period{day(from), day(to)}
		reg.away = append(reg.away, x)
		return err
	})
	return reg
}

// walk reads a case up to an instant, and what had to be raised by then.
func (y *year) walk(r *record, c *past, until time.Time) *slow {
	s := newSlow(c.p, r.guards)
	var cursor time.Time
	for i, e := range c.events {
		if e.At.After(until) {
			break
		}
		cursor = y.lookUntil(s, cursor, e.At)
		if e.Kind == machine.Ticks {
			s.look(e.On.Date, e.At)
			s.ended = s.ended || c.ends[i]
			continue
		}
		s.take(e, r.calendars, c.ends[i])
		cursor = e.At
	}
	y.lookUntil(s, cursor, until)
	return s
}

// lookUntil lets the guards look at a case after one instant and up to another.
func (y *year) lookUntil(s *slow, after, until time.Time) time.Time {
	if after.IsZero() {
		return until
	}
	for {
		day := s.next()
		if day.IsZero() {
			return until
		}
		if from := day.At(0, 0); from.After(after) {
			after = from
		}
		i := sort.Search(len(y.looks), func(i int) bool { return y.looks[i].After(after) })
		if i == len(y.looks) || y.looks[i].After(until) {
			return until
		}
		after = y.looks[i]
		s.look(legaltime.DateOf(after), after)
	}
}
