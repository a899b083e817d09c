package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/scenario"
)

func TestCovered(t *testing.T) {
	name := write(t, story)
	var out bytes.Buffer
	err := (&Test{Paths: []string{name}, Cover: true, Of: scenario.CoverKinds(), Min: 5}).run(&out)
	if err != nil || !strings.HasPrefix(out.String(), "khieu-nai-lan-dau@2026-07-01: ") || !strings.Contains(out.String(), "\n     acts: dinh-chi\n") || !strings.Contains(out.String(), "\ntotal: ") {
		t.Errorf("%v\n%s", err, &out)
	}
	out.Reset()
	if err := (&Test{Paths: []string{name}, Cover: true, Of: []string{"acts"}, Min: 100}).run(&out); err == nil || err.Error() != "1 of 1 procedure below 100 %" {
		t.Errorf("%v", err)
	}
	if strings.Contains(out.String(), "clocks") {
		t.Errorf("clocks were not asked for\n%s", &out)
	}
	if err := (&Test{Paths: []string{name}, Cover: true, Of: []string{"act"}}).run(&out); err == nil {
		t.Error("--of act is taken")
	}
}

func TestMutated(t *testing.T) {
	name := write(t, story)
	var out bytes.Buffer
	run := func(min float64) error {
		out.Reset()
		return (&Test{Paths: []string{filepath.Dir(name)}, Mutate: true, Min: min}).run(&out)
	}
	if err := run(0); err != nil || !strings.Contains(out.String(), "     survives: clock giai-quyet: term 1: 60 days -> 61 days\n") ||
		strings.Contains(out.String(), "survives: clock giai-quyet: term 2: 45 days -> 46 days\n") {
		t.Errorf("%v\n%.3000s", err, &out)
	}
	if err := run(99); err == nil || !strings.Contains(err.Error(), "is below 99 %") {
		t.Errorf("%v", err)
	}
	if err := run(1); err == nil || !strings.Contains(err.Error(), "without a reason in survivors.yaml") {
		t.Errorf("%v", err)
	}
	list := "- {procedure: \"*\", change: \"*\", reason: a test}\n- {procedure: x, change: y, reason: a test}\n" +
		"- {procedure: \"khieu-nai-lan-dau@2026*\", change: z, reason: a test}\n- {procedure: \"khieu-nai-lan-dau@*\", change: of another version, reason: a test}\n"
	if err := os.WriteFile(filepath.Join(filepath.Dir(name), survivorsFile), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(1); err != nil || !strings.Contains(out.String(), "accepted, but does not survive: x: y\n") || strings.Contains(out.String(), "survives: ") ||
		!strings.Contains(out.String(), "accepted, but does not survive: khieu-nai-lan-dau@2026*: z\n") || strings.Contains(out.String(), "of another version") {
		t.Errorf("%v\n%.3000s", err, &out)
	}
}
