package year

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// judge holds the record against the slow reading.
func (y *year) judge() {
	lived := time.Since(y.begun)
	r := y.read()
	end := y.now()
	for _, c := range r.cases {
		y.judgeCase(r, c, end)
	}
	y.judgeAgain()
	y.judgeMails()
	y.judgeDigests(r)
	y.keep(y.report(len(r.cases), lived, time.Since(y.begun)-lived))
}

// fault is something that must not be; only the first of a kind are shown.
func (y *year) fault(kind, format string, args ...any) {
	y.t.Helper()
	if y.count("FAULT: " + kind); y.counts["FAULT: "+kind] <= 5 {
		y.t.Errorf(kind+": "+format, args...)
	}
}

func (y *year) judgeCase(r *record, c *past, end time.Time) {
	s := y.walk(r, c, end)
	rows := maps.Clone(r.notices[c.id])
	told := map[string][]*told{}
	for _, e := range c.events {
		y.counts["steps: "+string(e.Kind)]++
	}
	for i, d := range s.due {
		y.counts["rungs due"]++
		row := rows[d.rung]
		if row == nil {
			y.fault("a rung is missing", "%s (%s): %+v, looked at %v%s", c.code, c.p.Procedure, d.rung, d.at, story(c))
			continue
		}
		delete(rows, d.rung)
		if row.date != d.on || !slices.Equal(row.roles, d.roles) || row.posts != d.posts {
			y.fault("a rung is another", "%s %+v: %s %v %+v, must be %s %v %+v", c.id, d.rung, row.date, row.roles, row.posts, d.on, d.roles, d.posts)
		}
		if slices.ContainsFunc(s.due[:i], func(o dueRung) bool { return o.clock == d.clock && o.n == d.n }) {
			y.counts["rungs armed again: for another date"]++
			if byCalendar(c, d) {
				y.counts["rungs armed again: by a calendar"]++
			}
		}
		switch row.state {
		case "done":
			y.judgeTold(r, c, d, row)
			told[group(row)] = append(told[group(row)], row)
		case "moot":
			y.counts["rungs withdrawn as moot"]++
			if !s.moot(d) {
				y.fault("a rung was withdrawn that is owed", "%s %+v", c.id, d.rung)
			}
		default:
			y.fault("a rung was not told", "%s %+v is %s", c.id, d.rung, row.state)
		}
	}
	for key, row := range rows {
		y.fault("a rung was raised that was not due", "%s (%s) %+v dated %s%s", c.code, c.p.Procedure, key, row.date, story(c))
	}
	for _, rows := range told {
		y.judgeInbox(r, c, rows)
	}
}

// group are rungs of one clock that were told together.
func group(t *told) string { return fmt.Sprint(t.seq, t.at.UnixNano()) }

// byCalendar says that the last thing that moved the date was a calendar.
func byCalendar(c *past, d dueRung) bool {
	for _, e := range slices.Backward(c.events) {
		if e.At.Before(d.at) && e.Kind != machine.Ticks {
			return e.Kind == machine.Calendar
		}
	}
	return false
}

// judgeTold: in time, while it was owed, to those who had to be told that day.
func (y *year) judgeTold(r *record, c *past, d dueRung, row *told) {
	y.counts["rungs told: "+string(d.does)]++
	late := row.at.Sub(d.at) > 24*time.Hour
	if late && y.walk(r, c, d.at.Add(20*time.Hour)).moot(d) { // it was withdrawn in time, and the date came back
		late = false
		y.counts["rungs told after their date came back"]++
	}
	if row.at.Before(d.at) || late {
		y.fault("a rung was told at the wrong time", "%s %+v: seen due at %v, told at %v", c.id, d.rung, d.at, row.at)
	}
	if slices.ContainsFunc(c.events, func(e machine.Event) bool { return e.At.After(d.at) && !e.At.After(row.at) }) && y.walk(r, c, row.at).moot(d) {
		y.fault("a rung was told that was moot", "%s %+v at %v", c.id, d.rung, row.at)
	}
	barred := map[string]bool{}
	for _, b := range y.barred[c.id] {
		barred[b.user] = barred[b.user] || !row.at.Before(b.at)
	}
	q := question{c.p, legaltime.DateOf(row.at), barred, r.reg}
	if len(row.places) != len(d.roles) {
		y.fault("a rung has too many or too few addressees", "%s %+v: %+v", c.id, d.rung, row.places)
	}
	for _, role := range d.roles {
		want := q.who(role, d.posts)
		i := slices.IndexFunc(row.places, func(p place) bool { return p.Role == role })
		if i < 0 {
			continue
		}
		p := row.places[i]
		if p.Unit != want.unit || p.Reached != want.reached || p.As != want.role || !slices.Equal(p.People, want.people) {
			y.fault("a rung was told to others", "%s %+v on %s: %+v, must be %+v", c.id, d.rung, q.day, p, want)
		}
		if len(want.people) == 0 {
			y.fault("nobody was told in place of a role", "%s %+v %s", c.id, d.rung, role)
		}
		y.countLevel(want)
	}
}

func (y *year) countLevel(f found) {
	switch {
	case f.role == "":
		y.counts["addressees: as the law says"]++
	case f.levels == 0:
		y.counts["addressees: head or deputy of the same body"]++
	default:
		y.counts[fmt.Sprintf("addressees: %d up", f.levels)]++
	}
}

// judgeInbox: everybody has what was told together exactly once.
func (y *year) judgeInbox(r *record, c *past, rows []*told) {
	type pair struct{ clock, owner string }
	want := map[string]bool{}
	for _, row := range rows {
		for _, p := range row.places {
			for _, u := range p.People {
				want[u] = true
			}
		}
	}
	clocks := map[*told]string{}
	for key, row := range r.notices[c.id] {
		clocks[row] = key.clock
	}
	got := map[pair]int{}
	for _, row := range rows {
		for u := range want {
			got[pair{clocks[row], u}] += len(r.inbox[entry{row.id, u}])
		}
	}
	for _, row := range rows {
		for _, p := range row.places {
			for _, u := range p.People {
				if n := got[pair{clocks[row], u}]; n != 1 {
					y.fault("an inbox entry is missing or doubled", "%s: %s has %d of %s", c.id, u, n, clocks[row])
				}
			}
		}
	}
	y.counts["inbox entries"] += len(got)
}

// judgeAgain: what nobody acknowledged was told one step higher only after who
// stands one step lower was told and had a whole day and more.
func (y *year) judgeAgain() {
	y.counts["rungs told one step higher"] = len(y.ids(`SELECT id::text FROM outbox WHERE kind = 'notify' AND again > 0`))
	for _, id := range y.ids(`SELECT o.id::text FROM outbox o WHERE o.kind = 'notify' AND o.again > 0 AND NOT EXISTS (
		SELECT FROM outbox b JOIN addressees a ON a.outbox_id = b.id
		WHERE b.kind = 'notify' AND b.asks AND b.case_id = o.case_id AND b.clock = o.clock AND b.run = o.run AND b.rung = o.rung AND b.due = o.due AND b.again = o.again - 1
			AND a.at <= o.wanted - interval '24 hours')`) {
		y.fault("a rung was told higher too soon", "%s", id)
	}
}

// judgeMails: each mail came once; of what became of it while its sender was
// killed, nobody knew, and it came once more.
func (y *year) judgeMails() {
	for _, n := range y.mails {
		y.counts["mails"]++
		if n > 1 {
			y.counts["mails said again after a kill"]++
		}
		if n > 2 {
			y.fault("a mail came more than twice", "%d times", n)
		}
	}
	conn := y.ids(`SELECT d.key FROM deliveries d WHERE d.channel = 'mail' AND d.state = 'done' AND d.sent IS NOT NULL`)
	for _, key := range conn {
		if y.mails[key+"@tinh.test"]+y.mails["<"+key+"@tinh.test>"] == 0 {
			y.fault("a mail is noted as sent that nobody got", "%s", key)
		}
	}
}

// judgeDigests looks at some mornings: every case that is pressed stands once
// with everybody who must read of it, and nothing else does.
func (y *year) judgeDigests(r *record) {
	for i := 5; i < len(y.digests); i += max(1, len(y.digests)/8) {
		d := y.digests[i]
		want := map[string][]string{}
		for _, c := range r.cases {
			s := y.walk(r, c, d.at)
			if len(s.terms) == 0 || s.ended || !y.pressed(s, d.soon) {
				continue
			}
			barred := map[string]bool{}
			for _, b := range y.barred[c.id] {
				barred[b.user] = barred[b.user] || !d.at.Before(b.at)
			}
			q := question{c.p, d.day, barred, r.reg}
			for _, u := range q.heads(s.posts.unit) {
				want[u] = append(want[u], c.code)
			}
			y.counts["cases in the digests looked at"]++
		}
		y.counts["mornings whose digests were looked at"]++
		y.compareDigests(r, d, want)
	}
}

func (y *year) pressed(s *slow, soon legaltime.Date) bool {
	return slices.ContainsFunc(s.terms, func(t *term) bool { return t.state == machine.Running && !t.due.Date.After(soon) })
}

// heads are told in place of the head of a body.
func (q question) heads(unit string) []string {
	return q.who(access.Heads, posts{unit: unit}).people
}

func (y *year) compareDigests(r *record, d digestDay, want map[string][]string) {
	about := " digest/" + d.day.String()
	for key, body := range r.digests {
		user, mine := strings.CutSuffix(key, about)
		if !mine {
			continue
		}
		var got []string
		for l := range strings.Lines(body) {
			if code, _, is := strings.Cut(l, ": "); is && strings.HasPrefix(l, "    ") {
				got = append(got, strings.TrimSpace(code))
			}
		}
		slices.Sort(got)
		slices.Sort(want[user])
		if !slices.Equal(got, want[user]) {
			y.fault("a digest is wrong", "%s on %s: %d cases, must be %d\n%v\n%v", user, d.day, len(got), len(want[user]), got, want[user])
		}
		delete(want, user)
	}
	for user, codes := range want {
		y.fault("a digest is missing", "%s on %s: %v", user, d.day, codes)
	}
}

func (y *year) report(cases int, lived, judged time.Duration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "A year in a province: %s to %s, seed %d\n\n", first, first.AddDays(*days-1), y.seed)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%d\tpetitions\t\n", cases)
	for _, name := range slices.Sorted(maps.Keys(y.counts)) {
		fmt.Fprintf(w, "%d\t%s\t\n", y.counts[name], name)
	}
	_ = w.Flush()
	faults := 0
	for name, n := range y.counts {
		if strings.HasPrefix(name, "FAULT") {
			faults += n
		}
	}
	fmt.Fprintf(&b, "\n%d faults. Lived in %.0f s, judged in %.0f s.\n", faults, lived.Seconds(), judged.Seconds())
	for _, part := range slices.Sorted(maps.Keys(y.spent)) {
		fmt.Fprintf(&b, "  %s %.0f s\n", part, y.spent[part].Seconds())
	}
	b.WriteString("No Temporal in this: cases go through the machine and the record by the calls\nthat the workflow and its activities make.\n")
	return b.String()
}

// story is what happened to a case, for whoever looks for a fault.
func story(c *past) string {
	var b strings.Builder
	for _, e := range c.events {
		if e.Kind != machine.Ticks {
			fmt.Fprintf(&b, "\n   %s %s on %s at %s with %v %s", e.Kind, e.Act, e.On, legaltime.MomentOf(e.At), e.With, e.Calendar)
		}
	}
	return b.String()
}
