package procedures

import (
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/printed"
	"github.com/donthu/donthu/procedures/source"
)

// Page is the procedure as an HTML page in Vietnamese, for print and for
// proof-reading. text is what p was compiled from: it names the instruments
// that are cited. others are the procedures out of whose cases one under p may
// grow, or whose cases may grow out of one under p.
func Page(p *plan.Plan, text []byte, others []*plan.Plan) string {
	var cited []printed.Instrument
	if f, _ := source.Read(text); f != nil {
		for _, c := range f.Citations {
			cited = append(cited, printed.Instrument{Name: c.Name.V, Title: c.Title.V, From: c.From.V, To: c.To.V})
		}
	}
	return printed.Page(p, cited, others, Law().Marks(p))
}
