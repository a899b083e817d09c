package legaltime

import (
	"slices"
	"time"
)

// Cites of the statute that names the days off.
const (
	citeHolidays     = "BLLĐ Đ112.1"
	citeCompensatory = "BLLĐ Đ111.3"
	citeCulture      = "28/2026/QH16"
)

// statuteVersion enters the hash of every calendar: years without data depend
// on this file, so a change of its meaning must change the hash.
const statuteVersion = "statute 1"

// Provisional returns the days off of a year by the statute alone (BLLĐ Điều
// 111, 112), sorted by date, before the Prime Minister's notice for that year.
// What the notice would choose is taken as follows:
//
//   - Tết: the last day of the old lunar year and the first four of the new;
//   - National Day: the neighbour of 2 September that joins a weekend, as the
//     notices of 2021-2027 did: the 1st if the 2nd is a Tuesday, Wednesday,
//     Friday or Saturday, else the 3rd; from 2021;
//   - no swapped days.
//
// Ngày Văn hóa Việt Nam (24 November) is a day off from 2026. A holiday on a
// Saturday or Sunday is made good on the next working day.
func Provisional(year int) []Holiday {
	days := append(fixedHolidays(year), lunarHolidays(year)...)
	slices.SortStableFunc(days, byDate)
	days = append(days, compensatory(days)...)
	slices.SortStableFunc(days, byDate)
	return days
}

func byDate(a, b Holiday) int { return a.Date.Compare(b.Date) }

func fixedHolidays(year int) []Holiday {
	days := []Holiday{
		holiday(year, time.January, 1, "Tết Dương lịch"),
		holiday(year, time.April, 30, "Ngày Chiến thắng"),
		holiday(year, time.May, 1, "Quốc tế Lao động"),
		holiday(year, time.September, 2, "Quốc khánh"),
	}
	if year >= 2021 {
		days = append(days, besideNationalDay(year))
	}
	if year >= 2026 {
		culture := holiday(year, time.November, 24, "Ngày Văn hóa Việt Nam")
		culture.Source = citeCulture
		days = append(days, culture)
	}
	return days
}

func holiday(year int, month time.Month, day int, name string) Holiday {
	return Holiday{Date: NewDate(year, month, day), Kind: Off, Name: name, Source: citeHolidays}
}

func besideNationalDay(year int) Holiday {
	switch NewDate(year, time.September, 2).Weekday() {
	case time.Tuesday, time.Wednesday, time.Friday, time.Saturday:
		return holiday(year, time.September, 1, "Quốc khánh (ngày liền kề trước)")
	}
	return holiday(year, time.September, 3, "Quốc khánh (ngày liền kề sau)")
}

func lunarHolidays(year int) []Holiday {
	tet := lunarDate(year, 1, 1)
	names := []string{"Tết Nguyên đán (ngày cuối năm cũ)", "Tết Nguyên đán (mùng 1)",
		"Tết Nguyên đán (mùng 2)", "Tết Nguyên đán (mùng 3)", "Tết Nguyên đán (mùng 4)"}
	var days []Holiday
	for i, name := range names {
		days = append(days, Holiday{tet.AddDays(i - 1), Off, name, citeHolidays})
	}
	return append(days, Holiday{lunarDate(year, 3, 10), Off, "Giỗ Tổ Hùng Vương (10/3 âm lịch)", citeHolidays})
}

// compensatory returns a day off for each holiday on a weekend: the next day
// that is neither weekend, holiday nor given away already.
func compensatory(days []Holiday) []Holiday {
	taken := map[Date]bool{}
	for _, h := range days {
		taken[h.Date] = true
	}
	var out []Holiday
	for _, h := range days {
		if !weekend(h.Date) {
			continue
		}
		d := h.Date.AddDays(1)
		for weekend(d) || taken[d] {
			d = d.AddDays(1)
		}
		taken[d] = true
		out = append(out, Holiday{d, Compensatory, "nghỉ bù " + h.Name, citeCompensatory})
	}
	return out
}

func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}
