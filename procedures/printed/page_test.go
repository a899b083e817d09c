package printed_test

import (
	"html"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/printed"
	"github.com/donthu/donthu/procedures/statute"
)

// TestGolden holds the page of a small procedure against testdata; with
// UPDATE=1 it writes it.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, problems := procedures.Compile("small.yaml", text)
	if p == nil {
		t.Fatal(problems)
	}
	got := procedures.Page(p, text, nil)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("testdata/small.html", []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile("testdata/small.html"); err != nil || string(want) != got {
		t.Errorf("testdata/small.html differs (%v); UPDATE=1 writes it", err)
	}
}

// TestLibrary: the page leaves nothing out of any procedure of the product.
func TestLibrary(t *testing.T) {
	shelf, err := procedures.Library()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range shelf.All() {
		t.Run(p.Procedure+"@"+p.Version, func(t *testing.T) {
			text, _ := shelf.Text(p.Procedure, p.Version)
			page := procedures.Page(p, []byte(text), shelf.All())
			if page != procedures.Page(p, []byte(text), shelf.All()) {
				t.Error("two pages of one plan")
			}
			_, tables, _ := strings.Cut(page, "</svg>")
			c := checker{t: t, page: html.UnescapeString(page), tables: words(tables)}
			c.acts(p)
			c.clocks(p)
			c.rest(p)
		})
	}
}

// checker wants texts in the tables after the drawing.
type checker struct {
	t            *testing.T
	page, tables string
}

var tags = regexp.MustCompile(`<[^>]*>`)

func words(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page, " "))), " ")
}

func (c checker) want(what string, texts ...string) {
	c.t.Helper()
	for _, s := range texts {
		if !strings.Contains(c.tables, strings.Join(strings.Fields(s), " ")) {
			c.t.Errorf("the page lacks %s: %s", what, s)
		}
	}
}

func (c checker) acts(p *plan.Plan) {
	for _, s := range p.Stages {
		c.want("stage", s.Title)
	}
	for _, a := range p.Acts {
		c.want("act", a.Title, a.Cite, a.Refuse)
		if procedures.Law().Marks(p).Act(&a) != "" {
			c.want("mark", a.Cite+" cần đối chiếu ☐")
		}
		c.want("document", a.Documents...)
		if a.Gap != nil {
			c.want("gap", a.Gap.AtLeast.Vietnamese(), a.Gap.Cite)
		}
	}
}

func (c checker) clocks(p *plan.Plan) {
	for _, k := range p.Clocks {
		c.want("term", k.Title, k.Cite)
		if procedures.Law().Marks(p).Clock(&k) != "" {
			c.want("mark", k.Title+" ("+k.Cite+") cần đối chiếu")
		}
		for _, t := range k.Terms {
			c.want("length", t.Is.Vietnamese(), t.Cite, t.Warn.Vietnamese(), t.WarnCite)
		}
		for _, x := range k.Pauses {
			c.want("pause", x.Cite)
		}
		for _, x := range k.Extensions {
			c.want("extension", x.By.Vietnamese(), x.Cite)
		}
		for _, r := range k.Rungs {
			c.want("rung", r.Offset.Vietnamese()[len(zero(r)):])
		}
	}
}

// zero is what a rung on the due date does not say.
func zero(r plan.Rung) string {
	if r.Offset.N == 0 {
		return r.Offset.Vietnamese()
	}
	return ""
}

func (c checker) rest(p *plan.Plan) {
	for _, r := range p.Roles {
		c.want("role", r.Title)
	}
	for _, d := range p.Policies {
		c.want("doubt", d.Title, d.Doubt)
		for _, o := range d.Options {
			c.want("reading", o.Title+" "+o.Reading+" "+o.Cite)
		}
	}
	for _, f := range p.Forms {
		c.want("form", f.Title, f.Number)
		for _, x := range f.Fields {
			c.want("field", x.Title, x.Cite)
		}
	}
	for _, a := range p.Applies {
		c.want("transition", a.Cite)
	}
	for _, f := range p.Follows {
		c.want("link", f.Cite)
		for _, carry := range f.Carries {
			c.want("field carried over", "«"+p.Form(p.Intake).Field(carry.Field).Title+"»")
		}
	}
	if strings.Contains(c.page, "http:") && strings.Count(c.page, "http:") != strings.Count(c.page, `xmlns="http:`) {
		c.t.Error("the page needs something from elsewhere")
	}
}

// TestEscapes: nothing that a procedure says becomes a tag.
func TestEscapes(t *testing.T) {
	p := &plan.Plan{Title: "<script>x</script>", Opening: "a", Stages: []plan.Stage{{Name: "a", Title: "<b>"}}, Policies: []plan.Policy{{Doubt: "</table>"}}}
	page := printed.Page(p, []printed.Instrument{{Name: "<i>", Title: "<u>"}}, nil, statute.Marks{})
	for _, tag := range []string{"<script>", "<b>", "<i>", "<u>"} {
		if strings.Contains(page, tag) {
			t.Errorf("%s came through", tag)
		}
	}
}

// TestUsualReadingFirst: the term that holds unless a body chooses otherwise
// stands before those of other readings, which say that they are to be chosen.
func TestUsualReadingFirst(t *testing.T) {
	shelf, err := procedures.Library()
	if err != nil {
		t.Fatal(err)
	}
	for procedure, want := range map[string][]string{
		"khieu-nai-lan-dau":  {"07 ngày làm việc theo cách hiểu đang dùng", "10 ngày nếu đơn vị chọn cách hiểu khác: "},
		"thi-hanh-khieu-nai": {"10 ngày «Thời hạn thi hành ghi trong văn bản» là ", "30 ngày còn lại"}, // facts, not readings
		"to-cao":             {"10 ngày làm việc", "07 ngày làm việc còn lại", "17 ngày làm việc nếu đơn vị chọn cách hiểu khác: "},
	} {
		p, _ := shelf.Get(procedure, "2026-07-01")
		text, _ := shelf.Text(procedure, "2026-07-01")
		_, tables, _ := strings.Cut(procedures.Page(p, []byte(text), nil), "</svg>")
		_, rest, _ := strings.Cut(words(tables), "Thời hạn Trường hợp")
		for _, part := range want {
			_, after, found := strings.Cut(rest, part)
			if !found {
				t.Errorf("%s: no %q after what comes before it", procedure, part)
			}
			rest = after
		}
	}
}
