package plan

import "slices"

// find returns the element of list that is called name, nil if there is none.
// A procedure has some dozens of each: walking is as quick as a map and keeps
// the plan plain data.
func find[T any](list []T, name string, of func(*T) string) *T {
	i := slices.IndexFunc(list, func(v T) bool { return of(&v) == name })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// Stage returns the stage of that name, nil if there is none.
func (p *Plan) Stage(name string) *Stage {
	return find(p.Stages, name, func(s *Stage) string { return s.Name })
}

// Act returns the act of that name, nil if there is none.
func (p *Plan) Act(name string) *Act {
	return find(p.Acts, name, func(a *Act) string { return a.Name })
}

// Clock returns the clock of that name, nil if there is none.
func (p *Plan) Clock(name string) *Clock {
	return find(p.Clocks, name, func(c *Clock) string { return c.Name })
}

// Form returns the form of that name, nil if there is none.
func (p *Plan) Form(name string) *Form {
	return find(p.Forms, name, func(f *Form) string { return f.Name })
}

// Role returns the role of that name, nil if there is none.
func (p *Plan) Role(name string) *Role {
	return find(p.Roles, name, func(r *Role) string { return r.Name })
}

// Fact returns the fact of that name, nil if there is none.
func (p *Plan) Fact(name string) *Fact {
	return find(p.Facts, name, func(f *Fact) string { return f.Name })
}

// Follow returns what p says of cases under that procedure as earlier ones, nil
// if it says nothing.
func (p *Plan) Follow(procedure string) *Follow {
	return find(p.Follows, procedure, func(f *Follow) string { return f.Procedure })
}

// Field returns the field of that name, nil if there is none.
func (f *Form) Field(name string) *Field {
	return find(f.Fields, name, func(v *Field) string { return v.Name })
}

// Holders are the roles of the organisation whose holders fill r.
func (r *Role) Holders() []string {
	if len(r.HeldBy) > 0 {
		return r.HeldBy
	}
	return []string{r.Name}
}

// Move returns the move of that act from s, nil if there is none.
func (s *Stage) Move(act string) *Move {
	return find(s.Moves, act, func(m *Move) string { return m.Act })
}
