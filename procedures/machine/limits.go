package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/plan"
)

// inTime: within a clock's term, and for an extension before the term ends, unless
// the installation reads the law otherwise (BeforeEndPolicy).
func (d *draft) inTime(a *act) *Refusal {
	lengthens, late := false, d.law.reader(&d.State)(BeforeEndPolicy) == off
	for i := range d.Clocks {
		c := &d.Clocks[i]
		p := d.law.byName[c.Name]
		extended := c.live() && p.extendedBy(a.Name) != nil
		lengthens = lengthens || extended
		if extended && late {
			continue
		}
		if (p.Name == a.Within && c.State != Stopped || extended) && c.State != Paused && d.on.After(c.Due) {
			return refuse(PastDue, "«"+a.Title+"» chỉ được thực hiện trong «"+p.Title+"», đã hết ngày "+c.Due.Date.Vietnamese()+".", a.Cite)
		}
	}
	if a.extends && !lengthens {
		return refuse(NotOffered, "Không có thời hạn nào đang chạy để «"+a.Title+"».", a.Cite)
	}
	return nil
}

// overdueOnly: some acts are lawful only once a term has passed unmet.
func (d *draft) overdueOnly(a *act) *Refusal {
	if a.After == "" {
		return nil
	}
	c := d.owed(a.After)
	switch {
	case c == nil:
		return d.notOverdue(a, "; thời hạn này không đang chạy.")
	case c.State == Paused:
		return d.notOverdue(a, "; thời hạn này đang tạm dừng.")
	case !d.on.After(c.Due):
		return d.notOverdue(a, ", tức là sau ngày "+c.Due.Date.Vietnamese()+".")
	}
	return nil
}

func (d *draft) notOverdue(a *act, because string) *Refusal {
	return refuse(NotOverdue, "«"+a.Title+"» chỉ được thực hiện khi đã quá hạn «"+d.law.byName[a.After].Title+"»"+because, a.Cite)
}

func (c *clock) extendedBy(act string) *plan.Extension {
	for i := range c.Extensions {
		if c.Extensions[i].Act == act {
			return &c.Extensions[i]
		}
	}
	return nil
}

// limited: a clock may be extended only so often. The first line of the table
// that holds decides; none holding, never.
func (d *draft) limited(a *act) *Refusal {
	if !a.extends {
		return nil
	}
	for i := range d.Clocks {
		c := &d.Clocks[i]
		if !c.live() {
			continue
		}
		if r := d.limit(d.law.byName[c.Name], c, a); r != nil {
			return r
		}
	}
	return nil
}

func (d *draft) limit(p *clock, c *Clock, a *act) *Refusal {
	for i, x := range p.Extensions {
		if x.Act != a.Name {
			continue
		}
		n := slices.IndexFunc(p.limits[i], d.holds)
		if n < 0 {
			return refuse(ExtensionLimit, "«"+p.Title+"» không thuộc trường hợp được gia hạn.", x.Cite)
		}
		if used := c.extended(a.Name); used >= x.Limits[n].Times {
			cite := x.Limits[n].Cite
			if cite == "" {
				cite = x.Cite
			}
			return refuse(ExtensionLimit, "«"+p.Title+"» đã được gia hạn đủ số lần luật cho phép.", cite)
		}
	}
	return nil
}

// extended counts how often an act lengthened the clock.
func (c *Clock) extended(act string) int {
	n := 0
	for _, x := range c.Extensions {
		if x.Act == act {
			n++
		}
	}
	return n
}
