package library

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestCalendarIsTheNewest(t *testing.T) {
	cal, err := Calendar()
	if err != nil {
		t.Fatal(err)
	}
	if cal.Name() != "vn-cong-chuc@2026-10-02" || len(cal.Official()) != 4 {
		t.Error(cal.Name(), cal.Official())
	}
}

// Each key in the column "source" is explained beside the calendar, and no
// explanation is left over.
func TestSourcesAreExplained(t *testing.T) {
	const name = "calendar/vn-cong-chuc@2026-10-02"
	used, explained := column(t, name+".csv", 3), column(t, name+".sources.csv", 0)
	for key := range used {
		if !explained[key] {
			t.Errorf("%s is not explained", key)
		}
	}
	for key := range explained {
		if !used[key] {
			t.Errorf("%s is explained, but not used", key)
		}
	}
}

func column(t *testing.T, path string, n int) map[string]bool {
	t.Helper()
	data, err := FS.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, row := range rows[1:] {
		keys[strings.TrimSpace(row[n])] = true
	}
	return keys
}
