// Package guard holds the small language of conditions in a procedure: names
// of facts and policies, literals, && || !, comparisons, parentheses and
// count(a, b, c). It has no clock, no chance, no loop and no function that
// could grow a value, so an expression costs at most its own length.
package guard

import "fmt"

// Limits of one expression.
const (
	MaxBytes = 500 // length of the source
	MaxDepth = 20  // nested parentheses and negations
)

// Expr is a parsed expression. It is immutable and safe for concurrent use.
type Expr struct {
	src  string
	root node
}

// Error says where and why a source is no expression.
type Error struct {
	Offset int    // byte offset into the source
	End    int    // byte offset just after the offending part
	Text   string // English
	Vi     string // Vietnamese
}

// Error makes the place and the reason one line.
func (e *Error) Error() string { return fmt.Sprintf("at byte %d: %s", e.Offset, e.Text) }

// Parse reads src. The error, if any, is an *Error. An empty source is an
// error: where nothing restricts, no guard is written.
func Parse(src string) (*Expr, error) {
	if len(src) > MaxBytes {
		return nil, &Error{MaxBytes, len(src), fmt.Sprintf("longer than %d bytes", MaxBytes),
			fmt.Sprintf("điều kiện dài quá %d byte", MaxBytes)}
	}
	tokens, err := scan(src)
	if err != nil {
		return nil, err
	}
	p := parser{tokens: tokens}
	root, err := p.expression()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != end {
		return nil, t.unexpected()
	}
	return &Expr{src: src, root: root}, nil
}

// String is the source as it was parsed.
func (e *Expr) String() string { return e.src }

// Eval says whether the expression holds. env gives the value of a name (bool,
// string, any integer or float, or a Stringer such as a date) or nil where
// there is none: then a flag is false, a choice or date "", a number 0. Eval
// never panics; a comparison of unlike values is not equal and not ordered.
func (e *Expr) Eval(env func(name string) any) bool { return truth(e.root.eval(env)) }

// Names lists the facts and policies that the expression reads, each once, in
// the order of first use.
func (e *Expr) Names() []string {
	var names []string
	seen := map[string]bool{}
	e.root.walk(func(n node) {
		if v, ok := n.(name); ok && !seen[v.text] {
			seen[v.text] = true
			names = append(names, v.text)
		}
	})
	return names
}

// Compared is a name that the expression holds against a text literal.
type Compared struct {
	Name    string
	Literal string
	Offset  int // of the literal
	End     int
}

// Compared lists the comparisons of a name with a text, so that a checker can
// say whether a choice has such an option.
func (e *Expr) Compared() []Compared {
	var found []Compared
	e.root.walk(func(n node) {
		c, ok := n.(compare)
		if !ok {
			return
		}
		for _, pair := range [][2]node{{c.left, c.right}, {c.right, c.left}} {
			v, isName := pair[0].(name)
			l, isLiteral := pair[1].(literal)
			if text, isText := l.value.(string); isName && isLiteral && isText {
				found = append(found, Compared{v.text, text, l.from, l.to})
			}
		}
	})
	return found
}
