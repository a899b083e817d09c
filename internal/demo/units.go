// Package demo installs an invented office: the bodies of Khánh Hòa as they
// are after 2025-07-01, officers with made-up names in every role, and some
// three hundred made-up petitions in every stage. Never for real cases.
package demo

import (
	_ "embed"
	"time"

	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

//go:embed units.csv
var unitsCSV []byte

// reorganised is the day from which the two-level bodies exist.
var reorganised = legaltime.NewDate(2025, time.July, 1)

// Units are the bodies of the demo province, superiors first.
func Units() ([]store.UnitRow, error) { return staff.Units(unitsCSV) }
