package casework_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

var filed = map[string]any{"can-cu": "khong-du-dieu-kien"}

// handedOn is a complaint that commune A kept past its term and then gave to
// commune B, which is in time.
func (o *office) handedOn() casework.Receipt {
	r := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString())
	o.on("2026-11-20", "nguoi-xu-ly-xa-a", r.ID, "chuyen-don", map[string]any{"noi-nhan": "xa-b", "can-cu": "Không thuộc thẩm quyền"})
	o.on("2026-11-23", "nguoi-xu-ly-xa-b", r.ID, "nhan-don", nil)
	return r
}

func TestATermThatRanTwiceAndWasMissedTheFirstTimeIsAsked(t *testing.T) {
	o := newOffice(t)
	r, ctx := o.handedOn(), context.Background()
	late := o.show("thu-truong-xa-b", r.ID).Lateness
	if late == nil || len(late.Clocks) != 1 || late.Clocks[0].Run != 0 || late.Clocks[0].Unit != "xa-a" || !strings.HasSuffix(late.Clocks[0].Title, "(lần 1)") || late.Clocks[0].Due >= "2026-11" {
		t.Fatalf("%+v", late)
	}
	closing := func(causes ...casework.LateCause) error {
		_, err := o.Act(ctx, o.scope("thu-truong-xa-b"), casework.Doing{Case: r.ID, Act: "luu-don", With: values(t, filed), Late: causes, Key: uuid.NewString()})
		return err
	}
	if s := refusal(t, closing(), casework.LatenessUnnamed); !strings.Contains(s.Sentence, "(lần 1)») ") && !strings.Contains(s.Sentence, "(lần 1)».") {
		t.Error(s.Sentence)
	}
	second := casework.LateCause{Clock: "thu-ly", Run: 1, Unit: "xa-b", Cause: "thieu-nguoi"}
	refusal(t, closing(second), casework.LatenessUnnamed) // said of the run that is in time
	must(t, closing(byPeople))
	rows, err := o.Records.Lateness(ctx, r.ID)
	if err != nil || len(rows) != 1 || rows[0].Run != 0 || rows[0].Unit != "xa-a" {
		t.Errorf("%+v %v", rows, err)
	}
}

// What the head corrects closes a case like any other act.
func TestACorrectionThatEndsAnOverdueCaseAsksToo(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString())
	in := casework.Correcting{Case: r.ID, Act: "luu-don", On: onDay(t, "2026-11-20"), With: values(t, filed)}
	_, err := o.correct(chief, in)
	refusal(t, err, casework.LatenessUnnamed)
	must(t, o.NameLateness(context.Background(), o.scope(chief), r.ID, uuid.NewString(), byPeople))
	_, err = o.correct(chief, in)
	must(t, err)
}

// closedItself ends an overdue case without anybody being asked, as a day does.
func (o *office) closedItself(id string) {
	o.t.Helper()
	e := machine.Event{Command: uuid.NewString(), Kind: machine.Acts, Act: "luu-don", On: legaltime.Day(o.Day), At: o.Instant(), With: filed,
		Actor: machine.Actor{User: chief, Unit: "xa-a", Roles: []string{"thu-truong"}}}
	_, err := o.Direct.Act(context.Background(), id, e)
	must(o.t, err)
}

func TestTheHeadHasAListOfEndedCasesWhoseLatenessNobodyNamed(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	list := func(user string) (ids []string) {
		t.Helper()
		l, err := o.Cases(ctx, o.scope(user), casework.Listing{Unsaid: true}, casework.Page{})
		must(t, err)
		for _, c := range l.Items {
			ids = append(ids, c.ID)
		}
		return ids
	}
	late, inTime := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString()), o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_ = o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString()) // late, and open
	o.closedItself(late.ID)
	o.closedItself(inTime.ID)
	if got := list(chief); len(got) != 1 || got[0] != late.ID {
		t.Errorf("%v, want %s", got, late.ID)
	}
	for _, user := range []string{"nguoi-xu-ly-xa-a", "thu-truong-xa-b", "thu-truong-tinh"} {
		if got := list(user); len(got) != 0 {
			t.Errorf("%s has no say: %v", user, got)
		}
	}
	must(t, o.NameLateness(ctx, o.scope(chief), late.ID, uuid.NewString(), byPeople))
	if got := list(chief); len(got) != 0 {
		t.Errorf("it was said: %v", got)
	}
	must(t, o.Records.Exclude(ctx, late.ID, chief))
	twice := o.handedOn()
	_, err := o.Direct.Act(ctx, twice.ID, machine.Event{Command: uuid.NewString(), Kind: machine.Acts, Act: "luu-don", On: legaltime.Day(o.Day), At: o.Instant(), With: filed,
		Actor: machine.Actor{User: "thu-truong-xa-b", Unit: "xa-b", Roles: []string{"thu-truong"}}})
	must(t, err)
	if got := list("thu-truong-xa-b"); len(got) != 1 || got[0] != twice.ID {
		t.Errorf("missed by the body before: %v", got)
	}
}
