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
		{Gaps{}, []statute.Gap{{Doubt: "D1", What: "Gì"}}, nil, "1 gap, 1 without a reason", "doubt D1 is carried by no policy and no mark (Gì)"},
		{Gaps{}, []statute.Gap{{Doubt: "D1", Policy: "p", Procedure: "x@1"}, {Policy: "q", Procedure: "x@1"}, {Doubt: "D1", Cite: "LKN"}}, nil, "3 gaps, 3 without a reason", "policy q of x@1 answers no known doubt"},
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

func TestDoubtsArePrinted(t *testing.T) {
	var plain, list bytes.Buffer
	if err := (&Gaps{}).doubts(&plain); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"policy han-thu-ly of khieu-nai-*@2020-12-10, khieu-nai-*@2026-07-01", "policy cuon-nghi-bu of every procedure", "marked: LKN, LKN Đ21"} {
		if !strings.Contains(plain.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	if err := (&Gaps{JSON: true}).doubts(&list); err != nil || !strings.HasPrefix(list.String(), "[") {
		t.Errorf("%v: %.80s", err, list.String())
	}
}
