package year

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/digest"
	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// program is what runs beside the clerks, with connections of its own: it may
// be thrown away at any time.
type program struct {
	*year
	own *store.Store
}

func (y *year) over(records *store.Store) *program { return &program{y, records} }

func (p *program) sweep() notify.Sweep {
	return notify.Sweep{Store: p.own, Laws: p.laws, Tick: p.tick, Log: zerolog.Nop(), Now: p.now}
}

func (p *program) digests() digest.Desk {
	return digest.Desk{Store: p.own, Laws: p.laws, PublicURL: "https://tinh.test", Now: p.now}
}

func (p *program) desk() *casework.Service {
	return &casework.Service{Records: p.own, Laws: p.laws, Runner: caseworktest.NewDirect(p.laws, p.own), Now: p.now}
}

func (p *program) dispatcher() *notify.Dispatcher {
	host, port, err := net.SplitHostPort(p.post)
	p.must(err)
	n, err := strconv.Atoi(port)
	p.must(err)
	m, err := notify.NewMailer(notify.MailOptions{Host: host, Port: n, TLS: "none", From: "donthu@tinh.test"})
	p.must(err)
	return notify.New(p.own, p.laws, notify.Options{PublicURL: "https://tinh.test", Mailer: m, Log: zerolog.Nop(), Now: p.now})
}

// tick is what a timer does in a workflow, and what the sweep asks of one.
func (p *program) tick(ctx context.Context, id string) error {
	in, err := p.own.CaseInput(ctx, id)
	if err != nil {
		return err
	}
	today := legaltime.DateOf(p.now())
	_, err = caseworktest.NewDirect(p.laws, p.own).Apply(ctx, in, machine.Event{Kind: machine.Ticks, On: legaltime.Day(today), At: p.now(),
		Command: fmt.Sprintf("tick-%s-%d", today, in.Progress.State.Seq+1)})
	return err
}

// schedule is the notice that is published on a day of the year: three times
// days off that are near, one with a day worked instead, one of the province's own.
func schedule(day legaltime.Date, n int) (unit, rows string, is bool) {
	for way := day.AddDays(3); ; way = way.AddDays(1) {
		if way.Weekday() != time.Wednesday {
			continue
		}
		switch n {
		case *days / 5:
			return "", fmt.Sprintf("off,%s,Nghỉ phòng bão,CĐ 01\noff,%s,Nghỉ phòng bão,CĐ 01\n", way, way.AddDays(2)), true
		case *days / 2:
			return "", fmt.Sprintf("off,%s,Nghỉ thêm,TB 02\nswapped,%s,ngày nghỉ hoán đổi,TB 02\nworked,%s,làm bù,TB 02\n", way, way.AddDays(1), way.AddDays(10)), true
		case *days * 7 / 10:
			return "ubnd-tinh", fmt.Sprintf("off,%s,Ngày truyền thống của tỉnh,QĐ 03\noff,%s,Nghỉ lễ hội của tỉnh,QĐ 03\n", way, way.AddDays(21)), true
		}
		return "", "", false
	}
}

// publish brings a schedule into force as two officers do.
func (y *year) publish(unit, rows string) {
	today := legaltime.DateOf(y.now())
	scope := func(user string) access.Scope {
		s, err := access.ScopeOf(y.ctx, y.records, user, today)
		y.must(err)
		return s
	}
	l, err := y.over(y.records).desk().LoadCalendar(y.ctx, scope(access.Administers), casework.Loading{Unit: unit, Title: "Thông báo nghỉ", Number: "01/TB", Issued: today,
		Text: "kind,date,name,source\n" + rows, Key: uuid.NewString()})
	y.must(err)
	look, err := y.over(y.records).desk().BeginPreview(y.ctx, scope(access.Administers), l.ID)
	y.must(err)
	y.must(look(y.ctx))
	_, err = y.over(y.records).desk().PublishCalendar(y.ctx, scope(access.Publishes), l.ID)
	y.must(err)
	y.count("schedules published")
}
