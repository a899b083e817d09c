package main

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/donthu/donthu/internal/store/storetest"
)

func TestGaugesAreCollected(t *testing.T) {
	r := prometheus.NewPedanticRegistry()
	r.MustRegister(gauges{storetest.New(t)})
	families, err := r.Gather()
	if err != nil || len(families) != len(gaugesOf) {
		t.Fatalf("%v, %d families", err, len(families))
	}
}
