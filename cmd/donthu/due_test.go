package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// due runs the command as the command line would.
func due(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var d Due
	parser, err := kong.New(&d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		return "", err
	}
	var b strings.Builder
	err = d.write(&b)
	return b.String(), err
}

func TestDueTellsTheJurist(t *testing.T) {
	got, err := due(t, "--from", "2026-07-13", "--term", "30 days", "--extend", "30 days",
		"--pause", "2026-08-03/2026-08-31", "--pause", "2026-08-17/2026-09-14")
	if err != nil || !strings.Contains(got, "mỗi ngày chỉ tính một lần, tổng cộng 42 ngày") || !strings.Contains(got, "23/10/2026") {
		t.Errorf("%s %v", got, err)
	}
}

func TestDueJSON(t *testing.T) {
	got, err := due(t, "--from=2026-11-20T16:30", "--term=24 hours", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(got), &m); err != nil {
		t.Fatal(err)
	}
	if len(m) != 5 || m["from"] != "2026-11-20T16:30" || m["term"] != "24 hours" || m["nominal"] != "2026-11-21T16:30" ||
		m["due"] != "2026-11-21T16:30" || len(m["why"].([]any)) == 0 {
		t.Errorf("%v", m)
	}
	got, err = due(t, "--from=2029-01-01", "--term=5 working days", "--json")
	if err != nil || !strings.Contains(got, `"provisional": true`) {
		t.Errorf("%s %v", got, err)
	}
}

func TestDueOwnCalendar(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(file, []byte("kind,date,name,source\nyear,2026,,own\noff,2026-07-10,Ngày riêng,own\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := due(t, "--from=2026-07-09", "--term=1 working day", "--calendar", file)
	if err != nil || !strings.Contains(got, "Ngày riêng") || !strings.Contains(got, "13/07/2026") {
		t.Errorf("%s %v", got, err)
	}
}

func TestDueRefuses(t *testing.T) {
	for want, args := range map[string][]string{
		"--from":                {"--from=yesterday", "--term=5 days"},
		"--term":                {"--from=2026-07-09", "--term=soon"},
		"--extend":              {"--from=2026-07-09", "--term=5 days", "--extend=x"},
		"--pause":               {"--from=2026-07-09", "--term=5 days", "--pause=2026-07-09"},
		"--as-of":               {"--from=2026-07-09", "--term=5 days", "--as-of=x"},
		"still open":            {"--from=2026-07-09", "--term=5 days", "--pause=2026-07-10/"},
		"no such file":          {"--from=2026-07-09", "--term=5 days", "--calendar=/nowhere.csv"},
		"missing flags: --term": {"--from=2026-07-09"},
	} {
		if got, err := due(t, args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %q %v, want %s", args, got, err, want)
		}
	}
}
