package casework_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/machine"
)

// closing files a complaint of such a day without further ado.
func (o *office) closing(id, key string, late ...casework.LateCause) error {
	o.t.Helper()
	_, err := o.Act(context.Background(), o.scope("thu-truong-xa-a"), casework.Doing{Case: id, Act: "luu-don", With: values(o.t, map[string]any{"can-cu": "khong-du-dieu-kien"}), Late: late, Key: key})
	return err
}

func refusal(t *testing.T, err error, code string) *machine.Refusal {
	t.Helper()
	var r *machine.Refusal
	if !errors.As(err, &r) || r.Code != code || r.Sentence == "" {
		t.Fatalf("%v, want a refusal %s", err, code)
	}
	return r
}

var byPeople = casework.LateCause{Clock: "thu-ly", Unit: "xa-a", Cause: "thieu-nguoi"}

func TestAnOverdueCaseIsNotClosedBeforeItIsSaidThroughWhom(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString())
	key := uuid.NewString()
	if s := refusal(t, o.closing(r.ID, key), casework.LatenessUnnamed); !strings.Contains(s.Sentence, "«Thời hạn thụ lý") {
		t.Errorf("which term: %s", s.Sentence)
	}
	for _, wrong := range []casework.LateCause{{Clock: "thu-ly", Unit: "xa-z", Cause: "thieu-nguoi"}, {Clock: "thu-ly", Unit: "xa-a", Cause: "luoi"}, {Clock: "thu-ly", Unit: "xa-a", Cause: casework.OtherCause}} {
		if s := refusal(t, o.closing(r.ID, key, wrong), casework.WrongValue); len(s.Fields) != 1 {
			t.Errorf("%+v: %+v", wrong, s.Fields)
		}
	}
	other := casework.LateCause{Clock: "thu-ly", Unit: "xa-b", Cause: casework.OtherCause, Note: "Ông " + canary + " đi vắng"}
	for range 2 { // the same request again
		must(t, o.closing(r.ID, key, other))
	}
	v, err := o.Show(context.Background(), o.scope("thu-truong-xa-a"), r.ID)
	must(t, err)
	if v.Lateness == nil || len(v.Lateness.Clocks) != 1 || len(v.Lateness.Clocks[0].Said) != 1 {
		t.Fatalf("%+v", v.Lateness)
	}
	if s := v.Lateness.Clocks[0].Said[0]; s.Unit.ID != "xa-b" || s.Cause.Title == "" || s.Note != other.Note || s.Author.ID != "thu-truong-xa-a" || s.On != "2026-11-23" {
		t.Errorf("%+v", s)
	}
	rows, err := o.Records.Lateness(context.Background(), r.ID)
	must(t, err)
	text, err := json.Marshal(rows)
	must(t, err)
	if strings.Contains(string(text), "Chim") {
		t.Error("a note stands outside of the vault")
	}
	owners, err := o.Records.CasesOfTokens(context.Background(), []string{rows[0].Note})
	if err != nil || owners[rows[0].Note] != r.ID {
		t.Errorf("the record does not know the note: %v, %v", owners, err)
	}
}

func TestACaseInTimeIsClosedWithoutACause(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	must(t, o.closing(r.ID, uuid.NewString(), byPeople))
	v, err := o.Show(context.Background(), o.scope("thu-truong-xa-a"), r.ID)
	must(t, err)
	if rows, err := o.Records.Lateness(context.Background(), r.ID); v.Lateness != nil || len(rows) != 0 || err != nil {
		t.Errorf("%+v, %v, %v", v.Lateness, rows, err)
	}
}

func TestACauseIsCorrectedByAFurtherRow(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString())
	say := func(user string, c casework.LateCause) error {
		return o.NameLateness(context.Background(), o.scope(user), r.ID, uuid.NewString(), c)
	}
	must(t, say("thu-truong-xa-a", byPeople)) // ahead of the closing
	must(t, o.closing(r.ID, uuid.NewString()))
	refusal(t, say("nguoi-xu-ly-xa-a", byPeople), casework.Forbidden)
	refusal(t, say("thu-truong-xa-a", casework.LateCause{Clock: "giai-quyet", Unit: "xa-a", Cause: "thieu-nguoi"}), casework.WrongValue)
	must(t, say("thu-truong-xa-a", casework.LateCause{Clock: "thu-ly", Unit: "xa-b", Cause: "cho-phoi-hop"}))
	v, err := o.Show(context.Background(), o.scope("nguoi-xu-ly-xa-a"), r.ID)
	must(t, err)
	said := v.Lateness.Clocks[0].Said
	if len(said) != 2 || said[0].Cause.Name != "cho-phoi-hop" || said[1].Cause.Name != "thieu-nguoi" || v.Lateness.MayName {
		t.Errorf("%+v", v.Lateness)
	}
}

func TestAKeyNamesOneCauseAndKeepsOneNote(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-10-01", uuid.NewString())
	key, said := uuid.NewString(), casework.LateCause{Clock: "thu-ly", Unit: "xa-a", Cause: casework.OtherCause, Note: "Mất điện ba ngày"}
	say := func(c casework.LateCause) error {
		return o.NameLateness(context.Background(), o.scope("thu-truong-xa-a"), r.ID, key, c)
	}
	must(t, say(said))
	must(t, say(said))
	for _, other := range []casework.LateCause{byPeople, {Clock: "thu-ly", Unit: "xa-b", Cause: said.Cause, Note: said.Note}, {Clock: "thu-ly", Unit: "xa-a", Cause: said.Cause, Note: "Mất mạng"}} {
		refusal(t, say(other), casework.KeyReused)
	}
	if rows, err := o.Records.Lateness(context.Background(), r.ID); len(rows) != 1 || err != nil {
		t.Errorf("%+v, %v", rows, err)
	}
}
