package casework_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

const chief = "thu-truong-xa-a"

func (o *office) correct(user string, in casework.Correcting) (casework.Outcome, error) {
	o.t.Helper()
	if in.Reason == "" {
		in.Reason = "Văn thư vào sổ nhầm ngày"
	}
	if in.Key == "" {
		in.Key = uuid.NewString()
	}
	return o.Correct(o.t.Context(), o.scope(user), in)
}

func onDay(t testing.TB, text string) legaltime.Moment {
	t.Helper()
	m, err := legaltime.ParseMoment(text)
	must(t, err)
	return m
}

func (o *office) show(user, id string) casework.CaseView {
	o.t.Helper()
	v, err := o.Show(o.t.Context(), o.scope(user), id)
	must(o.t, err)
	return v
}

// The head corrects the date of receipt: the term moves, the first step stays as
// it was written, and beside it stands who corrected it and why.
func TestAWrongDateOfReceiptIsCorrected(t *testing.T) {
	o := newOffice(t)
	key := uuid.NewString()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", key)
	in := casework.Correcting{Case: r.ID, Step: 1, On: onDay(t, "2026-11-18"), Key: uuid.NewString()}
	_, err := o.correct("nguoi-xu-ly-xa-a", in)
	says(t, err, machine.NotYourRole, "thủ trưởng")
	out, err := o.correct(chief, in)
	must(t, err)
	if out.Deadlines[0].Due != "2026-11-30" { // seven working days, 24 November being one
		t.Errorf("due %s", out.Deadlines[0].Due)
	}
	if again, err := o.correct(chief, in); err != nil || again.Seq != out.Seq {
		t.Errorf("sent again: %+v, %v", again, err)
	}
	other := in
	other.On = onDay(t, "2026-11-19")
	_, err = o.correct(chief, other)
	says(t, err, casework.KeyReused, "")
	v := o.show(chief, r.ID)
	first, last := v.Steps[0], v.Steps[1]
	if len(v.Steps) != 2 || first.On != "2026-11-20" || first.Corrected == nil || first.Corrected.By != 2 || v.ReceivedAt != "2026-11-18" {
		t.Errorf("received %s; first step %+v", v.ReceivedAt, first)
	}
	if c := last.Correction; c == nil || c.From != "2026-11-20" || c.On != "2026-11-18" || !strings.Contains(c.Reason, "vào sổ nhầm") || last.Actor.Name == "" || len(last.Moved) != 1 {
		t.Errorf("correction %+v", last)
	}
	if v.Corrects == nil || len(v.Corrects.Forgotten) == 0 || o.show("nguoi-xu-ly-xa-a", r.ID).Corrects != nil {
		t.Error("only the head may correct")
	}
	if again := o.open("khieu-nai-lan-dau", "2026-11-20", key); again.ID != r.ID {
		t.Error("the petition sent again is another case now")
	}
	o.sound()
}

func TestAForgottenActAndOneByMistake(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-18", uuid.NewString())
	with := values(t, map[string]any{"can-cu": "Đơn có nhiều nội dung"})
	_, err := o.correct(chief, casework.Correcting{Case: r.ID, Act: "tach-don", With: with, On: onDay(t, "2026-11-17")})
	says(t, err, machine.WrongDateOrder, "18/11/2026")
	out, err := o.correct(chief, casework.Correcting{Case: r.ID, Act: "tach-don", With: with, On: onDay(t, "2026-11-19")})
	must(t, err)
	_, err = o.correct(chief, casework.Correcting{Case: r.ID, Step: out.Seq, Void: true})
	must(t, err)
	v := o.show(chief, r.ID)
	if c := v.Steps[1].Corrected; c == nil || !c.Void || c.By != 3 {
		t.Errorf("%+v", v.Steps[1])
	}
	_, err = o.correct(chief, casework.Correcting{Case: r.ID, Step: 1, Void: true})
	says(t, err, machine.NotToCorrect, "tiếp nhận")
	_, err = o.correct(chief, casework.Correcting{Case: r.ID, Step: 1, On: onDay(t, "2026-11-17"), Reason: "  x "})
	says(t, err, casework.WrongValue, "reason")
	o.sound()
}
