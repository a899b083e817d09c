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
