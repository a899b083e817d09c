package machine_test

import (
	"reflect"
	"testing"

	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// sorting is a procedure whose desk proposes where a petition goes and who is
// competent.
func sorting(t *testing.T) *machine.Law {
	t.Helper()
	options := func(names ...string) (all []plan.Option) {
		for _, n := range names {
			all = append(all, plan.Option{Value: n, Title: "Chọn " + n})
		}
		return all
	}
	where, whose := options("dang", "toa", "cu"), options("minh", "khac")
	where[2].Since = day("2026-12-01").Date
	return lawOf(t, &plan.Plan{Procedure: "phan-loai", Version: "1", Opening: "cho", Intake: "don",
		Roles: []plan.Role{{Name: "can-bo", At: plan.Responsible}},
		Facts: []plan.Fact{{Name: "dang-vien", Type: plan.Flag}, {Name: "noi-den", Type: plan.Choice, Options: where}, {Name: "so", Type: plan.Number}},
		Forms: []plan.Form{{Name: "don"}, {Name: "phan-loai", Fields: []plan.Field{
			{Name: "dang-vien", Type: plan.Flag}, {Name: "so", Type: plan.Number},
			{Name: "noi-den", Type: plan.Choice, Options: where, Propose: []plan.Proposal{
				{When: "dang-vien", Is: "dang", Why: "là đảng viên", Cite: "A Đ15", Confidence: "K"},
				{When: "so == 9", Is: "cu", Why: "quy định mới", Cite: "A Đ9"},
				{When: "so > 2", Is: "toa", Why: "nhiều người", Cite: "A Đ2"}}},
			{Name: "cua-ai", Type: plan.Choice, Options: whose, Propose: []plan.Proposal{
				{When: `noi-den != ""`, Is: "khac", Why: "có nơi đến", Cite: "A Đ1"},
				{Is: "minh", Why: "không nơi nào khác", Cite: "A Đ3"}}}}}},
		Acts:   []plan.Act{{Name: "phan-loai", Roles: []string{"can-bo"}, Form: "phan-loai", Repeats: true}, {Name: "xong", Roles: []string{"can-bo"}}},
		Stages: []plan.Stage{{Name: "cho", Tasks: []string{"phan-loai"}, Moves: []plan.Move{{Act: "xong", Then: []plan.Branch{{To: "het"}}}}}, {Name: "het", Outcome: "het"}}})
}

// TestProposals: the first line that holds, by the facts and by what is being
// filled in; what is proposed above counts below, unless something else was
// chosen.
func TestProposals(t *testing.T) {
	law := sorting(t)
	for _, c := range []struct {
		name         string
		facts, with  map[string]any
		where, whose string
	}{
		{"nothing known", nil, nil, "", "minh"},
		{"by a fact of the case", map[string]any{"dang-vien": true, "so": 5.0}, nil, "dang", "khac"},
		{"what is filled in comes before what was known", map[string]any{"dang-vien": true, "so": 5.0}, map[string]any{"dang-vien": false}, "toa", "khac"},
		{"a value that the form would refuse is passed over", nil, map[string]any{"dang-vien": "yes", "so": "many", "noi-den": "mars"}, "", "minh"},
		{"what was chosen counts, not what was proposed", nil, map[string]any{"so": 3, "noi-den": "dang"}, "toa", "khac"},
		{"an option not yet in force", nil, map[string]any{"so": 9}, "toa", "khac"},
	} {
		got := map[string]string{}
		for _, p := range machine.Proposals(law, machine.State{Facts: c.facts}, "phan-loai", c.with, day("2026-11-02")) {
			got[p.Field] = p.Value
		}
		if got["noi-den"] != c.where || got["cua-ai"] != c.whose {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	one := machine.Proposals(law, machine.State{}, "phan-loai", map[string]any{"dang-vien": true}, day("2026-11-02"))[0]
	if want := (machine.Proposal{Field: "noi-den", Value: "dang", Title: "Chọn dang", Why: "là đảng viên", Cite: "A Đ15", Confidence: "K"}); one != want {
		t.Errorf("%+v", one)
	}
	if p := machine.Proposals(law, machine.State{}, "xong", nil, day("2026-11-02")); p != nil {
		t.Errorf("an act without a form: %v", p)
	}
}

// TestProposalsBindNobody: who fills in the form chooses otherwise, and the
// record still tells what was proposed, also where facts changed since.
func TestProposalsBindNobody(t *testing.T) {
	law := sorting(t)
	on, clerk := day("2026-11-02"), machine.Actor{User: "a", Unit: "u", Roles: []string{"can-bo"}}
	record := []machine.Event{
		{Seq: 1, Kind: machine.Opens, On: on, At: on.Date.At(9, 0), Unit: "u", With: map[string]any{"dang-vien": true}},
		{Seq: 2, Kind: machine.Acts, Act: "phan-loai", On: on, At: on.Date.At(9, 0), Actor: clerk, With: map[string]any{"noi-den": "toa"}},
		{Seq: 3, Kind: machine.Acts, Act: "phan-loai", On: on, At: on.Date.At(9, 0), Actor: clerk, With: map[string]any{"dang-vien": false}},
	}
	s, err := machine.Fold(law, record)
	if err != nil || s.Facts["noi-den"] != "toa" {
		t.Fatal(err, s.Facts)
	}
	said := machine.ProposedIn(law, nil, record)
	values := map[int][]string{}
	for seq, all := range said {
		for _, p := range all {
			values[seq] = append(values[seq], p.Field+" "+p.Value)
		}
	}
	if want := (map[int][]string{2: {"noi-den dang", "cua-ai khac"}, 3: {"cua-ai khac"}}); !reflect.DeepEqual(values, want) {
		t.Errorf("%v", values)
	}
}
