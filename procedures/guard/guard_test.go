package guard

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

type day string

func (d day) String() string { return string(d) }

func values(pairs ...any) func(string) any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return func(n string) any { return m[n] }
}

func TestEval(t *testing.T) {
	env := values("phuc-tap", true, "vung-sau-xa", false, "so-nguoi", 12, "n64", int64(3), "nj", json.Number("4"),
		"han-thu-ly", "luat", "ngay", day("2026-07-01"), "f", 2.0)
	for src, want := range map[string]bool{
		"phuc-tap": true, "vung-sau-xa": false, "!vung-sau-xa": true, "vang": false, "!vang": true, "true": true, "false": false,
		"phuc-tap && vung-sau-xa": false, "phuc-tap || vung-sau-xa": true, "vang || vang || phuc-tap": true,
		"vang || phuc-tap && vung-sau-xa": false, "(vang || phuc-tap) && !vung-sau-xa": true,
		"so-nguoi >= 12": true, "so-nguoi > 12": false, "so-nguoi < 13 && so-nguoi != 11": true, "n64 == 3": true, "nj == 4": true, "f <= 2": true,
		`han-thu-ly == "luat"`: true, `han-thu-ly == 'nghi-dinh'`: false, `han-thu-ly != "luat"`: false,
		`vang == ""`: true, "vang == 0": true, "vang == false": true, "vang < 1": true, "vang == vang": true,
		`ngay >= "2026-07-01"`: true, `ngay < "2026-07-01"`: false, `so-nguoi == "12"`: false, `so-nguoi != "12"`: true, `so-nguoi < "12"`: false,
		"count(phuc-tap, vung-sau-xa, vang) == 1": true, "count(phuc-tap) >= 2": false, "!phuc-tap == false": true,
		"so-nguoi": false, "phuc-tap == true": true, "!(phuc-tap && !vang)": false,
	} {
		e, err := Parse(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		if got := e.Eval(env); got != want {
			t.Errorf("%s: got %v, want %v", src, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for src, offset := range map[string]int{
		"": 0, "phuc-tap &&": 11, "&& a": 0, "a & b": 2, "a = b": 2, "(a": 2, "a)": 1, "a b": 2, `a == "x`: 5, "phức-tạp": 2,
		"a < b < c": 6, "count()": 6, "count(a": 7, "count(a b)": 8, "count(true)": 6, "a- b": 1, "-a": 0, "99999999999999999999 > a": 0,
		"a + b": 2, "Phuc": 0,
		strings.Repeat("(", 21) + "a" + strings.Repeat(")", 21): 20,
		strings.Repeat("!", 21) + "a":                           20,
		strings.Repeat("a", 501):                                500,
	} {
		_, err := Parse(src)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: accepted", src)
			continue
		}
		if e.Offset != offset || e.End < e.Offset || e.End > len(src) || e.Text == "" || e.Vi == "" {
			t.Errorf("%q: offset %d, want %d (%v)", src, e.Offset, offset, e)
		}
	}
	if _, err := Parse(strings.Repeat("(", 20) + "a" + strings.Repeat(")", 20)); err != nil {
		t.Errorf("depth 20: %v", err)
	}
}

func kinds(n string) (Kind, bool) {
	k, ok := map[string]Kind{"co": Flag, "khac": Flag, "so": Number, "chu": Text, "ngay": Date}[n]
	return k, ok
}

func TestCheck(t *testing.T) {
	for src, want := range map[string]string{
		"co && !khac": "", `chu == "luat"`: "", `ngay < "2026-07-01"`: "", `ngay != ""`: "", "count(co, khac) >= 2": "", "so <= 3 || co == khac": "",
		"cos": "0-3 cos", "co && cos && khacs": "6-9 cos;13-18 khacs", "so": "0-2 ", "co && so": "6-8 ", "!chu": "1-4 ",
		"so == co": "0-8 ", `so == "3"`: "0-9 ", "co < khac": "0-9 ", `chu > "a"`: "0-9 ", `ngay == "mai"`: "8-13 ",
		"count(co, so) > 1": "10-12 ", "count(co)": "0-9 ", "co || (so && cos)": "7-9 ;13-16 cos", "la == so": "0-2 la", "ngay == chu": "8-11 ",
	} {
		e, err := Parse(src)
		if err != nil {
			t.Fatal(src, err)
		}
		var got []string
		for _, p := range e.Check(kinds) {
			got = append(got, place(p))
			if p.Text == "" || p.Vi == "" {
				t.Errorf("%s: a problem without words", src)
			}
		}
		if s := strings.Join(got, ";"); s != want {
			t.Errorf("%s: got %q, want %q", src, s, want)
		}
	}
}

func place(p Problem) string {
	b, _ := json.Marshal([]int{p.Offset, p.End})
	return strings.ReplaceAll(strings.Trim(string(b), "[]"), ",", "-") + " " + p.Name
}

func TestNames(t *testing.T) {
	e, err := Parse(`b && a || count(c, a) > so || chu == "luat" || 'x' != chu`)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(e.Names(), " "); got != "b a c so chu" {
		t.Error(got)
	}
	if c := e.Compared(); len(c) != 2 || c[0].Name != "chu" || c[0].Literal != "luat" || c[1].Literal != "x" || e.String()[c[1].Offset:c[1].End] != "'x'" {
		t.Errorf("%+v", c)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"phuc-tap && !x", `a == "b" || count(a, b) >= 2`, "((a))", "a < 3", "'", "\xff", "a-"} {
		f.Add(s)
	}
	envs := []func(string) any{
		func(string) any { return nil }, func(string) any { return true }, func(n string) any { return n }, func(n string) any { return len(n) },
		func(string) any { return []int{1} }, func(string) any { return map[string]any{} }, func(string) any { return (*day)(nil) },
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			if x := err.(*Error); x.Offset < 0 || x.End > len(src) || x.Offset > x.End {
				t.Fatalf("%q: place %d-%d", src, x.Offset, x.End)
			}
			return
		}
		for _, env := range envs {
			if once, again := e.Eval(env), e.Eval(env); once != again {
				t.Fatalf("%q: two answers", src)
			}
		}
		for _, p := range e.Check(kinds) {
			if p.Offset < 0 || p.End > len(src) || p.Offset >= p.End {
				t.Fatalf("%q: problem at %d-%d", src, p.Offset, p.End)
			}
		}
	})
}
