package library_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// knownWarnings are what the rules say of a procedure and we leave as it is.
var knownWarnings = map[string][]string{
	// the circular on petitions came into force within the life of the version
	"khieu-nai/khieu-nai-lan-dau@2020-12-10.yaml": {"cite_part"},
	"khieu-nai/khieu-nai-ky-luat@2020-12-10.yaml": {"cite_part"},
	"khieu-nai/khieu-nai-lan-hai@2020-12-10.yaml": {"cite_part"},
	// the joint circular of 2018 came into force within the first year of the Code
	"tu-phap/to-cao-to-tung-hs@2018-01-01.yaml":    {"cite_part"},
	"tu-phap/khieu-nai-to-tung-hs@2018-01-01.yaml": {"cite_part"},
	"tu-phap/to-giac-toi-pham@2018-01-01.yaml":     {"cite_part"},
	// the law on the enforcement of criminal judgments came into force in 2020
	"tu-phap/to-cao-thi-hanh-an@2019-01-01.yaml": {"cite_part"},
}

// byPolicy are clocks that begin only under a reading of the law that is not
// the default; stories are told under the defaults. TestPolicies runs them.
var byPolicy = []string{"hieu-luc-doi"}

func shelf(t *testing.T) *procedures.Shelf {
	t.Helper()
	s, err := procedures.Library()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func names(t *testing.T, suffix string) []string {
	t.Helper()
	all, err := fs.Glob(library.FS, "*/*@*"+suffix)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := library.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestProceduresCompile(t *testing.T) {
	for _, name := range names(t, ".yaml") {
		if strings.HasSuffix(name, ".case.yaml") {
			continue
		}
		p, problems := procedures.Compile(name, read(t, name))
		if p == nil {
			t.Errorf("%s does not compile", name)
		}
		for _, x := range problems {
			if !slices.Contains(knownWarnings[name], x.Code) {
				t.Errorf("%s", x)
			}
		}
	}
}

// seen is what the stories of one version did and spoke of.
type seen struct{ acts, clocks map[string]bool }

// Every story comes out as written, and the stories of a version do each of
// its acts and speak of each of its clocks.
func TestStories(t *testing.T) {
	s := shelf(t)
	all := map[*plan.Plan]seen{}
	for _, p := range s.All() {
		all[p] = seen{map[string]bool{}, map[string]bool{}}
	}
	for _, name := range names(t, ".case.yaml") {
		cases, err := scenario.Parse(name, read(t, name))
		if err != nil {
			t.Error(err)
		}
		for _, c := range cases {
			p := planOf(s, c)
			if beside, _, _ := strings.Cut(path.Base(name), "."); p == nil || beside != p.Procedure+"@"+p.Version {
				t.Errorf("%s:%d: the story does not run on the procedure beside it", name, c.Line)
				continue
			}
			play(t, s, c, all[p])
		}
	}
	for _, p := range s.All() {
		untold(t, p, all[p])
	}
}

func planOf(s *procedures.Shelf, c scenario.Case) *plan.Plan {
	p, found := s.For(c.Procedure, c.Received.Date)
	if c.Version != "" {
		p, found = s.Get(c.Procedure, c.Version)
	}
	if !found {
		return nil
	}
	return p
}

// untold reports the acts that no story does and the clocks that none speaks of.
func untold(t *testing.T, p *plan.Plan, by seen) {
	t.Helper()
	for _, a := range p.Acts {
		if !by.acts[a.Name] {
			t.Errorf("%s@%s: no story does %s", p.Procedure, p.Version, a.Name)
		}
	}
	for _, c := range p.Clocks {
		if !by.clocks[c.Name] && !slices.Contains(byPolicy, c.Name) {
			t.Errorf("%s@%s: no story speaks of the clock %s", p.Procedure, p.Version, c.Name)
		}
	}
}

func play(t *testing.T, s *procedures.Shelf, c scenario.Case, by seen) {
	t.Helper()
	runner := scenario.Runner{Calendar: s.Calendar(), Load: func(string, string, legaltime.Date) (*plan.Plan, error) { return planOf(s, c), nil },
		Past: func(name, version string, on legaltime.Date) (*plan.Plan, error) {
			return planOf(s, scenario.Case{Procedure: name, Version: version, Received: legaltime.Day(on)}), nil
		}}
	for _, r := range runner.Run(c).Results {
		if !r.OK {
			t.Errorf("%s:%d: %s: expected %s, got %s", r.File, r.Line, c.Name, r.Expected, r.Got)
		}
		if r.Act != "" && r.Refusal == nil {
			by.acts[r.Act] = true
		}
		for _, f := range r.Filled {
			by.acts[strings.Fields(f)[0]] = true
		}
	}
	for _, l := range c.Story {
		if l.Expect != nil {
			by.clocks[l.Expect.Clock] = true
		}
	}
}

// A doubt in the law is data: another reading gives other dates and acts.
func TestPolicies(t *testing.T) {
	for _, x := range []struct {
		version  string
		received string
		policies map[string]string
		facts    map[string]any
		act      string // done on the day of receipt after what it needs; empty: none
		clock    string
		due      string
	}{
		// LKN Đ27: 19/11 + 10 days is Sunday 29/11
		{"2026-07-01", "2026-11-19", map[string]string{"han-thu-ly": "luat"}, nil, "", "thu-ly", "2026-11-30"},
		{"2020-12-10", "2026-06-30", map[string]string{"han-thu-ly": "nghi-dinh-moi"}, nil, "", "thu-ly", "2026-07-09"},
		{"2020-12-10", "2026-06-30", map[string]string{"han-thu-ly": "luat"}, nil, "", "thu-ly", "2026-07-10"},
		// issued 13/08: day 30 is Saturday 12/09
		{"2026-07-01", "2026-08-13", nil, nil, "ban-hanh-quyet-dinh", "hieu-luc", "2026-09-12"},
		{"2026-07-01", "2026-08-13", map[string]string{"hieu-luc-ngay-nghi": "doi"}, nil, "ban-hanh-quyet-dinh", "hieu-luc-doi", "2026-09-14"},
		{"2026-07-01", "2026-10-12", map[string]string{"vung-xa": "thong-thuong"}, map[string]any{"vung-sau-xa": true}, "ban-hanh-quyet-dinh", "hieu-luc", "2026-11-11"},
		{"2026-07-01", "2026-10-12", nil, map[string]any{"vung-sau-xa": true}, "ban-hanh-quyet-dinh", "hieu-luc", "2026-11-26"},
	} {
		c := newCase(t, "khieu-nai-lan-dau", x.version, x.received, x.policies, x.facts)
		if x.act != "" {
			c.do(t, x.act)
		}
		if due := c.due(x.clock); due != x.due {
			t.Errorf("%s %s %v: due %s, want %s", x.version, x.clock, x.policies, due, x.due)
		}
	}
}

// Under the reading that execution waits for the right to complain again, the
// day of receipt must be on file before the decision counts as in effect.
func TestExecutionWaits(t *testing.T) {
	for policy, lacking := range map[string][]string{"theo-ban-hanh": nil, "cho-het-khieu-nai": {"ghi-nhan-ngay-nhan"}} {
		c := newCase(t, "khieu-nai-lan-dau", "2026-07-01", "2026-08-13", map[string]string{"thi-hanh": policy}, nil)
		c.do(t, "ban-hanh-quyet-dinh")
		if got := machine.Lacking(c.law, c.state, "xac-nhan-hieu-luc"); !slices.Equal(got, lacking) {
			t.Errorf("%s: still needed: %v, want %v", policy, got, lacking)
		}
	}
}

// paper is a case in which everything happens on the day of receipt.
type paper struct {
	law   *machine.Law
	state machine.State
	on    legaltime.Moment
}

func newCase(t *testing.T, name, version, received string, policies map[string]string, facts map[string]any) *paper {
	t.Helper()
	s := shelf(t)
	p, _ := s.Get(name, version)
	law, err := machine.NewLaw(p, s.Calendar())
	if err != nil {
		t.Fatal(err)
	}
	on, err := legaltime.ParseMoment(received)
	if err != nil {
		t.Fatal(err)
	}
	c := &paper{law: law, on: on}
	with := machine.Sample(law, c.state, machine.Reception, on)
	for k, v := range facts {
		with[k] = v
	}
	c.take(t, machine.Event{Kind: machine.Opens, On: on, With: with, Unit: "a", Superior: "b", Policies: policies})
	return c
}

// do performs an act and before it what it still needs.
func (c *paper) do(t *testing.T, act string) {
	t.Helper()
	if act == "ban-hanh-quyet-dinh" && c.state.Stage == "tiep-nhan" {
		c.do(t, "thu-ly")
	}
	for _, need := range machine.Lacking(c.law, c.state, act) {
		c.do(t, need)
	}
	c.take(t, machine.Event{Kind: machine.Acts, Act: act, On: c.on, With: machine.Sample(c.law, c.state, act, c.on),
		Actor: machine.SampleActor(c.law, c.state, act, "")})
}

func (c *paper) take(t *testing.T, e machine.Event) {
	t.Helper()
	e.At = c.on.Date.At(23, 59)
	next, _, refusal := machine.Advance(c.law, c.state, e)
	if refusal != nil {
		t.Fatalf("%s: %s %v", e.Act, refusal.Sentence, refusal.Fields)
	}
	c.state = next
}

func (c *paper) due(clock string) string {
	for _, x := range c.state.Clocks {
		if x.Name == clock {
			return x.Due.String()
		}
	}
	return "none"
}
