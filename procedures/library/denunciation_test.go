package library_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

// The doubts in the law of denunciations: another reading gives another date.
// Every case begins on Monday 12/10/2026 or Monday 01/06/2026, and everything
// in it is done that day.
func TestDenunciationReadings(t *testing.T) {
	party, protection, sanction := "to-cao-dang@2025-05-30", "bao-ve-nguoi-to-cao@2026-07-01", "to-cao-qlnn@2026-07-01"
	information, follow := "thong-tin-to-cao@2026-07-01", "thuc-hien-ket-luan@2026-07-01"
	for _, x := range []struct {
		law, received string
		policies      map[string]string
		facts         map[string]any
		acts          []string
		clock, due    string
	}{
		// 01/06 + 90 days is Sunday 30/08; days off until 02/09
		{party, "2026-06-01", map[string]string{"don-vi": "ngay"}, map[string]any{"cap": "tinh"}, nil, "giai-quyet", "2026-09-03"},
		// 01/06 + 180 days is Saturday 28/11
		{party, "2026-06-01", map[string]string{"don-vi": "ngay"}, map[string]any{"cap": "trung-uong"}, nil, "giai-quyet", "2026-11-30"},
		// 02/04/2027 + 30 working days, without 16/04, 30/04 and 03/05
		{party, "2026-06-01", map[string]string{"gia-han-trung-uong": "sau-muoi"}, map[string]any{"cap": "trung-uong"},
			[]string{"thu-ly", "gia-han", "gia-han"}, "giai-quyet", "2027-05-19"},
		{party, "2026-06-01", nil, map[string]any{"cap": "trung-uong", "dien-trung-uong": true}, []string{"thu-ly", "lap-doan-trung-uong"}, "giai-quyet", "2026-11-30"},
		{party, "2026-06-01", map[string]string{"don-vi-164": "ngay-lam-viec"}, map[string]any{"cap": "trung-uong", "dien-trung-uong": true},
			[]string{"thu-ly", "lap-doan-trung-uong"}, "giai-quyet", "2027-02-19"},
		{protection, "2026-10-12", map[string]string{"muc-kip-thoi": "mot-ngay"}, map[string]any{"co-quan": "giai-quyet"}, nil, "quyet-dinh", "2026-10-13"},
		{protection, "2026-10-12", nil, map[string]any{"co-quan": "cong-an", "khan-cap": true}, nil, "quyet-dinh", "2026-10-15"},
		{protection, "2026-10-12", map[string]string{"pham-vi": "chi-tham-nhung"}, map[string]any{"co-quan": "cong-an", "khan-cap": true}, nil, "quyet-dinh", "2026-10-13"},
		{protection, "2026-10-12", map[string]string{"pham-vi": "chi-tham-nhung"}, map[string]any{"co-quan": "cong-an", "khan-cap": true, "tham-nhung-lang-phi": true},
			nil, "quyet-dinh", "2026-10-15"},
		{information, "2026-10-12", map[string]string{"han-xu-ly": "muoi-ngay"}, nil, nil, "xu-ly", "2026-10-26"},
		{follow, "2026-10-12", nil, nil, []string{"giao-theo-doi"}, "bao-cao-dinh-ky", "2027-01-11"},
		{follow, "2026-10-12", map[string]string{"ky-bao-cao": "thang"}, nil, []string{"giao-theo-doi"}, "bao-cao-dinh-ky", "2026-11-12"},
		{sanction, "2026-10-12", map[string]string{"tran-xu-phat": "thoi-hieu"}, nil, []string{"xu-ly-ngay", "lap-bien-ban-vphc"}, "tran-giai-quyet", "2027-10-12"},
	} {
		name, version := cut(x.law)
		c := newCase(t, name, version, x.received, x.policies, x.facts)
		for _, act := range x.acts {
			c.do(t, act)
		}
		if due := c.due(x.clock); due != x.due {
			t.Errorf("%s %s %v %v: due %s, want %s", x.law, x.clock, x.policies, x.facts, due, x.due)
		}
	}
}

// The other reading of a doubt takes an act away.
func TestDenunciationRefusals(t *testing.T) {
	for _, x := range []struct {
		law      string
		policies map[string]string
		facts    map[string]any
		before   []string
		act      string
		code     string
	}{
		{"to-cao-tiep@2026-07-01", nil, map[string]any{"lan-thu-ba": true}, nil, "luu-don", ""},
		{"to-cao-tiep@2026-07-01", map[string]string{"xu-ly-lan-ba": "xem-xet"}, map[string]any{"lan-thu-ba": true}, nil, "luu-don", machine.Guard},
		{"to-cao-dang@2025-05-30", nil, nil, []string{"thu-ly"}, "hoan-den-sau-dai-hoi", ""},
		{"to-cao-dang@2025-05-30", map[string]string{"hoan-dai-hoi": "khong"}, nil, []string{"thu-ly"}, "hoan-den-sau-dai-hoi", machine.Guard},
		{"to-cao-dang@2025-05-30", nil, map[string]any{"cap": "trung-uong"}, []string{"thu-ly", "gia-han"}, "gia-han", machine.ExtensionLimit},
	} {
		name, version := cut(x.law)
		c := newCase(t, name, version, "2026-10-12", x.policies, x.facts)
		for _, act := range x.before {
			c.do(t, act)
		}
		if code := c.tried(x.act); code != x.code {
			t.Errorf("%s %s %v: %q, want %q", x.law, x.act, x.policies, code, x.code)
		}
	}
}

// cut parts the name of a version.
func cut(law string) (name, version string) {
	n := len(law) - len("@2026-07-01")
	return law[:n], law[n+1:]
}

// tried is the code with which an act is refused; empty when it is not.
func (c *paper) tried(act string) string {
	e := machine.Event{Kind: machine.Acts, Act: act, On: c.on, At: c.on.Date.At(23, 59),
		With: machine.Sample(c.law, c.state, act, c.on), Actor: machine.SampleActor(c.law, c.state, act, "")}
	if _, _, refusal := machine.Advance(c.law, c.state, e); refusal != nil {
		return refusal.Code
	}
	return ""
}
