package guard

// Relates says that the expression holds two names against each other, so that
// its literals do not show all values that matter.
func (e *Expr) Relates() bool {
	found := false
	e.root.walk(func(n node) {
		if c, ok := n.(compare); ok {
			_, left := c.left.(name)
			_, right := c.right.(name)
			found = found || left && right
		}
	})
	return found
}

// Any is the expression that holds where one of some expressions does.
func Any(all ...*Expr) *Expr {
	whole := &Expr{}
	var parts []node
	for _, e := range all {
		if parts = append(parts, e.root); whole.src != "" {
			whole.src += " || "
		}
		whole.src += "(" + e.src + ")"
	}
	whole.root = logic{any: true, parts: parts}
	return whole
}
