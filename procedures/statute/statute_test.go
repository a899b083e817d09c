package statute_test

import (
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/statute"
)

const instruments = `
- {number: 03/2011/QH13, cited: [LTC], title: Luật cũ, from: 2012-07-01, to: 2018-12-31, mark: K, provisions: [{at: Đ20, what: "Thụ lý", mark: K}]}
- {number: 25/2018/QH14, cited: [LTC], title: Luật mới, from: 2019-01-01, mark: V, articles: 67, amended: [{by: 136/2025/QH15, from: 2026-07-01, terms: I, unread: [Đ24]}],
   provisions: [{at: Đ24, parts: ["1"], what: "Thụ lý", mark: V}, {at: Đ34a, from: 2026-07-01, what: "Mới", mark: V}]}
- {number: 106/2025/QH15, cited: [THA], title: Luật thay thế, from: 2026-07-01, mark: K, numbered-as: 26/2008/QH12}
- {number: 26/2008/QH12, cited: [THA, LTHA], title: Luật cũ, from: 2009-07-01, to: 2026-06-30, mark: V, articles: 183, provisions: [{at: Đ157, what: "Tố cáo", mark: V}]}
- {number: NB, cited: [NB], title: Nội bộ, from: 2000-01-01, mark: K, provisions: [{at: Đ1, what: "Hoãn", mark: K}]}
`

const tables = `
terms:
  - {id: A, cites: ["LTC Đ24.1"], what: Thụ lý, in: [to-cao], clocks: [thu-ly], starts: [tiep-nhan], from: 2019-01-01, mark: V,
     table: [{when: nhieu-noi, most: 10 working days}, {most: 7 working days}], extend: [{when: phuc-tap, by: 5 days, times: 2}]}
  - {id: B, cites: ["THA Đ157"], what: Giải quyết, in: [thi-hanh], clocks: [giai-quyet], from: 2015-07-01, mark: V, table: [{most: 60 days}]}
  - {id: C, cites: ["LTC Đ24"], what: Ngay, from: 2019-01-01, mark: V, word: ngay}
pauses:
  - {id: P, cites: ["NB Đ1"], what: Hoãn, in: [dang], mark: V2}
  - {id: Q, cites: ["LTC Đ34a"], what: Tạm đình chỉ, in: [to-cao], from: 2026-07-01, mark: V, fresh: 1 month}
`

func book(t *testing.T) *statute.Book {
	t.Helper()
	b, err := statute.ReadBook([]byte(instruments), []byte(tables))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func day(t *testing.T, s string) legaltime.Date {
	t.Helper()
	d, err := legaltime.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func length(t *testing.T, s string) legaltime.Term {
	t.Helper()
	if s == "" {
		return legaltime.Term{}
	}
	x, err := legaltime.ParseTerm(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// One name may be that of two laws, one after the other; what takes the place of
// a law may be counted by its articles.
func TestFind(t *testing.T) {
	b := book(t)
	for _, x := range []struct{ cite, on, number, place string }{
		{"LTC Đ20", "2016-07-01", "03/2011/QH13", "LTC Đ20"},
		{"LTC Đ20", "2019-01-01", "25/2018/QH14", ""},
		{"LTC Đ24.1", "2019-01-01", "25/2018/QH14", "LTC Đ24.1"},
		{"LTC Đ24.2", "2019-01-01", "25/2018/QH14", ""},
		{"LTC Đ24", "2010-01-01", "03/2011/QH13", ""}, // the next to come
		{"LTHA Đ157", "2027-01-01", "26/2008/QH12", "THA Đ157"},
		{"THA Đ157", "2026-06-30", "26/2008/QH12", "THA Đ157"},
		{"THA Đ157", "2026-07-01", "106/2025/QH15", "THA Đ157"},
		{"THAX Đ157", "2026-07-01", "", ""},
	} {
		f := b.Find(x.cite, day(t, x.on))
		number, place := "", ""
		if f.Instrument != nil {
			number = f.Instrument.Number
		}
		if f.Known() {
			place = f.Place()
		}
		if number != x.number || place != x.place {
			t.Errorf("%s on %s: %q %q, want %q %q", x.cite, x.on, number, place, x.number, x.place)
		}
	}
	if f := b.Find("THA Đ157", day(t, "2026-07-01")); !f.Provision.Mark.Doubtful() || f.From() != day(t, "2026-07-01") {
		t.Errorf("a borrowed article is taken for one that was read: %+v", f.Provision)
	}
}

// What an instrument cannot have is strange; what nobody has entered yet, or
// nobody could tell, is not.
func TestStrange(t *testing.T) {
	b := book(t)
	for _, x := range []struct {
		cite, on         string
		strange, entered bool
	}{
		{"LTC Đ24", "2019-01-01", false, true},
		{"LTC Đ24.9", "2019-01-01", false, true},
		{"LTC Đ15", "2019-01-01", false, false},
		{"LTC Đ67a.1", "2019-01-01", false, false},
		{"LTC Đ68", "2019-01-01", true, false},
		{"LTC Đ0", "2019-01-01", true, false},
		{"LTC ĐIV", "2019-01-01", true, false},
		{"LTC Đ99", "2016-07-01", false, false}, // the law before it: not counted
		{"THA Đ183", "2026-07-01", false, false},
		{"THA Đ184", "2026-07-01", true, false}, // counted by the law before it
		{"LTC", "2019-01-01", false, false},
		{"XYZ Đ999", "2019-01-01", false, false},
	} {
		f := b.Find(x.cite, day(t, x.on))
		if f.Strange() != x.strange || f.Instrument != nil && f.Path != "" && f.Entered() != x.entered {
			t.Errorf("%s on %s: strange %v, want %v, entered %v", x.cite, x.on, f.Strange(), x.strange, x.entered)
		}
	}
}

// What is shorter must be shorter whatever the calendar.
func TestAllows(t *testing.T) {
	for _, x := range []struct {
		most, least, exactly, is string
		want                     bool
	}{
		{most: "30 days", is: "30 days", want: true},
		{most: "30 days", is: "31 days"},
		{most: "7 working days", is: "7 days", want: true},
		{most: "7 working days", is: "8 days"},
		{most: "10 days", is: "7 working days"},
		{most: "60 days", is: "30 working days"},
		{most: "90 days", is: "30 working days", want: true},
		{most: "24 hours", is: "1 working day"},
		{most: "3 days", is: "72 hours", want: true},
		{most: "3 days", is: "73 hours"},
		{most: "2 months", is: "60 days"},
		{most: "2 months", is: "58 days", want: true},
		{most: "60 days", is: "2 months"},
		{most: "1 year", is: "12 months"},
		{most: "1 year", is: "11 months", want: true},
		{most: "30 days", is: "at least 15 days"},
		{least: "at least 15 days", is: "at least 15 days", want: true},
		{least: "at least 15 days", is: "at least 14 days"},
		{least: "at least 15 days", is: "20 days"},
		{least: "5 working days before", is: "5 working days before", want: true},
		{least: "5 working days before", is: "6 working days before", want: true},
		{least: "5 working days before", is: "4 working days before"},
		{least: "30 days", most: "45 days", is: "40 days", want: true},
		{least: "30 days", most: "45 days", is: "29 days"},
		{exactly: "30 days", is: "30 days", want: true},
		{exactly: "30 days", is: "29 days"},
		{exactly: "30 days", is: "31 days"},
	} {
		b := statute.Bound{Most: length(t, x.most), Least: length(t, x.least), Exactly: length(t, x.exactly)}
		if got := b.Allows(length(t, x.is)); got != x.want {
			t.Errorf("%s: %s allowed %t", &b, x.is, got)
		}
	}
}

func TestTermsAt(t *testing.T) {
	b := book(t)
	for _, x := range []struct{ procedure, clock, cite, on, want string }{
		{"to-cao", "thu-ly", "LTC Đ24.1", "2020-01-01", "A"},
		{"to-cao", "khac", "LTC Đ24.1", "2020-01-01", "A"},  // the only one there
		{"to-cao", "thu-ly", "LTC Đ24.1", "2018-01-01", ""}, // another law
		{"to-cao", "thu-ly", "LTC Đ24", "2020-01-01", ""},   // a word without a clock is no measure
		{"thi-hanh", "giai-quyet", "LTHA Đ157", "2020-01-01", "B"},
		{"thi-hanh", "giai-quyet", "THA Đ157", "2027-01-01", "B"},
		{"thi-hanh", "giai-quyet", "THA Đ157", "2010-01-01", ""},
	} {
		var got []string
		for _, found := range b.TermsAt(x.procedure, x.clock, x.cite, day(t, x.on)) {
			got = append(got, found.ID)
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%+v: %v", x, got)
		}
	}
}

func TestTermDependsOnTheCase(t *testing.T) {
	a := book(t).TermsAt("to-cao", "thu-ly", "LTC Đ24.1", day(t, "2020-01-01"))[0]
	with := func(up string) func(string) any { return func(name string) any { return name == up } }
	if got := a.Bound(with("nhieu-noi")).Most.N; got != 10 {
		t.Error(got)
	}
	if got := a.Bound(with("")).Most.N; got != 7 {
		t.Error(got)
	}
	if !a.AllowsLonger(length(t, "10 days"), with("phuc-tap")) || a.AllowsLonger(length(t, "11 days"), with("phuc-tap")) || a.AllowsLonger(length(t, "1 day"), with("")) {
		t.Error("lengthened beyond the law")
	}
	if !a.BeginsAt("tiep-nhan", "") || a.BeginsAt("thu-ly", "") || a.BeginsAt("tiep-nhan", "ngay") {
		t.Error("begins where the law does not let it")
	}
}

func TestPauseAt(t *testing.T) {
	b := book(t)
	on := day(t, "2027-01-01")
	if b.PauseAt("NB Đ1", "dang", on) == nil || b.PauseAt("NB Đ1", "to-cao", on) != nil || b.PauseAt("LTC Đ24", "to-cao", on) != nil {
		t.Error("a pause on a ground that is none")
	}
	q := b.PauseAt("LTC Đ34a", "to-cao", on)
	if q == nil || !q.AllowsFresh(length(t, "1 month")) || q.AllowsFresh(length(t, "2 months")) {
		t.Errorf("%+v", q)
	}
}

func TestGaps(t *testing.T) {
	b := book(t)
	p := &plan.Plan{Procedure: "to-cao", Version: "2026-07-01", From: day(t, "2026-07-01"),
		Clocks: []plan.Clock{{Name: "dong", Cite: "NB Đ1", Terms: []plan.TermRule{{Is: length(t, "9 days")}}}}}
	told := func() string {
		var all []string
		for _, g := range b.Gaps([]*plan.Plan{p}) {
			all = append(all, g.Term+g.Clock+"@"+g.Procedure)
		}
		return strings.Join(all, " ")
	}
	if got := told(); got != "C@ A@to-cao@2026-07-01 Q@to-cao@2026-07-01 dong@to-cao@2026-07-01" {
		t.Error(got)
	}
	p.Clocks = []plan.Clock{{Name: "thu-ly", Cite: "LTC Đ24.1", Terms: []plan.TermRule{{Is: length(t, "7 working days")}},
		Pauses: []plan.Pause{{Cite: "LTC Đ34a"}}}}
	if got := told(); got != "C@" {
		t.Error(got)
	}
}

func TestExplain(t *testing.T) {
	reasons, err := statute.ReadReasons([]byte(`[{clock: "dong-*", in: "to-cao@*", reason: x}, {term: A, reason: y}, {term: B, reason: z}]`))
	if err != nil {
		t.Fatal(err)
	}
	gaps, idle := statute.Explain([]statute.Gap{{Clock: "dong-ho-so", Procedure: "to-cao@2026-07-01"}, {Term: "A"}, {Clock: "A"}}, reasons)
	if gaps[0].Reason != "x" || gaps[1].Reason != "y" || gaps[2].Reason != "" || len(idle) != 1 || idle[0].Term != "B" {
		t.Errorf("%+v %+v", gaps, idle)
	}
	for _, bad := range []string{`[{clock: a}]`, `[{reason: a}]`, `[{clock: a, term: b, reason: c}]`, `[{clock: "[", reason: c}]`, `{`} {
		if _, err := statute.ReadReasons([]byte(bad)); err == nil {
			t.Errorf("read: %s", bad)
		}
	}
}

// What does not fit together is not read.
func TestReadBookRefuses(t *testing.T) {
	for _, x := range []struct{ instruments, tables string }{
		{`[{number: a}]`, ""},
		{instruments, `terms: [{id: X, cites: ["LTC Đ99"], what: x, mark: V, word: ngay}]`},
		{instruments, `terms: [{id: X, cites: ["XYZ Đ1"], what: x, mark: V, word: ngay}]`},
		{instruments, `terms: [{id: X, cites: ["LTC Đ24"], what: x, mark: V, from: 2019-01-01}]`},
		{instruments, `terms: [{id: X, cites: ["LTC Đ34a"], what: x, mark: V, word: ngay, from: 2019-01-01}]`},
		{instruments, `terms: [{id: X, cites: ["LTC Đ24"], what: x, mark: V, from: 2019-01-01, table: [{when: "a &&", most: 1 day}]}]`},
		{instruments, `terms: [{id: X, cites: ["LTC Đ24"], what: x, mark: V, from: 2019-01-01, table: [{when: a}]}]`},
		{instruments, `pauses: [{id: X}]`},
		{instruments, `unknown: 1`},
		{strings.Replace(instruments, `articles: 67`, `articles: 33`, 1), ""},
		{strings.Replace(instruments, `numbered-as: 26/2008`, `numbered-as: 27/2008`, 1), ""},
	} {
		if _, err := statute.ReadBook([]byte(x.instruments), []byte(x.tables)); err == nil {
			t.Errorf("read: %.60s %s", x.instruments, x.tables)
		}
	}
}

// An act bears its own mark or that of the article it rests on; a change that
// nobody read marks the articles it rewrote and, for clocks, all terms.
func TestMarks(t *testing.T) {
	b := book(t)
	before := b.Marks(&plan.Plan{From: day(t, "2020-01-01")})
	after := b.Marks(&plan.Plan{From: day(t, "2026-07-01")})
	clock := &plan.Clock{Cite: "LTC Đ34a", Terms: []plan.TermRule{{}}}
	for want, got := range map[string][]statute.Mark{
		"": {before.Act(&plan.Act{Cite: "LTC Đ24.1"}), after.Act(&plan.Act{Cite: "LTC Đ34a"}), after.Act(&plan.Act{Cite: "NB Đ1"}), before.Clock(clock)},
		"K": {after.Act(&plan.Act{Cite: "LTC Đ24.1"}), before.Act(&plan.Act{Cite: "LTC Đ24.1", Since: day(t, "2026-07-01")}), before.Act(&plan.Act{Cite: "NB Đ1", Confidence: "K"}),
			after.Act(&plan.Act{Cite: "THA Đ157"}), after.Proposal(&plan.Proposal{Cite: "LTC Đ24"}), after.Clock(&plan.Clock{Cite: "LTC Đ24.1", Terms: []plan.TermRule{{}}})},
		"I": {after.Clock(clock), before.Proposal(&plan.Proposal{Cite: "LTC Đ24", Confidence: "I"}), statute.Marks{}.Act(&plan.Act{Confidence: "I"})},
	} {
		for i, m := range got {
			if string(m) != want {
				t.Errorf("%q no. %d: %q", want, i, m)
			}
		}
	}
}

// Each doubt is kept where its list says, or has a reason; each policy answers
// one.
func TestDoubtful(t *testing.T) {
	doubts, err := statute.ReadDoubts([]byte(`
- {id: A, question: a, carried: [{policy: han, in: ["p@*", "r@*"]}, {policy: chung}], marked: ["THA Đ157", "LTC", "LTC Đ24.1", "LTC Đ34a", D]}
- {id: B, question: b, reason: vì}
- {id: C, question: c}
`))
	if err != nil {
		t.Fatal(err)
	}
	plans := []*plan.Plan{{Procedure: "p", Version: "1", Policies: []plan.Policy{{Name: "han"}, {Name: "la"}}}, {Procedure: "p", Version: "2"}}
	var got []string
	for _, g := range book(t).Doubtful(doubts, plans, func(p *plan.Plan) []plan.Policy { return p.Policies }) {
		got = append(got, strings.Join([]string{g.Doubt, g.Policy, g.Procedure, g.Cite, g.Reason}, " "))
	}
	want := "A   LTC Đ34a |A   D |A han p@2  |A han r@*  |A chung *  |B    vì|C    | la p@1  "
	if strings.Join(got, "|") != want {
		t.Errorf("%q\nwant %q", strings.Join(got, "|"), want)
	}
	for _, bad := range []string{"- {id: A}", "- {id: A, question: a}\n- {id: A, question: b}", "- {id: A, question: a, carried: [{in: [x]}]}", "- {id: A, question: a, carried: [{policy: x, in: ['[']}]}"} {
		if _, err := statute.ReadDoubts([]byte(bad)); err == nil {
			t.Errorf("read: %s", bad)
		}
	}
}

// What is entered of grounds and steps says all that is asked of it.
func TestGroundsAndSteps(t *testing.T) {
	for _, wrong := range []string{
		`grounds: [{id: G, cites: ["LTC Đ24"], what: Từ chối, in: [to-cao], mark: V, each: [{name: a, cite: "LTC Đ24.1", what: A}]}]`,
		`grounds: [{id: G, cites: ["LTC Đ24"], what: Từ chối, in: [to-cao], act: tu-choi, mark: V, from: 2019-01-01, each: [{name: a, cite: "LTC Đ99", what: A}]}]`,
		`grounds: [{id: G, cites: ["LTC Đ24"], what: Từ chối, in: [to-cao], act: tu-choi, mark: V, from: 2019-01-01, each: [{name: a, cite: "LTC Đ24", what: A}, {name: a, cite: "LTC Đ24", what: B}]}]`,
		`steps: [{id: S, cites: ["LTC Đ24"], what: Ai, in: [to-cao], act: thu-ly, mark: V, from: 2019-01-01}]`,
		`steps: [{id: S, cites: ["LTC Đ24"], what: Ai, in: [to-cao], act: thu-ly, mark: V, from: 2019-01-01, by: [a], when: b}]`,
		`steps: [{id: S, cites: ["LTC Đ24"], what: Ai, in: [to-cao], act: thu-ly, mark: V, from: 2019-01-01, after: [a], when: "b &&"}]`,
		`steps: [{id: S, cites: ["LTC Đ24"], what: Ai, in: [to-cao], act: rut, mark: V, from: 2019-01-01, until: a, apart: [b]}]`,
	} {
		if _, err := statute.ReadBook([]byte(instruments), []byte(wrong)); err == nil {
			t.Errorf("taken: %s", wrong)
		}
	}
	b, err := statute.ReadBook([]byte(instruments), []byte(`grounds: [{id: G, cites: ["LTC Đ24"], what: Từ chối, in: [to-cao], act: tu-choi, mark: V, from: 2019-01-01,
  each: [{name: a, cite: "LTC Đ24", what: A}, {name: moi, cite: "LTC Đ24", what: B, from: 2026-07-01}, {name: khac, cite: "LTC Đ24", what: C, in: [khac]}]}]`))
	if err != nil {
		t.Fatal(err)
	}
	g := b.GroundsOf("to-cao")[0]
	if before, after := g.On("to-cao", legaltime.NewDate(2026, 6, 30)), g.On("to-cao", legaltime.NewDate(2026, 7, 1)); len(before) != 1 || len(after) != 2 {
		t.Errorf("before %v, after %v", before, after)
	}
}
