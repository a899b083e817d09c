package source

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/diag"
)

const small = `procedure: mau
title: Mẫu
kind: complaint
version: 2026-07-01
effective: {from: 2026-07-01}
citations: {}
roles: {}
forms: {}
intake: don
clocks: {}
acts: {}
stages: {}
`

// TestRefusals: what each text is refused for, as line:column-column code.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":             {"", "1:1-1 source_yaml"},
		"comment only":      {"# x\n", "1:1-4 source_yaml"},
		"no mapping":        {"- a\n", "1:1-2 source_shape"},
		"unknown key":       {small + "titel: x\n", "13:1-6 source_key title"},
		"duplicate key":     {small + "title: x\n", "13:1-6 source_duplicate"},
		"duplicate name":    {strings.Replace(small, "roles: {}", "roles: {a: {title: x}, a: {title: y}}", 1), "7:24-25 source_duplicate"},
		"twice in a list":   {strings.Replace(small, "acts: {}", "acts: {a: {title: x, role: [b, b], cite: c}}", 1), "11:32-33 source_duplicate"},
		"missing key":       {strings.Replace(small, "intake: don\n", "", 1), "1:1-2 source_missing"},
		"missing value":     {strings.Replace(small, "intake: don", "intake:", 1), "9:8-9 source_shape"},
		"anchor":            {strings.Replace(small, "title: Mẫu", "title: &a Mẫu", 1), "2:8-14 source_yaml"},
		"alias":             {strings.Replace(small, "title: Mẫu", "title: &a Mẫu\ncite: *a", 1), "2:8-14 source_yaml;3:7-8 source_yaml"},
		"merge key":         {small + "<<: {a: b}\n", "13:1-3 source_yaml"},
		"tag":               {strings.Replace(small, "title: Mẫu", "title: !!str Mẫu", 1), "2:8-17 source_yaml"},
		"own tag":           {strings.Replace(small, "roles: {}", "roles: !x {}", 1), "7:8-9 source_yaml"},
		"two documents":     {small + "---\na: b\n", "13:1-4 source_yaml"},
		"broken bracket":    {"a: [b\nc: d\n", "2:1-5 source_yaml"},
		"tab indent":        {"a:\n\tb: c\n", "2:1-6 source_yaml"},
		"upper case name":   {strings.Replace(small, "intake: don", "intake: Don", 1), "9:9-12 source_name"},
		"name with a mark":  {strings.Replace(small, "intake: don", "intake: đơn", 1), "9:9-12 source_name"},
		"underscore":        {strings.Replace(small, "intake: don", "intake: a_b", 1), "9:9-12 source_name"},
		"two dashes":        {strings.Replace(small, "intake: don", "intake: a--b", 1), "9:9-13 source_name"},
		"long name":         {strings.Replace(small, "intake: don", "intake: "+strings.Repeat("a", 65), 1), "9:9-74 source_name"},
		"not one of":        {strings.Replace(small, "complaint", "complain", 1), "3:7-15 source_value complaint"},
		"date out of range": {strings.Replace(small, "version: 2026-07-01", "version: 2026-02-30", 1), "4:10-20 source_value"},
		"after accents":     {strings.Replace(small, "roles: {}", `roles: {a: {title: "Người giải quyết", ad: superior}}`, 1), "7:40-42 source_key at"},
		"list for a text":   {strings.Replace(small, "title: Mẫu", "title: [a]", 1), "2:8-9 source_shape"},
		"text for a map":    {strings.Replace(small, "roles: {}", "roles: x", 1), "7:8-9 source_shape"},
		"key is a list":     {"? [a]\n: b\n", "1:3-4 source_yaml"},
		"long text":         {strings.Replace(small, "Mẫu", strings.Repeat("x", MaxText+1), 1), "2:8-4105 source_limit"},
		"nul":               {"a: b\x00\n", "1:5-6 source_limit"},
		"not utf-8":         {"a: ầ\xff\n", "1:5-6 source_limit"},
		"utf-16":            {"\xff\xfea\x00", "1:1-2 source_limit"},
		"bidi":              {"a: b\u202ec\n", "1:5-6 source_limit"},
		"zero width":        {"a: b\u200bc\n", "1:5-6 source_limit"},
		"line separator":    {"a: b\u2028c\n", "1:5-6 source_limit"},
		"lone return":       {"a: b\rc\n", "1:5-6 source_limit"},
		"deep brackets":     {"a: " + strings.Repeat("[", 200_000), "1:165-166 source_limit"},
		"deep dashes":       {strings.Repeat("- ", 41) + "a", "1:82-83 source_limit"},
		"41 deep":           {strings.Repeat("[", 41) + strings.Repeat("]", 41), "1:41-42 source_limit"},
		"too long":          {small + strings.Repeat("#", MaxBytes), "1:1-2 source_limit"},
		"too many lines":    {strings.Repeat("#\n", maxLines+1), "10001:1-2 source_limit"},
		"rung without when": {strings.Replace(small, "clocks: {}", "clocks: {a: {title: x, cite: y, starts: b, term: 1 day, remind: {to: c}}}", 1), "10:65-66 source_missing"},
		"rung at a number":  {strings.Replace(small, "clocks: {}", "clocks: {a: {title: x, cite: y, starts: b, term: 1 day, remind: {at: 50, to: c}}}", 1), "10:70-72 source_value"},
		"rung with two":     {strings.Replace(small, "clocks: {}", "clocks: {a: {title: x, cite: y, starts: b, term: 1 day, remind: {at: due, after: 1 day, to: c}}}", 1), "10:65-66 source_missing"},
		"bad term":          {strings.Replace(small, "clocks: {}", "clocks: {a: {title: x, cite: y, starts: b, term: soon}}", 1), "10:50-54 source_value"},
		"zero term":         {strings.Replace(small, "clocks: {}", "clocks: {a: {title: x, cite: y, starts: b, term: 0 days}}", 1), "10:50-56 source_value"},
	} {
		_, found := Read([]byte(c.text))
		if got := places(found); got != c.want {
			t.Errorf("%s: got %q, want %q\n%s", name, got, c.want, found)
		}
	}
}

func places(found diag.List) string {
	var all []string
	for _, p := range found.Sort() {
		at := fmt.Sprintf("%d:%d-%d %s %s", p.Span.Start.Line, p.Span.Start.Column, p.Span.End.Column, p.Code, p.Suggestion)
		all = append(all, strings.TrimSpace(at))
	}
	return strings.Join(all, ";")
}

// TestNothingIsImplicit: scalars that older YAML readers turn into something
// else stay what was written.
func TestNothingIsImplicit(t *testing.T) {
	for _, word := range []string{"NO", "yes", "0777", "0o17", "1_000", "1e3", "2026-07-01", "null", "~", ".inf", "0x1F"} {
		f, found := Read([]byte(strings.Replace(small, "title: Mẫu", "title: "+word, 1)))
		if f == nil || f.Title.V != word {
			t.Errorf("%s: %s", word, found)
		}
	}
}

func TestPlacesAreTheSameWithMarkAndReturns(t *testing.T) {
	want, found := Read([]byte(small))
	if len(found) > 0 {
		t.Fatal(found)
	}
	for name, text := range map[string]string{"mark": "\ufeff" + small, "returns": strings.ReplaceAll(small, "\n", "\r\n")} {
		if got, found := Read([]byte(text)); len(found) > 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s\n%+v", name, found, got)
		}
	}
}

// TestPart: the place of a piece of a text, however the text is quoted.
func TestPart(t *testing.T) {
	for written, want := range map[string]string{
		`a: Đơn thư`: "4-7", `a: "Đơn thư"`: "5-8", `a: 'Đơn thư'`: "5-8", `a: "\u0110ơn thư"`: "4-18", "a: >\n  Đơn thư": "4-5", "a: Đơn thư\n  nữa": "4-7",
	} {
		r := &reader{lines: splitLines(written)}
		v := r.scalar(r.parse([]byte(written)).Content[1])
		at := Part(v, 0, len("Đơn"))
		if got := fmt.Sprintf("%d-%d", at.Start.Column, at.End.Column); got != want && written != "a: Đơn thư\n  nữa" {
			t.Errorf("%q: %s, want %s", written, got, want)
		}
	}
}

// TestPartWithin: columns count characters, not bytes, before the piece too.
func TestPartWithin(t *testing.T) {
	r := &reader{lines: splitLines("a: Đơn thư")}
	v := r.scalar(r.parse([]byte("a: Đơn thư")).Content[1])
	if at := Part(v, len("Đơn "), len("Đơn thư")); at.Start.Column != 8 || at.End.Column != 11 {
		t.Errorf("%+v", at)
	}
}

func TestFullGrammar(t *testing.T) {
	f, found := Read([]byte(strings.NewReplacer(
		"clocks: {}", `clocks:
  c: {title: x, cite: y, starts: [a, {act: b, from: d}], met: m, stops: [s, t], pauses: {from: p, until: q, cite: y, fresh: 1 month},
      term: [{when: phuc-tap, is: 60 days}, 30 days], extends: {act: e, by: 30 days, times: [{when: f, is: 2}, 1], cite: y},
      roll: none, lapse: {in: g, to: h}, remind: {before: 3 working days, to: r}, overdue: [{at: due, to: [r]}, {after: 1 day, to: r, does: remind}]}
  d: {title: x, cite: y, starts: a, term: at least 15 days, lapse: met}`,
		"acts: {}", `acts: {a: {title: x, role: r, cite: y, requires: b, gap: {after: b, at-least: 5 days, cite: y}, documents: ["Mẫu 03"], repeats: true, since: 2026-07-01}}`,
		"stages: {}", `stages: {s: {title: x, tasks: t, acts: {a: stay, b: [{when: f, to: u}, {to: back}], c: {when: f, to: u}}}, u: {title: x, outcome: o}}`,
	).Replace(small)))
	if len(found) > 0 {
		t.Fatal(found)
	}
	c := f.Clocks[0]
	if len(c.Starts) != 2 || c.Starts[1].From.V != "d" || len(c.Terms) != 2 || c.Terms[1].Is.V.N != 30 || c.Extends[0].Times[1].Is.V != 1 ||
		!c.NoRoll || c.Lapse.To.V != "h" || c.Pauses[0].Fresh.V.String() != "1 month" || c.Remind[0].Before.V.N != 3 || c.Overdue[1].Does.V != "remind" {
		t.Errorf("%+v", c)
	}
	if f.Clocks[1].Lapse == nil || f.Clocks[1].Lapse.In.IsSet() || !f.Acts[0].Repeats || f.Acts[0].Gap.AtLeast.V.N != 5 {
		t.Errorf("%+v", f.Acts)
	}
	if m := f.Stages[0].Moves; len(m) != 3 || m[1].Then[1].To.V != "back" || m[2].Then[0].When.V != "f" || f.Stages[1].Outcome.V != "o" {
		t.Errorf("%+v", m)
	}
}

// hostile are texts made to exhaust a reader.
var hostile = map[string]func() []byte{
	"brackets":   func() []byte { return []byte(strings.Repeat("[", 200_000)) },
	"braces":     func() []byte { return []byte(strings.Repeat("{a: ", 60_000)) },
	"dashes":     func() []byte { return []byte(strings.Repeat("- ", 120_000)) },
	"questions":  func() []byte { return []byte(strings.Repeat("?\n", 130_000)) },
	"keys":       func() []byte { return []byte(strings.Repeat("a: b\n", 52_000)) },
	"parts":      func() []byte { return []byte("a: [" + strings.Repeat("a,", 130_000) + "]") },
	"bomb":       bomb,
	"own anchor": func() []byte { return []byte("a: &a [*a, *a]\n") },
	"documents":  func() []byte { return []byte(strings.Repeat("---\n", 60_000)) },
	"50 MB":      func() []byte { return slices.Repeat([]byte("a: b\n"), 10<<20) },
	"50 MB line": func() []byte { return slices.Repeat([]byte("["), 50<<20) },
}

// bomb is ten lists of ten aliases each of the list before: 10^10 words.
func bomb() []byte {
	text := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i <= 10; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return []byte(text)
}

// TestHostile reads each in a process of its own and measures it: under a
// second, and under 64 MiB beyond the text itself.
func TestHostile(t *testing.T) {
	if name := os.Getenv("HOSTILE"); name != "" {
		text := hostile[name]()
		if f, found := Read(text); f != nil && !found.Failed() {
			t.Fatal("accepted")
		}
		fmt.Printf("\npeak %d text %d\n", peak(t), len(text)>>20)
		return
	}
	for name := range hostile {
		cmd := exec.Command(os.Args[0], "-test.run=^TestHostile$")
		cmd.Env = append(os.Environ(), "HOSTILE="+name)
		start := time.Now()
		out, err := cmd.CombinedOutput()
		took := time.Since(start)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		var used, text int
		if _, err := fmt.Sscanf(string(out), "\npeak %d text %d", &used, &text); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		t.Logf("%-10s %8v %3d MiB, of which text %d", name, took.Round(time.Millisecond), used, text)
		if took > time.Second || used-text > 64 {
			t.Errorf("%s: %v and %d MiB beyond the text", name, took, used-text)
		}
	}
}

// peak is the most memory that this process ever held, in MiB.
func peak(t *testing.T) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc to measure by")
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kib := 0
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		t.Fatal(err)
	}
	return kib >> 10
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	for _, s := range []string{"a: [b", "- a\n- b", "a: |\n x\n", "? a\n", "a: 'b''c'", "a: \"\\u00e1\"", "\ufeffa: b", "a: &x b", "%YAML 1.1\n---\na: b", "a:\n - b\n -  c: d\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, found := Read(text)
		if file == nil && len(found) == 0 {
			t.Fatal("refused without a word")
		}
		for _, p := range found.Locate("x", text) {
			if p.Span.Start.Line < 1 || p.Span.Start.Column < 1 || p.Message == "" || p.Vi == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func splitLines(s string) (lines [][]byte) {
	for _, l := range strings.Split(s, "\n") {
		lines = append(lines, []byte(l))
	}
	return lines
}
