package notify

import (
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/plan"
)

// moved is what the act of a hand-over's step did with the responsibility.
func moved(p *plan.Plan, n store.NoticeRow) plan.Handoff {
	if a := p.Act(n.Act); a != nil {
		return a.Handoff
	}
	return ""
}

// handOver says what happened, to the body that reads it.
func (l letter) handOver() string {
	n := l.last()
	if n.Receiver != "" {
		return "Đơn được chuyển đến đơn vị bạn, chờ xác nhận"
	}
	switch moved(l.law.Plan(), n) {
	case plan.Accept:
		if l.to.side != n.Unit {
			return l.to.other + " đã nhận đơn do đơn vị bạn chuyển"
		}
		return "Đơn vị bạn đã nhận đơn chuyển đến và chịu trách nhiệm giải quyết"
	case plan.Decline:
		return l.to.other + " đã từ chối nhận đơn do đơn vị bạn chuyển"
	case plan.Withdraw:
		return "Đơn vị bạn đã thu hồi việc chuyển đơn và tiếp tục giải quyết"
	case plan.TakeOver:
		return "Đơn vị bạn rút đơn lên và trực tiếp giải quyết"
	}
	return "Đơn vị bạn chịu trách nhiệm giải quyết đơn"
}

// advice is what to do about it. The ground of a refusal is an officer's own
// words: it stands in the case, not in a mail.
func (l letter) advice() []string {
	n := l.last()
	if n.Receiver != "" {
		return []string{"Việc cần làm: mở hồ sơ, nhận đơn hoặc từ chối có căn cứ; đến khi nhận, đơn vị chuyển vẫn chịu trách nhiệm"}
	}
	if moved(l.law.Plan(), n) == plan.Decline {
		return []string{"Căn cứ từ chối: ghi trong hồ sơ", "Việc cần làm: đơn vị bạn vẫn chịu trách nhiệm, tiếp tục xử lý hoặc chuyển lại"}
	}
	return nil
}
