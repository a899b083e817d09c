package staff_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/procedures/legaltime"
)

const (
	units = "id,code,name,level,branch,parent,from\n" +
		"ubnd-tinh,T,UBND tỉnh,tinh,hanh-chinh,,2025-07-01\n" +
		"xa-a,A,UBND xã A,xa,hanh-chinh,ubnd-tinh,2025-07-01\n"
	officers = "account,name,email,unit,role,from,to,basis\n" +
		"Lan.xa-a,Trần Thị Lan,,xa-a,nguoi-tiep-nhan,2025-07-01,,QĐ 12\n" +
		"Lan.xa-a,Trần Thị Lan,,xa-a,nguoi-xu-ly,2025-07-01,2026-06-30,QĐ 12\n"
)

func TestFilesBecomeOfficersTwiceTheSame(t *testing.T) {
	ctx, records := context.Background(), storetest.New(t)
	u, err := staff.Units([]byte("\xef\xbb\xbf" + units)) // as spreadsheets write it
	if err != nil {
		t.Fatal(err)
	}
	o, err := staff.Officers([]byte(officers))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := staff.Install(ctx, records, u, o); err != nil {
			t.Fatal(err)
		}
	}
	held, err := records.HoldingsOf(ctx, "lan-xa-a", legaltime.NewDate(2026, time.July, 1))
	if err != nil || len(held) != 1 || held[0].Role != "nguoi-tiep-nhan" {
		t.Errorf("%v %+v", err, held)
	}
}

func TestEveryWrongLineIsNamed(t *testing.T) {
	_, err := staff.Units([]byte(units + "xa-b,B,UBND xã B,xa,hanh-chinh,ubnd-tinh,1/7/2025\nxa-c,C,UBND xã C,xa,hanh-chinh,ubnd-tinh,\n"))
	if err == nil || !strings.Contains(err.Error(), "line 4") || !strings.Contains(err.Error(), "line 5") {
		t.Errorf("%v", err)
	}
	for file, want := range map[string]string{"": "first line", "id,name\n": `no column "code"`, strings.Replace(units, "id,", "id,colour,", 1): `unknown column "colour"`} {
		if _, err := staff.Units([]byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func TestSpellingIsCheckedAllAtOnce(t *testing.T) {
	_, err := staff.Units([]byte(units + "xa-b,B,UBND xã B,xã,hành-chính,ubnd-tinh,2025-07-01\n"))
	_, err2 := staff.Officers([]byte(officers + "a.b,A B,,xa-a,chu-tich,2025-07-01,2025-06-01,\n,C D,,xa-a,thu-truong,2025-07-01,,\n"))
	for _, want := range []string{`line 4: level "xã" is none of trung-uong, tinh`, `branch "hành-chính" is none of`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %s", err, want)
		}
	}
	for _, want := range []string{"line 4: to 2025-06-01 is before", `role "chu-tich" is none of`, "thu-truong", "line 5: account is empty"} {
		if err2 == nil || !strings.Contains(err2.Error(), want) {
			t.Errorf("%v lacks %s", err2, want)
		}
	}
	if _, err := staff.Officers([]byte(strings.Replace(officers, "nguoi-xu-ly", "hoi-dong", 1)), "hoi-dong"); err != nil {
		t.Error(err)
	}
}

func TestAbsencesOfAFileAreReadAgain(t *testing.T) {
	ctx, records := context.Background(), storetest.New(t)
	u, err := staff.Units([]byte(units))
	if err != nil {
		t.Fatal(err)
	}
	o, err := staff.Officers([]byte(officers + "hoa.xa-a,Hoa,,xa-a,nguoi-xu-ly,2025-07-01,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := staff.Install(ctx, records, u, o); err != nil {
		t.Fatal(err)
	}
	const head = "account,substitute,unit,role,from,to,basis\n"
	now, day := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), legaltime.NewDate(2026, time.July, 3)
	for _, step := range []struct {
		file    string
		changed int
		wrong   string
		of      string // who stands in for on the day
	}{
		{"Lan.xa-a,hoa.xa-a,,,2026-07-01,2026-07-10,TB 1\n", 1, "", "lan-xa-a"},
		{"Lan.xa-a,hoa.xa-a,,,2026-07-01,2026-07-10,TB 1\n", 0, "", "lan-xa-a"},
		{"Lan.xa-a,hoa.xa-a,,,2026-07-01,2026-07-02,TB 2\n", 1, "", ""},
		{"Lan.xa-a,,,,2026-07-02,,\nlan.xa-a,hoa.xa-a,xa-a,thu-truong,2026-07-01,2026-07-02,x\nai.do,,,,2026-07-01,,\n", 0, "line 2: it overlaps", ""},
	} {
		rows, err := staff.Absences([]byte(head + step.file))
		if err != nil {
			t.Fatal(err)
		}
		changed, err := staff.InstallAbsences(ctx, records, rows, now)
		if changed != step.changed || (err == nil) != (step.wrong == "") {
			t.Errorf("%s: %d changed, %v", step.file, changed, err)
		}
		if err != nil && (!strings.Contains(err.Error(), step.wrong) || !strings.Contains(err.Error(), "line 3: lan-xa-a does not hold") || !strings.Contains(err.Error(), "line 4: no officer")) {
			t.Errorf("%v", err)
		}
		posts, err := records.PostsBehind(ctx, "hoa-xa-a", day)
		if err != nil || (len(posts) > 0) != (step.of != "") {
			t.Errorf("%s: %+v, %v", step.file, posts, err)
		}
	}
	for _, bad := range []string{"a,,xa-a,,2026-07-01,,\n", "a,b,xa-a,thu-truong,2026-07-01,,\n", "a,a,,,2026-07-01,,\n"} {
		if _, err := staff.Absences([]byte(head + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
