package propose

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/scenario"
)

// widest is the width beyond which what a line expects stands on a line of its
// own.
const widest = 170

// heading says what the stories are.
const heading = `# Chuyện ở mép thời hạn của %s.
# Máy đề xuất (donthu test --propose), xếp theo việc làm và ngày; người am hiểu luật đọc và đối chiếu.
# Ngày, thông báo và lý do từ chối là điều thủ tục đang nói; thấy khác luật thì sửa thủ tục, không sửa ở đây.
`

// Write is a file of stories.
func Write(p *plan.Plan, stories []scenario.Case) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, heading, p.Procedure+"@"+p.Version)
	for i := range stories {
		if i > 0 {
			b.WriteString("---\n")
		}
		writeStory(&b, p, i+1, &stories[i])
	}
	return []byte(b.String())
}

func writeStory(b *strings.Builder, p *plan.Plan, number int, c *scenario.Case) {
	fmt.Fprintf(b, "case: %s\nprocedure: %s\nversion: %s\nreceived: %s\n", strconv.Quote(name(p, number, c)), c.Procedure, c.Version, c.Received)
	if len(c.Facts) > 0 {
		fmt.Fprintf(b, "facts: %s\n", filled(c.Facts))
	}
	if len(c.Policies) > 0 {
		settings := map[string]any{}
		for k, v := range c.Policies {
			settings[k] = v
		}
		fmt.Fprintf(b, "policies: %s\n", filled(settings))
	}
	b.WriteString("fill: tasks\nstory:\n")
	for i := range c.Story {
		writeLine(b, &c.Story[i])
	}
}

// name tells a story by its number and the titles of its acts.
func name(p *plan.Plan, number int, c *scenario.Case) string {
	var titles []string
	for _, l := range c.Story {
		if a := p.Act(l.Act); a != nil && l.Refused == "" && !slices.Contains(titles, a.Title) {
			titles = append(titles, a.Title)
		}
	}
	if len(titles) > 3 {
		titles = append([]string{titles[0], "…"}, titles[len(titles)-2:]...)
	}
	if len(titles) == 0 {
		titles = []string{"tiếp nhận rồi để đó"}
	}
	return fmt.Sprintf("Mép %d: %s", number, strings.Join(titles, "; "))
}

func writeLine(b *strings.Builder, l *scenario.Line) {
	head := "date: " + l.Date.String()
	text := head
	if l.Act != "" {
		text += ", act: " + l.Act
		if l.By != "" {
			text += ", by: " + l.By
		}
		if len(l.With) > 0 {
			text += ", with: " + filled(l.With)
		}
		if l.Then != "" {
			text += ", then: " + l.Then
		}
		if l.Refused != "" {
			text += ", refused: " + l.Refused
		}
		if len(l.Lacks) > 0 {
			text += ", lacks: " + list(l.Lacks)
		}
	}
	if l.Expect == nil {
		fmt.Fprintf(b, "  - {%s}\n", text)
		return
	}
	x := expected(l.Expect)
	if len(text)+len(x) <= widest {
		fmt.Fprintf(b, "  - {%s%s}\n", text, x)
		return
	}
	if l.Act != "" {
		fmt.Fprintf(b, "  - {%s}\n", text)
	}
	for _, part := range apart(l.Expect) {
		fmt.Fprintf(b, "  - {%s%s}\n", head, expected(part))
	}
}

// apart is an expectation in parts: each role's rights by themselves.
func apart(x *scenario.Expect) (parts []*scenario.Expect) {
	rest := *x
	if rest.May = nil; rest.Stage != "" || rest.Clock != "" || rest.Clocks != nil {
		parts = append(parts, &rest)
	}
	for _, r := range x.May {
		parts = append(parts, &scenario.Expect{May: []scenario.Right{r}})
	}
	return parts
}

func expected(x *scenario.Expect) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if x.Stage != "" {
		add("stage: %s", x.Stage)
	}
	if x.Clock != "" {
		add("clock: %s", x.Clock)
	}
	if !x.Nominal.IsZero() {
		add("nominal: %s", x.Nominal)
	}
	if x.Ladder != nil {
		var told []string
		for _, t := range x.Ladder {
			told = append(told, t.Date.String()+": "+list(t.To))
		}
		add("ladder: {%s}", strings.Join(told, ", "))
	}
	if x.Clocks != nil {
		var stand []string
		for _, s := range x.Clocks {
			stand = append(stand, s.Clock+": "+s.Is)
		}
		add("clocks: {%s}", strings.Join(stand, ", "))
	}
	if x.May != nil {
		var may []string
		for _, r := range x.May {
			may = append(may, r.Role+": ["+strings.Join(r.Acts, ", ")+"]")
		}
		add("may: {%s}", strings.Join(may, ", "))
	}
	return ", expect: {" + strings.Join(parts, ", ") + "}"
}

// list is one name, or several between brackets.
func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func filled(with map[string]any) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(with)) {
		switch v := with[name].(type) {
		case string:
			all = append(all, name+": "+strconv.Quote(v))
		case float64:
			all = append(all, name+": "+strconv.FormatFloat(v, 'f', -1, 64))
		default:
			all = append(all, fmt.Sprintf("%s: %v", name, v))
		}
	}
	return "{" + strings.Join(all, ", ") + "}"
}
