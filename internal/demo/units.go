// Package demo installs an invented office: the bodies of Khánh Hòa as they
// are after 2025-07-01, officers with made-up names in every role, and some
// three hundred made-up petitions in every stage. Never for real cases.
package demo

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

//go:embed units.csv
var unitsCSV []byte

// reorganised is the day from which the two-level bodies exist.
var reorganised = legaltime.NewDate(2025, time.July, 1)

// Units are the bodies of the demo province, superiors first.
func Units() ([]store.UnitRow, error) {
	rows, err := csv.NewReader(bytes.NewReader(unitsCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("demo units: %w", err)
	}
	var out []store.UnitRow
	for _, r := range rows[1:] {
		out = append(out, store.UnitRow{ID: r[0], Code: r[1], Name: r[2], Level: r[3], Branch: r[4], Parent: r[5], FirstDay: reorganised})
	}
	return out, nil
}

func installUnits(ctx context.Context, st *store.Store) ([]store.UnitRow, error) {
	units, err := Units()
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		if err := st.PutUnit(ctx, u); err != nil {
			return nil, fmt.Errorf("demo unit %s: %w", u.ID, err)
		}
	}
	return units, nil
}
