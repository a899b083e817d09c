package dev

import (
	"path/filepath"
	"testing"
)

// The first start takes the wished port where it is free, and the next start
// yesterday's, whatever is wished then.
func TestPortsAreTheWishedThenYesterdays(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ports.json")
	wished, ok := free(0)
	if !ok {
		t.Fatal("no free port")
	}
	first := openPorts(file)
	if got, err := first.choose("page", wished); err != nil || got != wished {
		t.Errorf("the first start takes %d, %v, wished %d", got, err, wished)
	}
	if got, err := first.choose("mail", wished); err != nil || got == wished {
		t.Errorf("two parts share %d, %v", got, err)
	}
	if err := first.save(); err != nil {
		t.Fatal(err)
	}
	if got, err := openPorts(file).choose("page", 1); err != nil || got != wished {
		t.Errorf("the second start takes %d, %v, not %d", got, err, wished)
	}
}
