package library_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

// The doubts of procedure before the courts and of enforcement are policies as
// well: another reading gives another date.
func TestPoliciesOfJustice(t *testing.T) {
	jail := map[string]any{"co-quan": "vien-kiem-sat", "bat-tam-giu": true}
	complaint := map[string]any{"co-quan": "vien-kiem-sat", "doi-tuong": "bat-giu"}
	report := map[string]any{"co-quan-nhan": "co-quan-dieu-tra"}
	enforcer := map[string]any{"loai-don": "to-cao", "linh-vuc": "thads", "co-quan": "thi-hanh-an"}
	strict := map[string]string{"ba-ngay-cuoi-nghi": "khong-doi"}
	for _, x := range []struct {
		procedure, version, received string
		policies                     map[string]string
		facts                        map[string]any
		act, clock, due              string
	}{
		// 19/11 + 3 days is Sunday 22/11; without rolling, 72 hours from the minute
		{"to-cao-to-tung-hs", "2025-07-01", "2026-11-19T10:00", nil, jail, "xac-minh-them", "giai-quyet", "2026-11-23"},
		{"to-cao-to-tung-hs", "2025-07-01", "2026-11-19T10:00", strict, jail, "xac-minh-them", "giai-quyet", "2026-11-22T10:00"},
		{"khieu-nai-to-tung-hs", "2025-07-01", "2026-11-19T10:00", strict, complaint, "xac-minh-them", "giai-quyet", "2026-11-22T10:00"},
		// Thursday 08/10: 3 days are Sunday 11/10, rolled; 3 working days are Tuesday 13/10
		{"to-giac-toi-pham", "2025-07-01", "2026-10-08", nil, report, "", "thong-bao-vks", "2026-10-12"},
		{"to-giac-toi-pham", "2025-07-01", "2026-10-08", map[string]string{"bao-vks": "thong-tu"}, report, "", "thong-bao-vks", "2026-10-13"},
		// 05/10 + 60 days; by the Law on denunciations 30 days
		{"to-cao-thi-hanh-an", "2026-07-01", "2026-10-05", nil, enforcer, "thu-ly", "giai-quyet", "2026-12-04"},
		{"to-cao-thi-hanh-an", "2026-07-01", "2026-10-05", map[string]string{"han-luat-moi": "luat-to-cao"}, enforcer, "thu-ly", "giai-quyet", "2026-11-04"},
	} {
		c := newCase(t, x.procedure, x.version, x.received, x.policies, x.facts)
		if x.act == "xac-minh-them" {
			c.take(t, machine.Event{Kind: machine.Acts, Act: x.act, On: c.on, With: map[string]any{"can-xac-minh-them": true},
				Actor: machine.SampleActor(c.law, c.state, x.act, "")})
		} else if x.act != "" {
			c.do(t, x.act)
		}
		if due := c.due(x.clock); due != x.due {
			t.Errorf("%s %s %v: due %s, want %s", x.procedure, x.clock, x.policies, due, x.due)
		}
	}
}
