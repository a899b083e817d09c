package casework

import (
	"slices"
	"testing"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

var filingPlan = &plan.Plan{
	Procedure: "to-cao", Kind: plan.Denunciation, Version: "2026-07-01", Intake: "don", Opening: "xac-minh",
	Roles: []plan.Role{
		{Name: "nguoi-tiep-nhan", At: plan.Responsible}, {Name: "nguoi-xu-ly", At: plan.Responsible}, {Name: "nguoi-xac-minh", At: plan.Responsible},
		{Name: "thu-truong", At: plan.Responsible}, {Name: "cap-tren-truc-tiep", At: plan.Superior, HeldBy: []string{"thu-truong"}},
	},
	Forms: []plan.Form{
		{Name: "don", Fields: []plan.Field{{Name: "tep", Type: plan.File}}},
		{Name: "van-ban", Fields: []plan.Field{{Name: "tep", Type: plan.File}, {Name: "nguoi-nhan", Type: plan.Person}}},
	},
	Acts: []plan.Act{
		{Name: "rut-don", Roles: []string{"nguoi-tiep-nhan", "nguoi-xu-ly", "nguoi-xac-minh"}, Form: "van-ban"},
		{Name: "giao-xac-minh", Roles: []string{"thu-truong"}, Form: "van-ban"},
		{Name: "bao-cao", Roles: []string{"nguoi-xac-minh"}, Form: "van-ban", Requires: []string{"giao-xac-minh"}},
		{Name: "ket-luan", Roles: []string{"thu-truong"}, Form: "van-ban", Requires: []string{"bao-cao"}},
		{Name: "de-nghi", Roles: []string{"nguoi-xu-ly"}, Form: "van-ban"},
		{Name: "chap-thuan", Roles: []string{"cap-tren-truc-tiep"}, Requires: []string{"de-nghi"}},
	},
	Stages: []plan.Stage{{Name: "xac-minh"}},
}

func filing(file, act, user string, roles ...string) machine.Event {
	return machine.Event{Kind: machine.Acts, Act: act, With: map[string]any{"tep": file}, Actor: machine.Actor{User: user, Unit: "xa", Roles: roles}}
}

// TestAPaperOpensToThoseWhoMaySeeWhatItWasFiledWith looks at the papers of one
// case through the eyes of each post, kept secret and not.
func TestAPaperOpensToThoseWhoMaySeeWhatItWasFiledWith(t *testing.T) {
	named := filing("gui-dich-danh", "rut-don", "xu-ly", "nguoi-xu-ly")
	named.With["nguoi-nhan"] = "ho"
	again := filing("bao-cao", "bao-cao", "ho", "nguoi-xac-minh")
	again.With["nguoi-nhan"] = "don" // a name, no paper
	events := []machine.Event{
		{Kind: machine.Opens, With: map[string]any{"tep": "don"}, Actor: machine.Actor{User: "tiep-nhan", Unit: "xa", Roles: []string{"nguoi-tiep-nhan"}}},
		filing("rut-tai-quay", "rut-don", "tiep-nhan", "nguoi-tiep-nhan"),
		filing("rut-xu-ly", "rut-don", "xu-ly", "nguoi-xac-minh", "nguoi-xu-ly"),
		filing("rut-xac-minh", "rut-don", "ho", "nguoi-xac-minh"),
		filing("quyet-dinh", "giao-xac-minh", "truong", "thu-truong"),
		again,
		filing("don", "bao-cao", "ho", "nguoi-xac-minh"),
		filing("ket-luan", "ket-luan", "truong", "thu-truong"),
		filing("de-nghi", "de-nghi", "xu-ly", "nguoi-xu-ly"),
		named,
	}
	all := []string{"don", "rut-tai-quay", "rut-xu-ly", "rut-xac-minh", "quyet-dinh", "bao-cao", "ket-luan", "de-nghi", "gui-dich-danh", "khong-ro"}
	for _, c := range []struct {
		who, unit, role string
		kind            plan.Kind
		want            []string
	}{
		{"xu-ly", "xa", access.Handles, plan.Denunciation, all},
		{"truong", "xa", access.Heads, plan.Denunciation, all},
		{"tiep-nhan", "xa", access.Receives, plan.Denunciation, []string{"rut-tai-quay"}},
		{"ho", "xa", access.Verifies, plan.Denunciation, []string{"rut-xac-minh", "quyet-dinh", "bao-cao", "gui-dich-danh"}},
		{"mai", "xa", access.Verifies, plan.Denunciation, []string{"rut-xac-minh", "quyet-dinh", "bao-cao"}},
		{"tinh", "tinh", access.Heads, plan.Denunciation, []string{"de-nghi"}},
		{"tinh-2", "tinh", access.Verifies, plan.Denunciation, nil},
		{"ho", "xa", access.Verifies, plan.Complaint, all},
		{"la", "xa", "van-thu", plan.Complaint, []string{"rut-tai-quay", "rut-xu-ly", "rut-xac-minh", "quyet-dinh", "bao-cao", "ket-luan", "de-nghi", "gui-dich-danh"}},
		{"tinh", "tinh", access.Heads, plan.Complaint, []string{"de-nghi"}},
	} {
		r := reader(t, c.who, c.unit, c.role, c.kind, events)
		open := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return !r.opens(r.filedWith(id)) })
		if !slices.Equal(open, c.want) {
			t.Errorf("%s of %s in a %s reads %v, want %v", c.role, c.unit, c.kind, open, c.want)
		}
	}
}

func reader(t *testing.T, user, unit, role string, kind plan.Kind, events []machine.Event) *reading {
	t.Helper()
	days, err := library.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(filingPlan, days)
	if err != nil {
		t.Fatal(err)
	}
	r := &reading{law: law, scope: access.Scope{User: user, Holds: []store.HoldingRow{{User: user, Unit: unit, Role: role}}}, row: store.CaseRow{Kind: string(kind)}}
	r.state = machine.State{Responsible: "xa", Superior: "tinh", Stage: "xac-minh"}
	for _, e := range events {
		r.steps = append(r.steps, store.StepRow{Event: e})
	}
	r.entitled = access.MayReveal(r.subject(nil), r.scope)
	return r
}
