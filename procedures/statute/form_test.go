package statute_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/statute"
)

const annexes = `
- {number: 31/2019/NĐ-CP, cited: ["31/2019/NĐ-CP"], title: Nghị định, from: 2019-05-28, mark: V,
   forms: [{number: Mẫu 01, what: "Gia hạn", mark: V}, {number: Mẫu 02, what: "Rút", to: 2026-06-30, mark: V}]}
- {number: 156/2026/NĐ-CP, cited: ["156/2026/NĐ-CP"], title: Nghị định, from: 2026-07-01, mark: V, forms: [{number: Mẫu 02, what: "Rút", mark: V}]}
- {number: TTLT, cited: ["TTLT 02/2018"], title: Thông tư, from: 2018-01-01, to: 2025-12-31, mark: K, forms: [{number: Mẫu kèm theo, what: "Mẫu", from: 2018-10-19, mark: K}]}
`

func TestTemplates(t *testing.T) {
	b, err := statute.ReadBook([]byte(annexes))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Mẫu 01 (31/2019/NĐ-CP)":                          "0 Mẫu 01 (31/2019/NĐ-CP) 2019-05-28..",
		"Mẫu 01, Mẫu 02 (31/2019/NĐ-CP)":                  "0 Mẫu 01 (31/2019/NĐ-CP) 2019-05-28..; 10 Mẫu 02 (31/2019/NĐ-CP) 2019-05-28..2026-06-30",
		"Mẫu 02 (31/2019/NĐ-CP), Mẫu 02 (156/2026/NĐ-CP)": "0 Mẫu 02 (31/2019/NĐ-CP) 2019-05-28..2026-06-30; 27 Mẫu 02 (156/2026/NĐ-CP) 2026-07-01..",
		"Mẫu kèm theo (TTLT 02/2018)":                     "0 Mẫu kèm theo (TTLT 02/2018) 2018-10-19..2025-12-31",
		"Mẫu 09 (31/2019/NĐ-CP)":                          "0 no form",
		"Mẫu 01 (30/2019/NĐ-CP)":                          "0 no instrument",
		"Mẫu 01 (31/2019/NĐ-CP Đ3)":                       "0 no instrument",
		"Mẫu 01":                                          "0 of none",
		"Mẫu 01 (31/2019/NĐ-CP), Mẫu 02":                  "0 Mẫu 01 (31/2019/NĐ-CP) 2019-05-28..; 27 of none",
	} {
		var got []string
		for _, x := range b.Templates(text, day(t, "2020-01-01")) {
			got = append(got, fmt.Sprint(x.Offset, " ", told(x)))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

func told(x statute.Template) string {
	switch {
	case x.Issuer == "":
		return "of none"
	case x.Instrument == nil:
		return "no instrument"
	case x.Form == nil:
		return "no form"
	}
	return fmt.Sprintf("%s %s..%s", x, x.From, x.To)
}

func TestFormsThatDoNotFit(t *testing.T) {
	for _, forms := range []string{
		`{number: Mẫu 01, mark: V}`,
		`{number: Mẫu 01, what: x}`,
		`{number: "Mẫu 01, 02", what: x, mark: V}`,
		`{number: Mẫu 01, what: x, mark: V}, {number: Mẫu 01, what: y, mark: V}`,
		`{number: Mẫu 01, what: x, mark: V, from: 2019-01-01}`,
		`{number: Mẫu 01, what: x, mark: V, to: 2027-01-01}`,
		`{number: Mẫu 01, what: x, mark: V, to: 2019-01-01}`,
	} {
		text := `- {number: A, cited: [A], title: A, from: 2020-01-01, to: 2026-06-30, mark: V, forms: [` + forms + `]}`
		if _, err := statute.ReadBook([]byte(text)); err == nil {
			t.Errorf("taken: %s", forms)
		}
	}
}
