package casework_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// replace enters an absence or a delegation by an officer.
func (o *office) replace(by string, in casework.Replacing) (casework.ReplacementView, error) {
	o.t.Helper()
	if in.From.IsZero() {
		in.From = o.Day
	}
	in.Key = uuid.NewString()
	return o.Replace(context.Background(), o.scope(by), in)
}

func (o *office) acts(user string) (acts []string) {
	o.t.Helper()
	list, err := o.Tasks(context.Background(), o.scope(user), "", "", casework.Page{})
	must(o.t, err)
	for _, item := range list.Items {
		acts = append(acts, item.Act)
	}
	counted := list.Counts.Overdue + list.Counts.Today + list.Counts.Soon + list.Counts.Later + list.Counts.None
	if counted != len(acts) {
		o.t.Errorf("%s: %d tasks, %d counted", user, len(acts), counted)
	}
	return acts
}

func TestWhoStandsInSeesTheTasksAndActsInTheNameOfWhoIsAway(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	o.refused("nguoi-xac-minh-xa-a", r.ID, "kiem-tra-dieu-kien", "not-your-role")
	_, err := o.replace("nguoi-xu-ly-xa-a", casework.Replacing{Substitute: "nguoi-xac-minh-xa-a", To: o.Day.AddDays(2)})
	must(t, err)
	if acts := o.acts("nguoi-xac-minh-xa-a"); !slices.Equal(acts, []string{"kiem-tra-dieu-kien"}) {
		t.Errorf("the substitute's worklist: %v", acts)
	}
	if _, err = o.do("nguoi-xac-minh-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"}); err != nil {
		t.Fatal(err)
	}
	view, err := o.Show(ctx, o.scope("thu-truong-xa-a"), r.ID)
	must(t, err)
	if a := view.Steps[1].Actor; a.Name != "Cán bộ nguoi-xac-minh-xa-a" || a.For != "Cán bộ nguoi-xu-ly-xa-a" {
		t.Errorf("the record says %+v", a)
	}
	o.Day = o.Day.AddDays(3)
	if len(o.scope("nguoi-xac-minh-xa-a").RolesIn("xa-a")) != 1 {
		t.Error("the substitution outlived the absence")
	}
}

func TestADelegationReturnsEarlyAndIsNotDelegatedOn(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	must(t, err)
	in := casework.Replacing{Substitute: "nguoi-xu-ly-xa-a", Unit: "xa-a", Role: "thu-truong", To: o.Day.AddDays(30), Basis: "QĐ 12/QĐ-UBND"}
	given, err := o.replace("thu-truong-xa-a", in)
	must(t, err)
	if acts := o.acts("nguoi-xu-ly-xa-a"); !slices.Contains(acts, "thu-ly") {
		t.Errorf("the delegate's worklist: %v", acts)
	}
	_, err = o.replace("thu-truong-xa-a", in)
	says(t, err, casework.WrongValue, "Trùng thời gian")
	on := casework.Replacing{Substitute: "nguoi-xac-minh-xa-a", Unit: "xa-a", Role: "thu-truong", To: o.Day.AddDays(2), Basis: "x"}
	_, err = o.replace("nguoi-xu-ly-xa-a", on)
	says(t, err, casework.WrongValue, "không được uỷ quyền lại")
	if err := o.EndReplacement(ctx, o.scope("nguoi-xac-minh-xa-a"), given.ID, legaltime.Date{}); !says404(err) {
		t.Errorf("a third person ended it: %v", err)
	}
	must(t, o.EndReplacement(ctx, o.scope("nguoi-xu-ly-xa-a"), given.ID, legaltime.Date{}))
	o.refused("nguoi-xu-ly-xa-a", r.ID, "thu-ly", "not-your-role")
}

func says404(err error) bool { return err != nil && err.Error() == "refused: "+casework.NotFound }

func TestWhatIsWrongWithAnEntryIsToldAtOnce(t *testing.T) {
	o := newOffice(t)
	_, err := o.replace("nguoi-xu-ly-xa-a", casework.Replacing{Unit: "xa-a", Role: "nguoi-xu-ly"})
	for _, part := range []string{`"substitute"`, `"basis"`, `"to"`} {
		says(t, err, casework.WrongValue, part)
	}
	_, err = o.replace("nguoi-xu-ly-xa-a", casework.Replacing{Substitute: "nguoi-xu-ly-xa-b", To: o.Day.AddDays(-1)})
	for _, part := range []string{"cùng đơn vị", "Ngày cuối trước ngày đầu"} {
		says(t, err, casework.WrongValue, part)
	}
	_, err = o.replace("nguoi-xu-ly-xa-a", casework.Replacing{User: "nguoi-xac-minh-xa-a"})
	says(t, err, casework.Forbidden, "")
	for _, head := range []string{"thu-truong-xa-a", "thu-truong-tinh"} { // of the body, of the one above it
		v, err := o.replace(head, casework.Replacing{User: "nguoi-xac-minh-xa-a"})
		must(t, err)
		must(t, o.EndReplacement(context.Background(), o.scope(head), v.ID, legaltime.Date{}))
	}
	_, err = o.replace("thu-truong-xa-b", casework.Replacing{User: "nguoi-xac-minh-xa-a"})
	says(t, err, casework.Forbidden, "")
}

func TestNobodyActsInTheNameOfWhomTheCaseIsAbout(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	plain, about := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString()), o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	for _, r := range []casework.Receipt{plain, about} {
		_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
		must(t, err)
	}
	_, err := o.replace("thu-truong-xa-a", casework.Replacing{Substitute: "nguoi-xac-minh-xa-a"})
	must(t, err)
	must(t, o.Records.ExcludeFor(ctx, about.ID, store.Close, "em ruột", "thu-truong-xa-a"))
	if acts := o.acts("nguoi-xac-minh-xa-a"); !slices.Equal(acts, []string{"thu-ly"}) {
		t.Errorf("the substitute's worklist: %v", acts)
	}
	o.refused("nguoi-xac-minh-xa-a", about.ID, "thu-ly", "not-your-role")
	_, err = o.correct("nguoi-xac-minh-xa-a", casework.Correcting{Case: about.ID, Step: 1, On: legaltime.Day(o.Day.AddDays(-1))})
	says(t, err, machine.NotYourRole, "")
	_, err = o.do("nguoi-xac-minh-xa-a", plain.ID, "thu-ly", nil)
	must(t, err)
	view, err := o.Show(ctx, o.scope("nguoi-xac-minh-xa-a"), about.ID)
	must(t, err)
	if len(view.Reveals) != 0 || slices.ContainsFunc(view.Offers, func(x casework.OfferView) bool { return x.Act == "thu-ly" && x.Allowed }) {
		t.Error("the page offers what the head may do")
	}
	// From another body, the substitution alone opens a case: of one that is about
	// who is away it opens nothing.
	must(t, o.Records.PutReplacement(ctx, store.ReplacementRow{ID: uuid.NewString(), User: "nguoi-tiep-nhan-xa-a", Substitute: "nguoi-xu-ly-xa-b", FirstDay: o.Day, Entered: o.Now()}))
	must(t, o.Records.Exclude(ctx, about.ID, "nguoi-tiep-nhan-xa-a"))
	list, err := o.Cases(ctx, o.scope("nguoi-xu-ly-xa-b"), casework.Listing{State: "all"}, casework.Page{})
	must(t, err)
	if len(list.Items) != 1 || list.Items[0].ID != plain.ID {
		t.Errorf("sees %d cases", len(list.Items))
	}
	if _, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-b"), about.ID); err == nil {
		t.Error("sees the case that is about whom they stand in for")
	}
}

func TestBarsTravelToTheCasesBesideAndAreLiftedWithAReason(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	desk := o.open("to-cao", "2026-11-20", uuid.NewString())
	with := map[string]any{"ho-so-lien-ket": desk.Code, "ly-do": "Bị đe dọa.", "co-quan": "giai-quyet"}
	opening := casework.Opening{Procedure: "bao-ve-nguoi-to-cao", Received: legaltime.Day(o.Day), With: values(t, with), About: []string{"nguoi-xac-minh-xa-a"},
		Close: []string{"nguoi-tiep-nhan-xa-b"}, CloseWhy: "vợ của người bị tố cáo", Key: uuid.NewString()}
	later, err := o.Open(ctx, o.scope("nguoi-tiep-nhan-xa-a"), opening)
	must(t, err)
	barred := func(id string) []string {
		users, err := o.Records.Excluded(ctx, id)
		must(t, err)
		return users
	}
	want := []string{"nguoi-tiep-nhan-xa-b", "nguoi-xac-minh-xa-a"}
	if !slices.Equal(barred(desk.ID), want) || !slices.Equal(barred(later.ID), want) {
		t.Errorf("barred from the earlier case %v, from the later %v", barred(desk.ID), barred(later.ID))
	}
	must(t, o.Exclude(ctx, o.scope("nguoi-xu-ly-xa-a"), later.ID, casework.Barring{Users: []string{"nguoi-xu-ly-xa-b"}, Reason: "cũng bị tố cáo"}))
	if !slices.Contains(barred(desk.ID), "nguoi-xu-ly-xa-b") {
		t.Error("a bar did not travel to the earlier case")
	}
	says(t, o.Readmit(ctx, o.scope("nguoi-xu-ly-xa-a"), later.ID, "nguoi-xac-minh-xa-a", "nhầm người"), casework.Forbidden, "")
	must(t, o.Readmit(ctx, o.scope("thu-truong-xa-a"), later.ID, "nguoi-xac-minh-xa-a", "nhầm người"))
	if _, err := o.Show(ctx, o.scope("nguoi-xac-minh-xa-a"), later.ID); err != nil {
		t.Errorf("let in again: %v", err)
	}
	must(t, o.Records.ExcludeAlike(ctx, desk.ID, later.ID))
	view, err := o.Show(ctx, o.scope("thu-truong-xa-a"), later.ID)
	must(t, err)
	if x := view.Exclusions; !x.MayReadmit || len(x.Officers) != 2 || !slices.Equal(x.Close, want[:1]) {
		t.Errorf("%+v", x)
	}
	if look := view.Reveals[0]; look.What != "Bỏ chặn: Cán bộ nguoi-xac-minh-xa-a" || look.Reason != "nhầm người" {
		t.Errorf("the log says %+v", look)
	}
}
