package printed

import (
	_ "embed"
	"html/template"
	"strings"

	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/statute"
)

// Instrument is a law, decree or rule that the procedure cites under Name.
type Instrument struct {
	Name  string
	Title string
	From  legaltime.Date // in force from
	To    legaltime.Date // last day; zero: still in force
}

//go:embed page.html
var source string

var page = template.Must(template.New("page").Parse(source))

// Page is the procedure as HTML. The plan does not hold the instruments; where
// they are given they are listed. Among others are the procedures out of whose
// cases one under p may grow, and those that may grow out of one under p; marks
// say what still has to be held against the gazette.
func Page(p *plan.Plan, instruments []Instrument, others []*plan.Plan, marks statute.Marks) string {
	w := wording{p, marks}
	var out strings.Builder
	err := page.Execute(&out, whole{
		Plan: p, Hash: p.Hash(), Kind: kinds[p.Kind], From: p.From.Vietnamese(), To: p.To.Vietnamese(),
		Drawing:     template.HTML(drawing.Arrange(p, drawing.Options{Brief: true}).SVG()), //nolint:gosec // the drawing escapes every text of the plan
		Instruments: w.instruments(instruments), Roles: w.roles(), Acts: w.acts(), Stages: w.stages(), Clocks: w.clocks(),
		Doubts: w.doubts(), Forms: w.forms(), Transitions: w.transitions(), ToCheck: w.toCheck(),
		Before: w.before(others), Next: w.next(others),
	})
	if err != nil {
		panic("a plan is plain data: " + err.Error())
	}
	return out.String()
}

var kinds = map[plan.Kind]string{plan.Complaint: "khiếu nại", plan.Denunciation: "tố cáo", plan.Recommendation: "kiến nghị, phản ánh",
	plan.Petition: "đơn chưa phân loại", plan.Reception: "tiếp công dân"}

// whole is everything on the page, in the words that it is printed in.
type whole struct {
	Plan        *plan.Plan
	Hash, Kind  string
	From, To    string
	Drawing     template.HTML
	Instruments []instrument
	Roles       []role
	Acts        []act
	Stages      []stage
	Clocks      []clock
	Doubts      []doubt
	Forms       []form
	Transitions []transition
	ToCheck     []string
	Before      []link
	Next        []link
}

type (
	instrument struct{ Name, Title, Force string }
	role       struct{ Title, At string }
	transition struct{ Reaches, Acts, Cite string }
)

func (w wording) instruments(list []Instrument) (out []instrument) {
	for _, i := range list {
		force := "từ " + i.From.Vietnamese()
		if !i.To.IsZero() {
			force += " đến " + i.To.Vietnamese()
		}
		out = append(out, instrument{i.Name, i.Title, force})
	}
	return out
}

var posts = map[plan.Post]string{
	plan.Responsible: "ở cơ quan đang chịu trách nhiệm về vụ việc",
	plan.Receiver:    "ở cơ quan được chuyển đến",
	plan.Superior:    "ở cơ quan cấp trên trực tiếp",
	plan.Inspectors:  "ở cơ quan thanh tra",
}

func (w wording) roles() (out []role) {
	for _, r := range w.plan.Roles {
		at := posts[r.At]
		if len(r.HeldBy) > 0 {
			at += "; do người giữ vai trò " + w.who(r.HeldBy) + " thực hiện"
		}
		out = append(out, role{r.Title, at})
	}
	return out
}

var reaches = map[string]string{"received": "đơn nhận", "running": "vụ việc đang giải quyết theo bản trước"}

func (w wording) transitions() (out []transition) {
	for _, t := range w.plan.Applies {
		to := reaches[t.To]
		if !t.Since.IsZero() {
			to += " từ " + t.Since.Vietnamese()
		}
		acts := "toàn bộ quy trình"
		if len(t.Acts) > 0 {
			acts = w.actTitles(t.Acts)
		}
		out = append(out, transition{to, acts, t.Cite})
	}
	return out
}

// toCheck are the clauses that were not held against the gazette yet.
func (w wording) toCheck() (out []string) {
	for i := range w.plan.Clocks {
		if c := &w.plan.Clocks[i]; w.marks.Clock(c) != "" {
			out = append(out, c.Title+" ("+c.Cite+")")
		}
	}
	for i := range w.plan.Acts {
		if a := &w.plan.Acts[i]; w.marks.Act(a) != "" {
			out = append(out, a.Title+" ("+a.Cite+")")
		}
	}
	return out
}
