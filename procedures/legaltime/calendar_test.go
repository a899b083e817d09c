package legaltime_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
)

// public reads the calendar that the product ships.
func public(t testing.TB) *legaltime.Calendar {
	t.Helper()
	data, err := os.ReadFile("../library/calendar/vn-cong-chuc@2026-10-02.csv")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := legaltime.ParseCalendar("vn-cong-chuc@2026-10-02", data)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// bare is a calendar without data: every year is the statute's.
func bare(t testing.TB) *legaltime.Calendar {
	t.Helper()
	return parse(t, "")
}

func parse(t testing.TB, rows string) *legaltime.Calendar {
	t.Helper()
	cal, err := legaltime.ParseCalendar("test", []byte("kind,date,name,source\n"+rows))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func date(t testing.TB, s string) legaltime.Date {
	t.Helper()
	d, err := legaltime.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorkingDayVectors(t *testing.T) {
	cal := public(t)
	for _, r := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-08-20", 2, "2026-08-22"}, {"2026-08-28", 1, "2026-09-03"}, {"2026-11-23", 1, "2026-11-25"},
		{"2026-12-31", 1, "2027-01-04"}, {"2027-02-03", 1, "2027-02-11"}, {"2026-02-13", 7, "2026-03-03"},
		{"2025-12-30", 10, "2026-01-14"}, {"2024-04-26", 5, "2024-05-07"},
		{"2026-08-22", -2, "2026-08-20"}, {"2026-11-25", -1, "2026-11-23"}, {"2026-11-24", 0, "2026-11-24"},
	} {
		from, want := date(t, r.from), date(t, r.want)
		if got := cal.AddWorkingDays(from, r.n); got != want {
			t.Errorf("%s + %d: %s, want %s", r.from, r.n, got, r.want)
		}
		if got := cal.WorkingDaysBetween(from, want); got != r.n {
			t.Errorf("between %s and %s: %d, want %d", r.from, r.want, got, r.n)
		}
	}
}

// The breaks of the official notices, from the last working day before to the
// first after.
func TestOfficialBreaks(t *testing.T) {
	cal := public(t)
	for _, r := range []string{
		"2024-02-07 2024-02-15", "2024-04-26 2024-05-02", "2024-08-30 2024-09-04",
		"2025-01-24 2025-02-03", "2025-04-29 2025-05-05", "2025-08-29 2025-09-03",
		"2025-12-31 2026-01-05", "2026-02-13 2026-02-23", "2026-04-24 2026-04-28", "2026-04-29 2026-05-04",
		"2026-08-28 2026-09-03", "2026-11-23 2026-11-25",
		"2026-12-31 2027-01-04", "2027-02-03 2027-02-11", "2027-04-15 2027-04-19", "2027-04-29 2027-05-04",
		"2027-09-01 2027-09-06", "2027-11-23 2027-11-25",
	} {
		last, first, _ := strings.Cut(r, " ")
		if !cal.Working(date(t, last)) || !cal.Working(date(t, first)) {
			t.Errorf("%s: the days around a break are worked", r)
		}
		for d := date(t, last).AddDays(1); d.String() != first; d = d.AddDays(1) {
			if day := cal.Day(d); day.Working || day.Name == "" || day.Source == "" || day.Provisional {
				t.Errorf("%s: %+v", d, day)
			}
		}
	}
	if got := cal.Official(); len(got) != 4 || got[0] != 2024 || got[3] != 2027 {
		t.Errorf("official years: %v", got)
	}
}

// The statute with its documented choices gives the same days as the notices,
// but for swaps and the split of Tết, which the notices choose.
func TestStatuteAgainstNotices(t *testing.T) {
	official, statute := public(t), bare(t)
	const want = "2024-02-08 2024-02-15 2024-04-29 2024-05-04 " + // Tết as 2+3 and not 1+4; swap
		"2025-01-27 2025-02-03 2025-04-26 2025-05-02 " + // the same
		"2026-01-02 2026-01-10 2026-08-22 2026-08-31 " + // swaps
		"2027-02-04 2027-02-11" // Tết as 2+3
	var differ []string
	for d := date(t, "2024-01-01"); d.Year() < 2028; d = d.AddDays(1) {
		if official.Working(d) != statute.Working(d) {
			differ = append(differ, d.String())
		}
	}
	if got := strings.Join(differ, " "); got != want {
		t.Errorf("differ on %s", got)
	}
}

func TestProvisionalYears(t *testing.T) {
	cal := public(t)
	for day, name := range map[string]string{
		"2028-01-01": "Tết Dương lịch", "2028-01-03": "nghỉ bù Tết Dương lịch", // Saturday made good on Monday
		"2028-01-25": "Tết Nguyên đán (ngày cuối năm cũ)", "2028-01-29": "Tết Nguyên đán (mùng 4)",
		"2028-01-31": "nghỉ bù Tết Nguyên đán (mùng 4)", "2028-04-04": "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
		"2028-04-30": "Ngày Chiến thắng", "2028-05-02": "nghỉ bù Ngày Chiến thắng", // Sunday; Monday is 1 May
		"2028-09-01": "Quốc khánh (ngày liền kề trước)", "2028-11-24": "Ngày Văn hóa Việt Nam",
	} {
		got := cal.Day(date(t, day))
		if got.Working || !got.Provisional || got.Name != name {
			t.Errorf("%s: %+v, want %s", day, got, name)
		}
	}
	if day := cal.Day(date(t, "2025-11-24")); !day.Working || day.Provisional {
		t.Errorf("24 November before 2026: %+v", day)
	}
	if day := bare(t).Day(date(t, "2025-11-24")); !day.Working {
		t.Errorf("24 November before 2026 by statute: %+v", day)
	}
	if day := cal.Day(date(t, "2100-02-09")); day.Working || !day.Provisional || day.Kind != legaltime.Off {
		t.Errorf("Tết 2100, beyond the tables: %+v", day)
	}
}

func TestEveryHolidayIsMadeGood(t *testing.T) {
	for year := 2021; year <= 2120; year++ {
		weekdays := 0
		for _, h := range legaltime.Provisional(year) {
			if w := h.Date.Weekday(); w != time.Saturday && w != time.Sunday {
				weekdays++
			}
		}
		want := 11
		if year >= 2026 {
			want = 12
		}
		if weekdays != want {
			t.Errorf("%d: %d weekdays off, want %d", year, weekdays, want)
		}
	}
}

func TestLayers(t *testing.T) {
	cal := public(t)
	over, err := cal.With("2028", []byte("kind,date,name,source\nyear,2028,,notice\noff,2028-01-01,Tết Dương lịch,notice\n"+
		"ordinary,2026-08-31,thu hồi,notice\nordinary,2026-08-22,thu hồi,notice\n"))
	if err != nil {
		t.Fatal(err)
	}
	if day := over.Day(date(t, "2028-01-26")); !day.Working || day.Provisional {
		t.Errorf("2028 is official now: %+v", day)
	}
	if !over.Working(date(t, "2026-08-31")) || over.Working(date(t, "2026-08-22")) {
		t.Error("a layer takes a swap back")
	}
	if cal.Working(date(t, "2026-08-31")) || cal.Hash() == over.Hash() || over.Name() != "2028" {
		t.Error("the calendar below stays as it is")
	}
	local := parse(t, "off,2028-03-03,Ngày của tỉnh,local\n")
	if day := local.Day(date(t, "2028-03-03")); day.Working || !day.Provisional || day.Name != "Ngày của tỉnh" {
		t.Errorf("a line in a year of the statute: %+v", day)
	}
}

func TestHashIsOfContent(t *testing.T) {
	a := parse(t, "year,2024,,x\noff,2024-01-01,A,x\noff,2024-01-02,B,x\n")
	b := parse(t, "# a comment\noff,2024-01-02,B,x\n\noff,2024-01-01,\"A\",x\nyear,2024,,x\n")
	c := parse(t, "year,2024,,x\noff,2024-01-01,A,x\noff,2024-01-03,B,x\n")
	if a.Hash() != b.Hash() || a.Hash() == c.Hash() || len(a.Hash()) != 64 {
		t.Errorf("%s %s %s", a.Hash(), b.Hash(), c.Hash())
	}
	const shipped = "117c58713d41b6f3dcaba8e450d9d5338020e360a92ed8c9895777f78f9b8e97"
	if got := public(t).Hash(); got != shipped {
		t.Errorf("hash of the shipped calendar: %s. Cases keep it: publish another version instead of changing this one", got)
	}
}

func TestCalendarRefusals(t *testing.T) {
	const head = "kind,date,name,source\n"
	for data, want := range map[string]string{
		"":                                       "line 1",
		"date,name\n":                            "the first line must be kind,date,name,source",
		"# c\ndate,name,kind,source\n":           "line 2: the first line must be",
		head + "off,2024-02-30,A,x\n":            `line 2: "2024-02-30" is not a date`,
		head + "\n# c\nholiday,2024-01-01,A,x\n": `line 4: "holiday" is not a kind`,
		head + "weekend,2024-01-06,A,x\n":        `line 2: "weekend" is not a kind`,
		head + "off,2024-01-01,A,x\noff,2024-01-01,B,x\n": "line 3: 2024-01-01 stands here twice",
		head + "year,2024,,x\nyear,2024,,y\n":             "line 3: the year 2024 stands here twice",
		head + "year,24,,x\n":                             `line 2: "24" is not a year`,
		head + "year,2024,A,x\n":                          "line 2: a year has no name",
		head + "worked,2024-05-03,A,x\n":                  "line 2: 2024-05-03 is a weekday",
		head + "swapped,2024-05-04,A,x\n":                 "line 2: 2024-05-04 is on a weekend",
		head + "off,2024-01-01,,x\n":                      "line 2: 2024-01-01 has no name",
		head + "off,2024-01-01,A,\n":                      "line 2: name and source",
		head + "off,2024-01-01,A\x07,x\n":                 "line 2: name and source",
		head + "off,2024-01-01,A\n":                       "line 2",
		head + "off,2024-01-01,\"A,x\n":                   "line 2",
		head + "off,2024-01-01,A\xff,x\n":                 "not UTF-8",
		head + strings.Repeat("#\n", 200_000):             "larger than",
		head + "off,bad,A,x\nbad,2024-01-01,A,x\n":        "line 3",
	} {
		_, err := legaltime.ParseCalendar("test", []byte(data))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", data, err, want)
		}
	}
}
