package drawing_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/plan"
)

// TestLibrary draws everything that the product carries.
func TestLibrary(t *testing.T) {
	shelf, err := procedures.Library()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range shelf.All() {
		t.Run(p.Procedure+"@"+p.Version, func(t *testing.T) {
			full := drawing.Arrange(p, drawing.Options{}).SVG()
			if full != drawing.Arrange(p, drawing.Options{}).SVG() {
				t.Error("two drawings of one plan")
			}
			complete(t, p, full)
			for _, o := range []drawing.Options{{}, {Brief: true}, {Brief: true, Marked: true}} {
				for _, fault := range drawing.Faults(p, o) {
					t.Errorf("%+v: %s", o, fault)
				}
			}
		})
	}
}

// complete: every stage, act, term and article is there to be read.
func complete(t *testing.T, p *plan.Plan, svg string) {
	t.Helper()
	said := text(t, svg)
	want := func(what, s string) {
		if !strings.Contains(said, strings.Join(strings.Fields(s), " ")) {
			t.Errorf("%s is not drawn: %s", what, s)
		}
	}
	for _, s := range p.Stages {
		want("stage", s.Title)
		if !strings.Contains(svg, `data-stage="`+s.Name+`"`) {
			t.Errorf("stage %s has no box", s.Name)
		}
	}
	for _, a := range p.Acts {
		want("act", a.Title)
		want("role", drawing.Who(p, a.Roles))
		want("article", a.Cite)
	}
	for _, c := range p.Clocks {
		want("term", c.Title)
		want("article", c.Cite)
		for _, r := range c.Terms {
			want("length", r.Is.Vietnamese())
			want("article", r.Cite)
			want("condition", drawing.Condition(p, r.When))
		}
	}
}

// text is what is written in the drawing, lines joined.
func text(t *testing.T, svg string) string {
	t.Helper()
	var doc struct {
		Groups []struct {
			Texts []string `xml:"text"`
		} `xml:"g"`
	}
	if err := xml.Unmarshal([]byte(svg), &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, g := range doc.Groups {
		out = append(out, strings.Join(g.Texts, " "))
	}
	return strings.Join(out, "\n")
}

func BenchmarkArrange(b *testing.B) {
	shelf, err := procedures.Library()
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range shelf.All() {
		b.Run(fmt.Sprint(p.Procedure, "@", p.Version), func(b *testing.B) {
			for b.Loop() {
				drawing.Arrange(p, drawing.Options{Brief: true})
			}
		})
	}
}
