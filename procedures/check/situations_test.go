package check_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/check"
	"github.com/donthu/donthu/procedures/source"
)

// TestSituations changes a good procedure and says which rules must speak, in
// the order of the text.
func TestSituations(t *testing.T) {
	act := func(name, more string) string {
		return fmt.Sprintf("  %s: {title: x, role: thu-truong, %scite: LKN Đ1}\n", name, more)
	}
	clock := func(name, starts, more string) string {
		return fmt.Sprintf("  %s: {title: x, cite: LKN Đ1, starts: %s, term: 5 days, remind: {at: due, to: can-bo}, overdue: {after: 1 day, to: thu-truong}, %s}\n", name, starts, more)
	}
	const acts, clocks, stages, tasks, moves, end, tail = "\nacts:\n", "\nclocks:\n", "\nstages:\n", "    acts: {", "da-xong}", "  da-xong:", "role: thu-truong, cite"
	for name, c := range map[string]struct {
		edits []string // old, new, old, new
		want  string
	}{
		"as it is": {nil, ""},
		"a clock that starts again while it is paused runs": {[]string{
			clocks, clocks + clock("c", "[tiep-nhan, lai]", "met: ban-hanh, pauses: {from: dung, until: tiep, cite: LKN}"),
			"    term: 30 days", "    pauses: {from: dung, until: tiep, cite: LKN}\n    term: 30 days",
			acts, acts + act("dung", "repeats: true, ") + act("tiep", "repeats: true, ") + act("lai", "repeats: true, "),
			moves, "da-xong, dung: cho}", end, "  cho: {title: x, acts: {lai: sau}}\n  sau: {title: x, acts: {tiep: xu-ly}}\n" + end,
		}, "stage_paused cho"},
		"what is not always needed may be left out": {[]string{
			"\nforms:\n", "\nfacts: {k: {type: flag, title: x}}\nforms:\n", "fields: {", "fields: {k: {type: flag, title: x}, ",
			clocks, clocks + clock("c", "tiep-nhan", "met: gui"), acts, acts + act("gui", "needed: k, "), tail, "role: thu-truong, requires: gui, cite",
			tasks, "    tasks: gui\n" + tasks,
		}, "clock_ends c"},
		"nobody accepts what was not offered": {[]string{
			"  thu-truong:", "  ben: {title: x, at: receiver}\n  thu-truong:", acts, acts + "  nhan: {title: x, role: ben, handoff: accept, cite: LKN}\n",
			"{ban-hanh: da-xong}", "{nhan: sau}", end, "  sau: {title: x, acts: {ban-hanh: da-xong}}\n" + end,
		}, "responsible_one xu-ly;stage_ends xu-ly"},
		"a reminder alone does not press":    {[]string{"    overdue: [{at: due, to: thu-truong}]\n", ""}, "clock_ladder giai-quyet;stage_clock xu-ly"},
		"an escalation alone does not press": {[]string{"    remind: [{before: 3 days, to: can-bo}]\n", "    overdue: [{at: due, to: [thu-truong, can-bo]}]\n", "    overdue: [{at: due, to: thu-truong}]\n", ""}, "clock_ladder giai-quyet;stage_clock xu-ly"},
		"the longest name of an instrument counts": {[]string{
			"from: 2012-07-01}", "from: 2012-07-01, to: 2020-01-01}\n  LKN 2025: {title: x, from: 2025-01-01}", "LKN Đ28", "LKN 2025 Đ28", "LKN Đ31", "LKN 2025 Đ31",
		}, "name_unused LKN"},
		"an act may cite what comes later": {[]string{
			"citations:", "citations:\n  M: {title: x, from: 2026-09-01}", acts, acts + act("muon", "since: 2026-10-01, "), "LKN Đ1}", "M Đ1}", moves, "da-xong, muon: stay}",
		}, ""},
		"but not before it comes": {[]string{
			"citations:", "citations:\n  M: {title: x, from: 2026-09-01}", acts, acts + act("som", "since: 2026-08-01, "), "LKN Đ1}", "M Đ1}", moves, "da-xong, som: stay}",
		}, "cite_part 2026-09-01"},
		"one clock takes over from another": {[]string{
			clocks, clocks + clock("c", "giao", "met: ban-hanh"), "    met: ban-hanh", "    met: giao\n    stops: ban-hanh", acts, acts + act("giao", ""), moves, "da-xong, giao: stay}",
		}, ""},
		"a clock that only may start does not press": {[]string{
			"\nforms:\n", "\nfacts: {k: {type: flag, title: x}}\nforms:\n", "fields: {", "fields: {k: {type: flag, title: x}, ", "term: 30 days", "term: {when: k, is: 30 days}",
		}, "stage_clock xu-ly"},
		"no stage":                 {[]string{"stages:\n  xu-ly:\n    title: Đang xử lý\n    acts: {ban-hanh: da-xong}\n  da-xong: {title: \"Đã xong\", outcome: ban-hanh}\n", "stages: {}\n"}, "stage_outcome mau;name_unused ban-hanh"},
		"one opening, and its own": {[]string{stages, "\nopening: da-xong\nstages:\n"}, "clock_ends giai-quyet;stage_reachable xu-ly;stage_outcome da-xong"},
		"each requires the other where both are needed": {[]string{
			"\nforms:\n", "\nfacts: {k: {type: flag, title: x}}\nforms:\n", "fields: {", "fields: {k: {type: flag, title: x}, ",
			acts, acts + act("a", "needed: k, requires: b, ") + act("b", "needed: k, requires: a, "), tasks, "    tasks: [a, b]\n" + tasks,
		}, "tasks_deadlock a"},
		"two that are never needed together": {[]string{
			"\nforms:\n", "\nfacts: {k: {type: flag, title: x}}\nforms:\n", "fields: {", "fields: {k: {type: flag, title: x}, ",
			acts, acts + act("a", "needed: k, requires: b, ") + act("b", "needed: '!k', requires: a, "), tasks, "    tasks: [a, b]\n" + tasks,
		}, ""},
		"one is needed only once the other was done": {[]string{
			"\nforms:\n", "\nfacts: {k: {type: flag, title: x}}\nforms:\n", "\nintake:", "\n  g: {title: x, fields: {k: {type: flag, title: x}}}\nintake:",
			acts, acts + act("a", "needed: k, requires: b, ") + act("b", "requires: a, ") + act("c", "form: g, requires: b, "), tasks, "    tasks: [a, b, c]\n" + tasks,
		}, ""},
		"each requires the other": {[]string{acts, acts + act("a", "requires: b, ") + act("b", "requires: a, "), tasks, "    tasks: [a, b]\n" + tasks}, "tasks_deadlock a"},
		"way back to where it came from": {[]string{
			acts, acts + act("hoi", "repeats: true, ") + act("dap", "repeats: true, ") + act("sang", ""), moves, "da-xong, hoi: cho, sang: hai}",
			end, "  hai: {title: x, acts: {hoi: cho, ban-hanh: da-xong}}\n  cho: {title: x, acts: {dap: back}}\n" + end,
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := spoken(t, edit(t, c.edits)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestARuleIsNotEndless(t *testing.T) {
	var roles []string
	for i := range 50 {
		roles = append(roles, fmt.Sprintf("x%d", i))
	}
	if n := strings.Count(spoken(t, edit(t, []string{"role: thu-truong,", "role: [" + strings.Join(roles, ", ") + "],"})), "name_role"); n != 20 {
		t.Errorf("%d problems", n)
	}
}

func edit(t *testing.T, edits []string) []byte {
	base, err := os.ReadFile("testdata/base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(base)
	for pair := range slices.Chunk(edits, 2) {
		if !strings.Contains(text, pair[0]) {
			t.Fatalf("nothing reads %q", pair[0])
		}
		text = strings.Replace(text, pair[0], pair[1], 1)
	}
	return []byte(text)
}

// spoken lists the rules that speak, each with the text it points at.
func spoken(t *testing.T, text []byte) string {
	f, found := source.Read(text)
	if len(found) > 0 {
		t.Fatal(found.Locate("x", text))
	}
	lines := strings.Split(string(text), "\n")
	var all []string
	for _, p := range check.Run(f, nil).Sort() {
		line := []rune(lines[p.Span.Start.Line-1])
		at := string(line[p.Span.Start.Column-1 : p.Span.End.Column-1])
		if at == "p" { // the whole file
			at = "mau"
		}
		all = append(all, p.Code+" "+at)
	}
	return strings.Join(all, ";")
}

// Fifteen flags can stand in more ways than are tried: then a last line without
// a condition is asked for, and nothing is said of lines that are never read.
func TestMoreCasesThanAreTried(t *testing.T) {
	var facts, fields, all []string
	for i := range 15 {
		all = append(all, fmt.Sprintf("a%d", i))
		facts = append(facts, all[i]+": {type: flag, title: x}")
	}
	fields = append(fields, facts...)
	every := strings.Join(all, " && ")
	text := edit(t, []string{
		"\nforms:\n", "\nfacts: {" + strings.Join(facts, ", ") + "}\nforms:\n", "fields: {", "fields: {" + strings.Join(fields, ", ") + ", ",
		"{ban-hanh: da-xong}", "{ban-hanh: [{when: " + every + ", to: da-xong}, {when: '!(" + every + ")', to: da-xong}]}",
	})
	if got, want := spoken(t, text), "branch_total '!("+every+")'"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
