package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/statute"
)

func TestGapsOfTheLibrary(t *testing.T) {
	if err := (&Gaps{}).Run(); err != nil {
		t.Error(err)
	}
}

func TestGapsArePrinted(t *testing.T) {
	known := statute.Gap{Clock: "dong-ho-so", Procedure: "to-cao@2026-07-01", Cite: "NB Đ3", What: "Hạn đóng hồ sơ", Reason: "luật không ghi"}
	open := statute.Gap{Term: "KN-9", Cite: "LKN Đ9", What: "Thời hiệu"}
	for _, x := range []struct {
		command Gaps
		gaps    []statute.Gap
		idle    []statute.Reason
		failed  string
		printed string
	}{
		{Gaps{}, []statute.Gap{known}, nil, "", "1 gap, 0 without a reason"},
		{Gaps{All: true}, []statute.Gap{known}, nil, "", "clock dong-ho-so of to-cao@2026-07-01: no term of the law at NB Đ3 (Hạn đóng hồ sơ): luật không ghi"},
		{Gaps{}, []statute.Gap{known, open}, nil, "2 gaps, 1 without a reason", "term KN-9 is not carried by any procedure: LKN Đ9 (Thời hiệu)"},
		{Gaps{JSON: true}, []statute.Gap{open}, nil, "1 gap, 1 without a reason", `"term": "KN-9"`},
		{Gaps{}, nil, []statute.Reason{{Term: "X"}}, "0 gaps, 0 without a reason", ""},
	} {
		var out bytes.Buffer
		err := x.command.print(&out, x.gaps, x.idle)
		if (err == nil) != (x.failed == "") || err != nil && err.Error() != x.failed || !strings.Contains(out.String(), x.printed) {
			t.Errorf("%+v: %v\n%s", x.command, err, out.String())
		}
	}
}
