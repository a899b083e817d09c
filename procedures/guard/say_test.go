package guard

import "testing"

func TestSay(t *testing.T) {
	words := Words{
		Name: func(n string) string {
			return map[string]string{"a": "Phức tạp", "b": "Vùng xa", "c": "Hình thức"}[n]
		},
		Option: func(n, v string) string { return n + ":" + v },
	}
	for source, want := range map[string]string{
		"a && !b":                      "«Phức tạp» và không «Vùng xa»",
		"!(a || b) && a":               "không («Phức tạp» hoặc «Vùng xa») và «Phức tạp»",
		`c == "don"`:                   "«Hình thức» là «c:don»",
		`c != "don" || a`:              "«Hình thức» không phải «c:don» hoặc «Phức tạp»",
		"count(a, b) >= 2":             "số điều đúng trong «Phức tạp», «Vùng xa» ≥ 2",
		"a == true":                    "«Phức tạp» là đúng",
		`c >= "2026-07-01" && c < "x"`: "«Hình thức» ≥ «c:2026-07-01» và «Hình thức» < «c:x»",
	} {
		e, err := Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Say(words); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}
