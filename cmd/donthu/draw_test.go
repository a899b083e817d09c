package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"donthu": main}) }

// TestStories runs the program as its users do.
func TestStories(t *testing.T) { testscript.Run(t, testscript.Params{Dir: "testdata"}) }
