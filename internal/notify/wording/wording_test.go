package wording

import (
	"strings"
	"testing"
)

func kind(t *testing.T, name string) Kind {
	t.Helper()
	k, ok := KindOf(name)
	if !ok {
		t.Fatal(name)
	}
	return k
}

func TestBuiltinLettersPassTheirOwnCheck(t *testing.T) {
	for _, k := range Kinds() {
		if found := Check(k, k.Builtin); len(found) > 0 || Clean(k.Builtin).Short != k.Builtin.Short {
			t.Errorf("%s:\n%s", k.Name, found)
		}
		l := Render(k.Builtin, k.Samples())
		if strings.Contains(l.Subject+l.Text+l.HTML+l.Short, "{{") || !strings.Contains(l.Text, k.Samples()[Link]) || !strings.Contains(l.HTML, `href="https://donthu.example.gov.vn/`) {
			t.Errorf("%+v", l)
		}
	}
}

func TestAllProblemsAtOnceEachAtItsPlace(t *testing.T) {
	found := Check(kind(t, "remind"), Template{
		Subject: "Gấp: {{tinh-trag}}",
		Body:    "Kính gửi ông Nguyễn Văn An,\nGọi 0912 345 678 hoặc an@x.vn, xem https://lừa.vn/x\n{{han-cuoi}} {{muc}}\n<b>Gấp</b> {{ma-ho-so",
		Short:   strings.Repeat("x", 301) + "\n}}",
	})
	var got []string
	for _, p := range found {
		got = append(got, strings.Join([]string{p.File, p.Code, p.Suggestion}, " "))
	}
	want := []string{
		"subject template_needs ", "subject template_field tinh-trang",
		"body template_needs ", "body template_personal ", "body template_personal ", "body template_personal ", "body template_link ",
		"body template_field ", "body template_markup ", "body template_braces ",
		"short template_needs ", "short template_braces ", "short template_lines ", "short template_long ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if p := found[3]; p.Source != "    1 | Kính gửi ông Nguyễn Văn An,\n      |          ^^^^^^^^^^^^^^^^^\n" {
		t.Errorf("the name:\n%s", p.Source)
	}
	if p := found[1]; p.Span.Start.Line != 1 || p.Span.Start.Column != 6 || p.Span.End.Column != 19 || p.Source != "    1 | Gấp: {{tinh-trag}}\n      |      ^^^^^^^^^^^^^\n" {
		t.Errorf("%+v\n%s", p.Span, p.Source)
	}
}

func TestNoFalseAlarm(t *testing.T) {
	body := "Kính gửi Ông/Bà, thưa ông Chủ tịch,\nTheo Luật số 02/2011/QH13, ngày 01/07/2026, trong 30 ngày.\n{{lien-ket}}\n"
	if found := Check(kind(t, "remind"), Template{"{{ma-ho-so}}", body, "{{ma-ho-so}}"}); len(found) > 0 {
		t.Errorf("%s", found)
	}
}

func TestALineWithoutValuesIsLeftOut(t *testing.T) {
	l := Render(Template{"{{ma-ho-so}}\n", "{{tinh-trang}}.\n\nThay: {{thay-cho}}\nHạn: {{han-cuoi}}{{muc}}\nChữ\n\nMở: {{lien-ket}}\n", "x"},
		map[string]string{"ma-ho-so": "A\r\nBcc: x@y.test", "tinh-trang": "đến hạn", "han-cuoi": "06/07/2026", Link: `https://x.test/"><script>`})
	if l.Subject != "A Bcc: x@y.test" || l.Text != "Đến hạn.\n\nHạn: 06/07/2026\nChữ\n\nMở: https://x.test/\"><script>\n" {
		t.Errorf("%q\n%q", l.Subject, l.Text)
	}
	if strings.Contains(l.HTML, "<script>") {
		t.Errorf("%s", l.HTML)
	}
}

func TestWhatPassesTheCheckCanBeFilled(t *testing.T) {
	for _, body := range []string{"{{lien-ket}}", "{{ lien-ket }}", "{{lien-ket}}}", "{{{{lien-ket}}}}", "{{}}{{lien-ket}}", "}}{{lien-ket}}{{", "{{lien-ket\n}}"} {
		k := kind(t, "remind")
		failed := Check(k, Template{"{{ma-ho-so}}", body, "{{ma-ho-so}}"}).Failed()
		l := Render(Template{"{{ma-ho-so}}", body, "x"}, k.Samples())
		whole := strings.Contains(l.Text, "https://") && !strings.Contains(l.Text, "{{") && !strings.Contains(l.Text, "}}")
		if !failed && !whole {
			t.Errorf("%q: failed %v, rendered %q", body, failed, l.Text)
		}
	}
}
