package guard

import (
	"fmt"
	"time"
)

// Kind is the sort of value that a name stands for.
type Kind int

// The kinds. A policy and a choice are Text; a date compares with a text of
// the form 2006-01-02.
const (
	Flag Kind = iota + 1
	Number
	Text
	Date
)

// Problem is one thing that is wrong with a well-formed expression.
type Problem struct {
	Offset int    // byte offset into the source
	End    int    // byte offset just after
	Name   string // the unknown name; empty: a mismatch of kinds
	Text   string // English
	Vi     string // Vietnamese
}

// Check says which names are unknown and where kinds do not fit. The whole
// must be a flag. types gives the kind of a name.
func (e *Expr) Check(types func(name string) (Kind, bool)) []Problem {
	c := &checker{types: types}
	c.want(e.root, Flag)
	return c.found
}

type checker struct {
	types func(string) (Kind, bool)
	found []Problem
}

var kindNames = map[Kind][2]string{
	Flag: {"a flag", "điều đúng/sai"}, Number: {"a number", "số"}, Text: {"a text", "chữ"}, Date: {"a date", "ngày"},
}

func (c *checker) report(n node, text, vi string) {
	from, to := n.span()
	c.found = append(c.found, Problem{Offset: from, End: to, Text: text, Vi: vi})
}

// want reports n unless it is of kind k. Kind 0 was reported already.
func (c *checker) want(n node, k Kind) {
	got := n.kind(c)
	if got == 0 || got == k {
		return
	}
	c.report(n, fmt.Sprintf("this is %s, %s is needed", kindNames[got][0], kindNames[k][0]),
		fmt.Sprintf("đây là %s, cần %s", kindNames[got][1], kindNames[k][1]))
}

func (n name) kind(c *checker) Kind {
	k, ok := c.types(n.text)
	if !ok {
		c.found = append(c.found, Problem{n.from, n.to, n.text, fmt.Sprintf("no fact or policy is called %q", n.text),
			fmt.Sprintf("không có dữ kiện hay chính sách nào tên %q", n.text)})
		return 0
	}
	return k
}

func (l literal) kind(*checker) Kind {
	switch l.value.(type) {
	case bool:
		return Flag
	case string:
		return Text
	}
	return Number
}

func (n not) kind(c *checker) Kind {
	c.want(n.of, Flag)
	return Flag
}

func (l logic) kind(c *checker) Kind {
	for _, p := range l.parts {
		c.want(p, Flag)
	}
	return Flag
}

func (n count) kind(c *checker) Kind {
	for _, f := range n.of {
		c.want(f, Flag)
	}
	return Number
}

func (n compare) kind(c *checker) Kind {
	left, right := n.left.kind(c), n.right.kind(c)
	switch {
	case left == 0 || right == 0:
	case left == Date && right == Text:
		c.day(n.right)
	case left == Text && right == Date:
		c.day(n.left)
	case left != right:
		c.report(n, fmt.Sprintf("%s cannot be compared with %s", kindNames[left][0], kindNames[right][0]),
			fmt.Sprintf("không so sánh được %s với %s", kindNames[left][1], kindNames[right][1]))
	case n.op != "==" && n.op != "!=" && (left == Flag || left == Text):
		c.report(n, fmt.Sprintf("%s has no order; use == or !=", kindNames[left][0]),
			fmt.Sprintf("%s không có thứ tự; hãy dùng == hoặc !=", kindNames[left][1]))
	}
	return Flag
}

// day reports a text that is held against a date and is none. The empty text
// is a date that was not filled in.
func (c *checker) day(n node) {
	l, ok := n.(literal)
	if !ok {
		c.report(n, "a date is compared with a text", "ngày được so sánh với chữ")
		return
	}
	if _, err := time.Parse(time.DateOnly, l.value.(string)); err != nil && l.value != "" {
		c.report(n, "not a date of the form 2006-01-02", "không phải ngày dạng 2006-01-02")
	}
}
