package staff_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store/storetest"
)

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"0912000111": "0912000111", " 0912.000.111 ": "0912000111", "+84 912 000 111": "0912000111", "84912000111": "0912000111", "0084-912-000-111": "0912000111", "(0)38 600 0001": "0386000001",
	} {
		if got, err := staff.Phone(text); err != nil || got != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for text, want := range map[string]error{
		"912000111": staff.ErrZeroLost, "0212000111": staff.ErrPhone, "09120001112": staff.ErrPhone, "+1 912 000 111": staff.ErrPhone, "0912OOO111": staff.ErrPhone, "": staff.ErrPhone,
	} {
		if got, err := staff.Phone(text); !errors.Is(err, want) || got != "" {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for text, want := range map[string]error{
		"186729651760683225": nil, "zalo:lan.xa-a": nil, "9.12E+08": staff.ErrAddress, "912000111": staff.ErrZeroLost, "02583822222": staff.ErrPhone, "+84": staff.ErrPhone, "a b": staff.ErrAddress, "<b>": staff.ErrAddress,
	} {
		if got, err := staff.GatewayAddress(text); !errors.Is(err, want) || (err == nil) != (got == text) {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
}

func TestAddressesOfAFileLeaveWhatOfficersEntered(t *testing.T) {
	ctx, records, now := context.Background(), storetest.New(t), time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
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
	if err := records.PutGatewayAddress(ctx, "hoa-xa-a", "0386000001", "hoa-xa-a", now); err != nil {
		t.Fatal(err)
	}
	const head = "account,address\n"
	for _, step := range []struct {
		file, lan    string
		changed, own int
		wrong        string
	}{
		{"Lan.xa-a,+84912000111\nhoa.xa-a,0912000112\n", "0912000111", 1, 1, ""},
		{"Lan.xa-a,0912000111\n", "0912000111", 0, 0, ""},
		{"ai.do,0912000113\nLan.xa-a,0912000114\n", "0912000114", 1, 0, "line 2: no officer"},
		{"Lan.xa-a,\nhoa.xa-a,\n", "", 1, 1, ""},
	} {
		rows, err := staff.Addresses([]byte(head + step.file))
		if err != nil {
			t.Fatal(err)
		}
		changed, own, err := staff.InstallAddresses(ctx, records, rows, now)
		if changed != step.changed || own != step.own || (err == nil) != (step.wrong == "") || err != nil && !strings.Contains(err.Error(), step.wrong) {
			t.Errorf("%s: %d %d %v", step.file, changed, own, err)
		}
		known, err := records.GatewayAddresses(ctx, []string{"lan-xa-a", "hoa-xa-a"})
		if err != nil || known["lan-xa-a"] != step.lan || known["hoa-xa-a"] != "0386000001" {
			t.Errorf("%s: %v %v", step.file, known, err)
		}
	}
	_, err = staff.Addresses([]byte(head + "lan.xa-a,912000111\nhoa.xa-a,09120\nhoa.xa-a,x\n,0912000111\n"))
	for _, want := range []string{"line 2: nine digits", "line 3: no mobile", "line 4: the account stands here twice", "line 5: account is empty"} {
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "912000111") {
			t.Errorf("%v lacks %s, or repeats a number", err, want)
		}
	}
}
