package legaltime_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
)

func TestDates(t *testing.T) {
	d := date(t, "2026-07-06")
	if d != legaltime.NewDate(2026, time.July, 6) || d.Weekday() != time.Monday || d.Year() != 2026 || d.Month() != time.July || d.Day() != 6 {
		t.Error("the parts of a date", d, d.Weekday())
	}
	if d.Vietnamese() != "06/07/2026" || d.AddDays(30).String() != "2026-08-05" || d.AddDays(30).Sub(d) != 30 {
		t.Error("arithmetic", d.Vietnamese(), d.AddDays(30))
	}
	if got := d.At(16, 30).UTC().Format(time.RFC3339); got != "2026-07-06T09:30:00Z" {
		t.Error("an instant of a date:", got)
	}
	if got := legaltime.DateOf(time.Date(2026, 7, 6, 17, 0, 0, 0, time.UTC)); got.String() != "2026-07-07" {
		t.Error("17:00 UTC is the next day at +07:00:", got)
	}
	if legaltime.NewDate(2026, 4, 31) != date(t, "2026-05-01") {
		t.Error("days carry over")
	}
	var none legaltime.Date
	if !none.IsZero() || none.AddDays(3) != none || none.String() != "" || none.Vietnamese() != "" || !none.Before(d) {
		t.Error("no date")
	}
	for day := date(t, "1899-12-25"); day.Year() < 2102; day = day.AddDays(1) {
		if back, err := legaltime.ParseDate(day.String()); err != nil || back != day || day.AddDays(1).Weekday() != (day.Weekday()+1)%7 {
			t.Fatal(day, back, err)
		}
	}
}

func TestMoments(t *testing.T) {
	at, day := parseMoment(t, "2026-11-20T16:30"), parseMoment(t, "2026-11-20")
	if !at.HasTime() || at.Minute != 16*60+30 || day.HasTime() || day != legaltime.Day(date(t, "2026-11-20")) {
		t.Error(at, day)
	}
	if at.Before(day) || day.Before(at) || at.After(day) || day.Compare(at) != -1 || at.Compare(day) != 1 || at.Compare(at) != 0 {
		t.Error("a whole day neither precedes nor follows its hours, and sorts before them")
	}
	if !at.Before(parseMoment(t, "2026-11-20T16:31")) || !at.Before(parseMoment(t, "2026-11-21")) {
		t.Error("order")
	}
	if got := legaltime.MomentOf(time.Date(2026, 11, 20, 9, 30, 59, 0, time.UTC)); got != at || got.Vietnamese() != "16:30 ngày 20/11/2026" {
		t.Error(got)
	}
	if !(legaltime.Moment{}).IsZero() || !legaltime.Day(legaltime.Date{}).IsZero() || (legaltime.Moment{}).HasTime() {
		t.Error("no moment")
	}
}

func parseMoment(t *testing.T, s string) legaltime.Moment {
	t.Helper()
	m, err := legaltime.ParseMoment(s)
	must(t, err)
	return m
}

func TestTerms(t *testing.T) {
	for in, want := range map[string]legaltime.Term{
		"30 days":                {N: 30, Unit: legaltime.Days},
		"1 day":                  {N: 1, Unit: legaltime.Days},
		"5 working day before":   {N: 5, Unit: legaltime.WorkingDays, Backward: true},
		" at  least 15 days ":    {N: 15, Unit: legaltime.Days, Minimum: true},
		"at least 5 days before": {N: 5, Unit: legaltime.Days, Minimum: true, Backward: true},
		"24 hours":               {N: 24, Unit: legaltime.Hours},
		"07 weeks":               {N: 7, Unit: legaltime.Weeks},
		"2 months":               {N: 2, Unit: legaltime.Months},
		"1 years":                {N: 1, Unit: legaltime.Years},
	} {
		got, err := legaltime.ParseTerm(in)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v", in, got, err)
		}
	}
	for _, bad := range []string{"", "30", "days", "0 days", "-1 days", "+1 days", "10000 days", "1.5 days", "3 Days", "3 business days",
		"before", "at least", "3 days after", "at least before", "3 days before before", "٣ days"} {
		if got, err := legaltime.ParseTerm(bad); err == nil {
			t.Errorf("%q read as %+v", bad, got)
		}
	}
	for in, want := range map[string]string{
		"30 days": "30 ngày", "7 working days": "07 ngày làm việc", "at least 15 days": "ít nhất 15 ngày",
		"5 days before": "trước 05 ngày", "at least 5 days before": "trước ít nhất 05 ngày", "24 hours": "24 giờ",
		"2 weeks": "02 tuần", "1 month": "01 tháng", "1 year": "01 năm",
	} {
		got, err := legaltime.ParseTerm(in)
		if err != nil || got.Vietnamese() != want || got.String() != in {
			t.Errorf("%q: %q, %q, %v", in, got.Vietnamese(), got, err)
		}
	}
}

func TestIntervals(t *testing.T) {
	i, err := legaltime.ParseInterval("2026-08-03/2026-08-31")
	if err != nil || i.Days() != 28 || i.Open() {
		t.Error(i, i.Days(), err)
	}
	if i, err = legaltime.ParseInterval("2026-08-03/"); err != nil || !i.Open() || i.Days() != 0 || i.String() != "2026-08-03/" {
		t.Error(i, err)
	}
	for _, bad := range []string{"", "/", "2026-08-03", "/2026-08-03", "2026-08-03/2026-08-02", "2026-08-03/x", "2026-08-03/2026-08-04/"} {
		if i, err := legaltime.ParseInterval(bad); err == nil {
			t.Errorf("%q read as %s", bad, i)
		}
	}
}

// What crosses the wire is the text, and nothing is written as "".
func TestJSON(t *testing.T) {
	type all struct {
		Date     legaltime.Date       `json:"date"`
		None     legaltime.Date       `json:"none"`
		Omitted  legaltime.Date       `json:"omitted,omitzero"`
		Moment   legaltime.Moment     `json:"moment"`
		Day      legaltime.Moment     `json:"day"`
		Term     legaltime.Term       `json:"term"`
		At       legaltime.Term       `json:"at"`
		Pauses   []legaltime.Interval `json:"pauses"`
		NoTerm   legaltime.Term       `json:"noTerm,omitzero"`
		NoMoment legaltime.Moment     `json:"noMoment,omitzero"`
	}
	const text = `{"date":"2026-07-06","none":"","moment":"2026-11-20T16:30","day":"2026-11-20","term":"5 working days before",` +
		`"at":"0 days","pauses":["2026-08-03/2026-08-31","2026-08-03/","2026-08-03/2026-08-03"]}`
	var v all
	must(t, json.Unmarshal([]byte(text), &v))
	got, err := json.Marshal(v)
	if err != nil || string(got) != text {
		t.Errorf("%s %v", got, err)
	}
	for _, bad := range []string{`{"date":"2026-13-01"}`, `{"date":5}`, `{"moment":"2026-07-06T24:00"}`, `{"moment":"2026-07-06T9:30"}`, `{"term":"soon"}`, `{"pauses":["x"]}`} {
		if json.Unmarshal([]byte(bad), &v) == nil {
			t.Errorf("%s is read", bad)
		}
	}
}

func FuzzParseTerm(f *testing.F) {
	f.Add("at least 5 working days before")
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := legaltime.ParseTerm(s); err == nil {
			if back, err := legaltime.ParseTerm(v.String()); err != nil || back != v {
				t.Fatalf("%q -> %q -> %+v, %v", s, v, back, err)
			}
		}
	})
}

func FuzzParseMoment(f *testing.F) {
	f.Add("2026-11-20T16:30")
	f.Add("2026-11-20")
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := legaltime.ParseMoment(s); err == nil && v.String() != s {
			t.Fatalf("%q -> %q", s, v)
		}
	})
}

func FuzzParseInterval(f *testing.F) {
	f.Add("2026-08-03/2026-08-31")
	f.Add("2026-08-03/")
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := legaltime.ParseInterval(s); err == nil && v.String() != s {
			t.Fatalf("%q -> %q", s, v)
		}
	})
}

func FuzzParseCalendar(f *testing.F) {
	f.Add([]byte("kind,date,name,source\nyear,2024,,x\noff,2024-01-01,A,x\nworked,2024-05-04,B,x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4096 {
			return
		}
		cal, err := legaltime.ParseCalendar("fuzz", data)
		if err != nil {
			return
		}
		again, err := legaltime.ParseCalendar("again", data)
		if err != nil || again.Hash() != cal.Hash() {
			t.Fatalf("%q: another hash, %v", data, err)
		}
	})
}
