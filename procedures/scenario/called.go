package scenario

import "github.com/donthu/donthu/procedures/machine"

// called is what a thing is called for a reader: its title, with its name beside
// it. One that the procedure does not have is only named.
func called(name, title string) string {
	if title == "" {
		return name
	}
	return "«" + title + "» (" + name + ")"
}

func (p *paper) actCalled(name string) string {
	if name == machine.Reception {
		return called(name, "Tiếp nhận")
	}
	if a := p.law.Plan().Act(name); a != nil {
		return called(name, a.Title)
	}
	return name
}

func (p *paper) stageCalled(name string) string {
	if s := p.law.Plan().Stage(name); s != nil {
		return called(name, s.Title)
	}
	return name
}

func (p *paper) clockCalled(name string) string {
	if c := p.law.Plan().Clock(name); c != nil {
		return called(name, c.Title)
	}
	return name
}

func (p *paper) roleCalled(name string) string {
	if r := p.law.Plan().Role(name); r != nil {
		return called(name, r.Title)
	}
	return name
}
