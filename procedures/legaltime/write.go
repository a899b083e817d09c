package legaltime

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
)

// CSV writes the calendar with all its layers as one file that ParseCalendar
// reads back to the same hash: years first, then days in order.
func (c *Calendar) CSV() []byte {
	rows := [][]string{header}
	for _, year := range c.Official() {
		rows = append(rows, []string{"year", fmt.Sprintf("%04d", year), "", c.official[year]})
	}
	for _, h := range c.Entries() {
		rows = append(rows, []string{string(h.Kind), h.Date.String(), h.Name, h.Source})
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(rows) // a buffer takes everything
	return out.Bytes()
}

// Entries lists the days that the data names, in order; those that an unknown
// year has by the statute are not among them.
func (c *Calendar) Entries() []Holiday {
	var out []Holiday
	for _, h := range c.entries {
		out = append(out, h)
	}
	slices.SortFunc(out, byDate)
	return out
}

// Announced is the instrument that makes the schedule of a year official; empty
// where the year is the statute's.
func (c *Calendar) Announced(year int) string { return c.official[year] }
