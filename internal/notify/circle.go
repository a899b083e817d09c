package notify

import (
	"slices"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// circle gathers who is told of notices that belong together: each person once,
// of all that is meant for them.
type circle struct {
	law     *machine.Law
	now     time.Time
	anyHour bool // offices never close
	link    string
	letters []letter
}

// add takes the readers of the next notice, which says more than those before.
func (c *circle) add(n store.NoticeRow, people []reader) {
	for _, r := range people {
		i := slices.IndexFunc(c.letters, func(l letter) bool { return l.to.ID == r.ID })
		if i < 0 {
			i = len(c.letters)
			c.letters = append(c.letters, letter{law: c.law, today: legaltime.DateOf(c.now), at: c.now, link: c.link})
		}
		l := &c.letters[i]
		if r.instead != "" && !slices.Contains(l.instead, r.instead) {
			l.instead = append(l.instead, r.instead)
		}
		if len(l.of) > 0 && l.last().ID == n.ID {
			continue // two roles of one notice: the first stands
		}
		l.to = r
		l.of = append(l.of, n)
	}
}

// recipients are the entries, with mails and calls of the gateway where there
// are such ways. The end of a case is told in the inbox alone.
func (c *circle) recipients(w ways) (list []store.Recipient) {
	for _, l := range c.letters {
		r := store.Recipient{Notice: l.last().ID, User: l.to.ID, Kind: l.kind(), Title: l.title(), Body: l.body()}
		if l.last().Kind != machine.End {
			r.NotBefore = c.now
			if !c.anyHour && !l.urgent() {
				r.NotBefore = Opens(l.to.hours, c.law.Calendar(), c.now)
			}
			w.add(&r, l)
		}
		list = append(list, r)
	}
	return list
}

func (c *circle) users() (ids []string) {
	for _, l := range c.letters {
		ids = append(ids, l.to.ID)
	}
	return ids
}
