package guard

import (
	"fmt"
	"strconv"
)

// parser reads: or = and {"||" and}; and = test {"&&" test};
// test = "!" test | operand [comparison operand].
type parser struct {
	tokens []token
	next   int
	depth  int
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != end {
		p.next++
	}
	return t
}

func (p *parser) sees(text string) bool {
	t := p.peek()
	return t.kind == sign && t.text == text
}

func (p *parser) expect(text string) (token, error) {
	if !p.sees(text) {
		return token{}, p.peek().unexpected()
	}
	return p.take(), nil
}

func (p *parser) expression() (node, error) { return p.series("||", p.conjunction) }

func (p *parser) conjunction() (node, error) { return p.series("&&", p.test) }

func (p *parser) series(op string, part func() (node, error)) (node, error) {
	first, err := part()
	if err != nil || !p.sees(op) {
		return first, err
	}
	parts := []node{first}
	for p.sees(op) {
		p.take()
		n, err := part()
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	return logic{any: op == "||", parts: parts}, nil
}

func (p *parser) deeper(t token) error {
	if p.depth++; p.depth > MaxDepth {
		return &Error{t.from, t.to, fmt.Sprintf("nested deeper than %d", MaxDepth), fmt.Sprintf("lồng nhau quá %d tầng", MaxDepth)}
	}
	return nil
}

func (p *parser) test() (node, error) {
	if !p.sees("!") {
		return p.comparison()
	}
	if err := p.deeper(p.take()); err != nil {
		return nil, err
	}
	n, err := p.test()
	p.depth--
	return not{n}, err
}

func isComparison(t token) bool {
	switch t.text {
	case "==", "!=", "<", "<=", ">", ">=":
		return t.kind == sign
	}
	return false
}

func (p *parser) comparison() (node, error) {
	left, err := p.operand()
	if err != nil || !isComparison(p.peek()) {
		return left, err
	}
	op := p.take()
	right, err := p.operand()
	if err != nil {
		return nil, err
	}
	if isComparison(p.peek()) {
		return nil, p.peek().unexpected()
	}
	return compare{op: op.text, left: left, right: right}, nil
}

func (p *parser) operand() (node, error) {
	t := p.take()
	switch {
	case t.kind == text:
		return literal{t.text, t.from, t.to}, nil
	case t.kind == number:
		return numeral(t)
	case t.kind == word && (t.text == "true" || t.text == "false"):
		return literal{t.text == "true", t.from, t.to}, nil
	case t.kind == word && t.text == "count" && p.sees("("):
		return p.count(t)
	case t.kind == word:
		return name{t.text, t.from, t.to}, nil
	case t.kind == sign && t.text == "(":
		return p.brackets(t)
	}
	return nil, t.unexpected()
}

// numeral reads a whole number that a float64 holds exactly.
func numeral(t token) (node, error) {
	n, err := strconv.ParseInt(t.text, 10, 54)
	if err != nil {
		return nil, &Error{t.from, t.to, "number too large", "số quá lớn"}
	}
	return literal{float64(n), t.from, t.to}, nil
}

func (p *parser) brackets(open token) (node, error) {
	if err := p.deeper(open); err != nil {
		return nil, err
	}
	n, err := p.expression()
	if err != nil {
		return nil, err
	}
	p.depth--
	_, err = p.expect(")")
	return n, err
}

func (p *parser) count(head token) (node, error) {
	p.take()
	c := count{from: head.from}
	for {
		t := p.take()
		if t.kind != word || t.text == "true" || t.text == "false" {
			return nil, t.unexpected()
		}
		c.of = append(c.of, name{t.text, t.from, t.to})
		if !p.sees(",") {
			break
		}
		p.take()
	}
	close, err := p.expect(")")
	c.to = close.to
	return c, err
}
