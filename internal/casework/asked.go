package casework

import (
	"slices"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// AskedView is an alarm that a leader must acknowledge: who was told of it, and
// who said that they know.
type AskedView struct {
	Clock string     `json:"clock"`
	Title string     `json:"title"`
	Due   string     `json:"due"`
	Told  []ToldView `json:"told" nullable:"false" doc:"in the order in which they were told"`
	State string     `json:"state" enum:"asked,known,over" doc:"asked: nobody said yet that they know; known: somebody did; over: nobody did, and it is not owed any more"`
	Known *KnownView `json:"known,omitempty"`
	Entry int64      `json:"entry,omitempty" doc:"of the reader's own inbox, where it asks them: to be acknowledged there or here"`
}

// ToldView is somebody who was told.
type ToldView struct {
	Name string `json:"name"`
	At   string `json:"at"`
	Up   int    `json:"up,omitempty" doc:"steps up the chart, because nobody acknowledged it below"`
}

// KnownView is who said that they know, and when.
type KnownView struct {
	Name string `json:"name"`
	At   string `json:"at"`
}

// alarm is what one entry of an inbox stands for: the rungs of a run of a clock that
// one step raised, told at whatever step up the chart.
type alarm struct {
	seq, run int
	clock    string
	due      string
	rungs    []int
	told     []store.ToldRow
}

// holds tells whether a row is about the alarm.
func (a *alarm) holds(t store.ToldRow) bool {
	return a.clock == t.Clock && a.run == t.Run && a.due == t.Due && (t.Again == 0 && a.seq == t.Seq || slices.Contains(a.rungs, t.Rung))
}

// alarmsOf are the alarms that ask to be acknowledged, in the order of the rows.
func alarmsOf(rows []store.ToldRow) (list []*alarm) {
	for _, t := range rows {
		if !t.Asks {
			continue
		}
		i := slices.IndexFunc(list, func(a *alarm) bool { return a.holds(t) })
		if i < 0 {
			i = len(list)
			list = append(list, &alarm{seq: t.Seq, run: t.Run, clock: t.Clock, due: t.Due})
		}
		list[i].rungs, list[i].told = append(list[i].rungs, t.Rung), append(list[i].told, t)
	}
	return list
}

// asked brings the alarms that ask to be acknowledged. Who is barred sees no case,
// and so none of this; to each other reader only their own entry is named.
func (r *reading) asked(v *CaseView) error {
	v.Asked = []AskedView{}
	list := alarmsOf(r.told)
	if len(list) == 0 {
		return nil
	}
	mine, err := r.Records.AskedIn(r.ctx, r.scope.User, r.row.ID)
	for _, a := range slices.Backward(list) {
		view := r.askedOf(a)
		for _, m := range mine {
			if m.Clock == a.clock && m.Run == a.run && m.Due == a.due && slices.Contains(a.rungs, m.Rung) {
				view.Entry = m.Entry
			}
		}
		v.Asked = append(v.Asked, view)
	}
	return err
}

func (r *reading) askedOf(a *alarm) AskedView {
	v := AskedView{Clock: a.clock, Title: r.clockTitle(a.clock), Due: a.due, Told: []ToldView{}, State: "over"}
	if slices.ContainsFunc(r.state.Clocks, func(c machine.Clock) bool { return r.owes(c, a) }) {
		v.State = "asked"
	}
	for _, t := range a.told {
		for _, name := range r.toldNames(t) {
			if !slices.ContainsFunc(v.Told, func(x ToldView) bool { return x.Name == name && x.Up == t.Again }) {
				v.Told = append(v.Told, ToldView{name, t.At.Format(time.RFC3339), t.Again})
			}
		}
		if t.Known != nil {
			v.State, v.Known = "known", &KnownView{r.names.user(t.KnownBy).Name, t.Known.Format(time.RFC3339)}
		}
	}
	return v
}

// owes tells whether a clock still runs to the date of an alarm, in an open case.
func (r *reading) owes(c machine.Clock, a *alarm) bool {
	live := c.State == machine.Running || c.State == machine.Overdue
	return live && c.Name == a.clock && c.Run == a.run && c.Due.Date.String() == a.due[:min(len(a.due), 10)] && r.state.Outcome == ""
}
