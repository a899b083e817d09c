package scenario

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// prepare does what an act still needs and the story leaves out: on the same
// date, and what must lie some days before, on the earliest date that the order
// of the case still allows. It returns what stands in the way, or "".
func (p *paper) prepare(act string, on legaltime.Moment, under []string) string {
	if slices.Contains(under, act) {
		return "fill: " + act + " cần chính nó"
	}
	under = append(slices.Clone(under), act)
	if problem := p.announce(act, on, under); problem != "" {
		return problem
	}
	for _, need := range machine.Lacking(p.law, p.state, act) {
		if slices.Contains(machine.Lacking(p.law, p.state, act), need) {
			if problem := p.complete(need, on, under); problem != "" {
				return problem
			}
		}
	}
	return ""
}

// announce does the acts from which a gap counts, before all else: for the act
// itself and for those that it requires. The earliest date is that of the last
// act of the case.
func (p *paper) announce(act string, on legaltime.Moment, under []string) string {
	for _, need := range machine.Lacking(p.law, p.state, act) {
		a := p.law.Plan().Act(need)
		if a == nil || slices.Contains(under, need) {
			continue
		}
		if problem := p.announce(need, on, append(slices.Clone(under), need)); problem != "" {
			return problem
		}
	}
	a := p.law.Plan().Act(act)
	if a == nil || a.Gap == nil || !slices.Contains(machine.Lacking(p.law, p.state, act), a.Gap.After) {
		return ""
	}
	earliest := legaltime.Day(p.state.Last)
	length := a.Gap.AtLeast
	length.Backward, length.Minimum = false, true
	r, err := legaltime.Compute(p.law.Calendar(), legaltime.Request{From: earliest, Term: length, Policy: legaltime.DefaultPolicy()})
	if err != nil {
		return "fill: " + err.Error()
	}
	if on.Before(r.Due) {
		return "fill: " + act + " phải cách " + a.Gap.After + " " + length.Vietnamese() + ", mà việc đó không làm được trước " +
			earliest.String() + ": hãy viết một dòng cho " + a.Gap.After + ", hoặc một ngày từ " + r.Due.String()
	}
	return p.complete(a.Gap.After, earliest, under)
}

// complete does one act that the story leaves out.
func (p *paper) complete(act string, on legaltime.Moment, under []string) string {
	if problem := p.prepare(act, on, under); problem != "" {
		return problem
	}
	if refusal := p.do(act, on, nil); refusal != nil {
		return "fill: " + act + " ngày " + on.String() + " bị từ chối: " + say(refusal)
	}
	p.filled = append(p.filled, act+" "+on.String())
	return ""
}
