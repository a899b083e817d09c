package ics

import (
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
)

func TestACalendarAsTheStandardHasIt(t *testing.T) {
	var out strings.Builder
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	c := Begin(&out, "Thời hạn", at)
	c.Add(Event{UID: "a/b@donthu", Sequence: 7, Changed: at, Day: legaltime.NewDate(2026, time.December, 31), Cancelled: true,
		Summary: "KN-1: Thời hạn giải quyết; khiếu nại, lần \\ đầu theo Luật Khiếu nại năm 2011", Description: "Căn cứ: LKN Đ28\nMở hồ sơ: x", URL: "https://x.test/ho-so/KN-1"})
	if err := c.End(); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !strings.HasPrefix(line, " ") && !strings.Contains(line, ":") {
			t.Errorf("line %q of %d octets", line, len(line))
		}
	}
	whole := strings.ReplaceAll(out.String(), "\r\n ", "")
	for _, want := range []string{"UID:a/b@donthu\r\nSEQUENCE:7\r\nDTSTAMP:20261123T020000Z\r\n", "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n",
		`SUMMARY:KN-1: Thời hạn giải quyết\; khiếu nại\, lần \\ đầu theo Luật Khiếu nại năm 2011` + "\r\n", `DESCRIPTION:Căn cứ: LKN Đ28\nMở hồ sơ: x` + "\r\n", "STATUS:CANCELLED\r\n"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %q in\n%s", want, whole)
		}
	}
}
