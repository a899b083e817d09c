package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func checkCalendar(t *testing.T, unit, text string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "lich.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out := &strings.Builder{}
	err := (&CalendarCheck{File: file, Unit: unit}).write(out)
	return strings.ReplaceAll(out.String(), file, "lich.csv"), err
}

func TestCalendarCheck(t *testing.T) {
	const head = "kind,date,name,source\n"
	got, err := checkCalendar(t, "", head+"year,2028,,TB 1\noff,2028-01-01,Tết,TB 1\nworked,2028-01-08,làm bù,TB 1\n")
	if err != nil || got != "years announced: [2028]; days: 1 off, 0 compensatory, 0 swapped, 1 worked, 0 ordinary\n" {
		t.Errorf("%v: %s", err, got)
	}
	got, err = checkCalendar(t, "", head+"off,2028-02-30,Tết,TB 1\nnghi,2028-01-08,làm bù,TB 1\n")
	if err == nil || err.Error() != "2 errors" || !strings.Contains(got, "lich.csv:2:5: lỗi calendar: ") || !strings.Contains(got, "lich.csv:3:1: lỗi calendar: «nghi»") {
		t.Errorf("%v: %s", err, got)
	}
	if got, err = checkCalendar(t, "xa-a", head+"year,2028,,TB 1\n"); err == nil || !strings.Contains(got, "không có dòng «year»") {
		t.Errorf("%v: %s", err, got)
	}
}
