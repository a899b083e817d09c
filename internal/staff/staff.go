// Package staff reads the organisation from files: its bodies and its officers,
// as an administrator exports them from the personnel system.
package staff

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Columns of the two files. A file has a header line with these names, in any
// order; "to" and "basis" may be missing.
var (
	unitColumns    = []string{"id", "code", "name", "level", "branch", "parent", "from", "to"}
	officerColumns = []string{"account", "name", "email", "unit", "role", "from", "to", "basis"}
	mayMiss        = []string{"to", "basis", "email"}
)

// Appointment is one line of the officers' file: somebody holds a role in a
// unit from a day to a day. An officer with several roles has several lines.
type Appointment struct {
	Officer store.UserRow
	Holding store.HoldingRow
}

// Units reads the bodies, superiors before those below them. The error names
// every line that is wrong.
func Units(file []byte) ([]store.UnitRow, error) {
	var out []store.UnitRow
	err := each(file, unitColumns, func(get func(string) string) error {
		first, last, err := days(get)
		out = append(out, store.UnitRow{ID: get("id"), Code: get("code"), Name: get("name"), Level: get("level"), Branch: get("branch"), Parent: get("parent"), FirstDay: first, LastDay: last})
		return err
	})
	return out, err
}

// Officers reads the appointments.
func Officers(file []byte) ([]Appointment, error) {
	var out []Appointment
	err := each(file, officerColumns, func(get func(string) string) error {
		first, last, err := days(get)
		account := strings.ToLower(get("account"))
		out = append(out, Appointment{
			store.UserRow{ID: ID(account), Account: account, Name: get("name"), Email: get("email")},
			store.HoldingRow{User: ID(account), Unit: get("unit"), Role: get("role"), FirstDay: first, LastDay: last, Basis: get("basis")},
		})
		return err
	})
	return out, err
}

// ID is the id of the officer with an account.
func ID(account string) string {
	return strings.NewReplacer(".", "-", "@", "-", "_", "-").Replace(account)
}

func days(get func(string) string) (first, last legaltime.Date, err error) {
	if first, err = legaltime.ParseDate(get("from")); err != nil {
		return first, last, err
	}
	if to := get("to"); to != "" {
		last, err = legaltime.ParseDate(to)
	}
	return first, last, err
}

// each reads a file line by line and gathers what is wrong with it.
func each(file []byte, columns []string, line func(get func(string) string) error) error {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))))
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("the first line must name the columns: %s", strings.Join(columns, ","))
	}
	if err := known(head, columns); err != nil {
		return err
	}
	rows, err := r.ReadAll()
	if err != nil {
		return err
	}
	var wrong []error
	for i, row := range rows {
		if err := line(func(name string) string { return cell(head, row, name) }); err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", i+2, err))
		}
	}
	return errors.Join(wrong...)
}

func known(head, columns []string) error {
	for _, name := range columns {
		if !slices.Contains(head, name) && !slices.Contains(mayMiss, name) {
			return fmt.Errorf("no column %q; the columns are %s", name, strings.Join(columns, ","))
		}
	}
	for _, name := range head {
		if !slices.Contains(columns, name) {
			return fmt.Errorf("unknown column %q; the columns are %s", name, strings.Join(columns, ","))
		}
	}
	return nil
}

func cell(head, row []string, name string) string {
	if i := slices.Index(head, name); i >= 0 {
		return strings.TrimSpace(row[i])
	}
	return ""
}

// Install writes bodies and appointments into the record. It may be repeated:
// what is there is brought up to the files, nobody is removed.
func Install(ctx context.Context, records *store.Store, units []store.UnitRow, officers []Appointment) error {
	for _, u := range units {
		if err := records.PutUnit(ctx, u); err != nil {
			return fmt.Errorf("unit %s: %w", u.ID, err)
		}
	}
	for _, a := range officers {
		if err := records.PutUser(ctx, a.Officer); err != nil {
			return fmt.Errorf("officer %s: %w", a.Officer.Account, err)
		}
		if err := records.Appoint(ctx, a.Holding); err != nil {
			return fmt.Errorf("officer %s, role %s: %w", a.Officer.Account, a.Holding.Role, err)
		}
	}
	return nil
}
