package caseworktest

import (
	"context"
	"time"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
)

// found fills an empty database with what every office begins with: the tables
// of the record and the vault, the library, the units and the officers.
func found(ctx context.Context, url string) error {
	if _, err := store.Migrate(ctx, url); err != nil {
		return err
	}
	if _, err := vault.Migrate(ctx, url); err != nil {
		return err
	}
	records, err := store.Open(ctx, url, store.Options{MaxConns: 1, Unsafe: true})
	if err != nil {
		return err
	}
	defer records.Close() // nothing may be connected to a database that is copied
	if err := casework.Install(ctx, records, opened.At(9, 0)); err != nil {
		return err
	}
	return appoint(ctx, records)
}

var units = []store.UnitRow{
	{ID: "tinh", Code: "T", Name: "UBND tỉnh", Level: "tinh", Branch: "hanh-chinh"},
	{ID: "xa-a", Code: "A", Name: "UBND xã A", Level: "xa", Branch: "hanh-chinh", Parent: "tinh"},
	{ID: "xa-b", Code: "B", Name: "UBND xã B", Level: "xa", Branch: "hanh-chinh", Parent: "tinh"},
}

func appoint(ctx context.Context, records *store.Store) error {
	for _, u := range units {
		u.FirstDay = firstDay
		if err := records.PutUnit(ctx, u); err != nil {
			return err
		}
		for _, role := range []string{"nguoi-tiep-nhan", "nguoi-xu-ly", "nguoi-xac-minh", "thu-truong"} {
			if err := officer(ctx, records, role+"-"+u.ID, role, u.ID); err != nil {
				return err
			}
		}
	}
	if err := officer(ctx, records, "nguoi-soan", "soan-quy-trinh", "tinh"); err != nil {
		return err
	}
	if err := officer(ctx, records, "nguoi-ban-hanh", "ban-hanh-quy-trinh", "tinh"); err != nil {
		return err
	}
	return officer(ctx, records, "quan-tri", "quan-tri", "tinh")
}

// firstDay is when all posts began.
var firstDay = legaltime.NewDate(2025, time.July, 1)

func officer(ctx context.Context, records *store.Store, id, role, unit string) error {
	if err := records.PutUser(ctx, store.UserRow{ID: id, Account: id, Name: "Cán bộ " + id}); err != nil {
		return err
	}
	return records.Appoint(ctx, store.HoldingRow{User: id, Unit: unit, Role: role, FirstDay: firstDay})
}
