package legaltime

import "testing"

func TestLunarTable(t *testing.T) {
	rows := []struct{ tet, giỗ string }{
		{"2024-02-10", "2024-04-18"}, {"2025-01-29", "2025-04-07"}, {"2026-02-17", "2026-04-26"},
		{"2027-02-06", "2027-04-16"}, {"2028-01-26", "2028-04-04"}, {"2029-02-13", "2029-04-23"},
		{"2030-02-02", "2030-04-12"}, {"2031-01-23", "2031-04-01"}, {"2032-02-11", "2032-04-19"},
		{"2033-01-31", "2033-04-09"}, {"2034-02-19", "2034-04-28"}, {"2035-02-08", "2035-04-17"},
	}
	for i, r := range rows {
		year := 2024 + i
		if got := lunarDate(year, 1, 1).String(); got != r.tet {
			t.Errorf("Tết %d: %s, want %s", year, got, r.tet)
		}
		if got := lunarDate(year, 3, 10).String(); got != r.giỗ {
			t.Errorf("Giỗ Tổ %d: %s, want %s", year, got, r.giỗ)
		}
	}
}

// Where the calendar at UTC+8 has another day, Viet Nam keeps its own; the
// years 1968, 1969, 1985 and 2007 are history.
func TestLunarAtPlusSeven(t *testing.T) {
	for year, want := range map[int]string{
		1968: "1968-01-29", 1969: "1969-02-16", 1985: "1985-01-21", 2007: "2007-02-17", 2030: "2030-02-02",
	} {
		if got := lunarDate(year, 1, 1).String(); got != want {
			t.Errorf("Tết %d: %s, want %s", year, got, want)
		}
	}
	// 2020 and 2023 have a leap month 4 and a leap month 2.
	for year, want := range map[int]string{2020: "2020-04-02", 2021: "2021-04-21", 2022: "2022-04-10", 2023: "2023-04-29", 2037: "2037-04-24", 2038: "2038-04-13"} {
		if got := lunarDate(year, 3, 10).String(); got != want {
			t.Errorf("Giỗ Tổ %d: %s, want %s", year, got, want)
		}
	}
}

// Tết never leaves the weeks in which the rules of the calendar put it.
func TestLunarNewYearStaysInSeason(t *testing.T) {
	for year := 1900; year <= 2200; year++ {
		d := lunarDate(year, 1, 1)
		if d.Before(NewDate(year, 1, 20)) || d.After(NewDate(year, 2, 21)) {
			t.Errorf("Tết %d: %s", year, d)
		}
		if gap := lunarDate(year, 3, 10).Sub(d); gap < 67 || gap > 99 {
			t.Errorf("Giỗ Tổ %d: %d days after Tết", year, gap)
		}
	}
}
