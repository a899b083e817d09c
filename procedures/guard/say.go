package guard

import (
	"fmt"
	"strconv"
	"strings"
)

// Words names what an expression speaks of, in Vietnamese.
type Words struct {
	Name   func(name string) string        // a fact or policy
	Option func(name, value string) string // a text that it is held against
}

// Say writes the expression as a Vietnamese clause for readers of the law:
// "«Vụ việc phức tạp» và không «Vùng sâu, vùng xa»".
func (e *Expr) Say(w Words) string { return e.root.say(w) }

func (n name) say(w Words) string { return "«" + w.Name(n.text) + "»" }

func (l literal) say(Words) string {
	switch v := l.value.(type) {
	case bool:
		if v {
			return "đúng"
		}
		return "sai"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprintf("«%v»", l.value)
}

func (n not) say(w Words) string { return "không " + bracketed(n.of, w) }

func (l logic) say(w Words) string {
	joint := " và "
	if l.any {
		joint = " hoặc "
	}
	parts := make([]string, len(l.parts))
	for i, p := range l.parts {
		parts[i] = bracketed(p, w)
	}
	return strings.Join(parts, joint)
}

// bracketed keeps a series of conditions apart from what stands around it.
func bracketed(n node, w Words) string {
	if _, ok := n.(logic); ok {
		return "(" + n.say(w) + ")"
	}
	return n.say(w)
}

var relations = map[string]string{"==": "là", "!=": "không phải", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}

func (c compare) say(w Words) string {
	n, named := c.left.(name)
	l, isLiteral := c.right.(literal)
	text, isText := l.value.(string)
	if named && isLiteral && isText {
		return fmt.Sprintf("%s %s «%s»", n.say(w), relations[c.op], w.Option(n.text, text))
	}
	return fmt.Sprintf("%s %s %s", c.left.say(w), relations[c.op], c.right.say(w))
}

func (c count) say(w Words) string {
	parts := make([]string, len(c.of))
	for i, n := range c.of {
		parts[i] = n.say(w)
	}
	return "số điều đúng trong " + strings.Join(parts, ", ")
}
