package guard

// Numbers lists the number literals of the expression, so that a checker can
// try the values around them.
func (e *Expr) Numbers() (all []float64) {
	e.root.walk(func(n node) {
		if l, ok := n.(literal); ok {
			if f, ok := l.value.(float64); ok {
				all = append(all, f)
			}
		}
	})
	return all
}
