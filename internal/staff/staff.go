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

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Columns of the files. A file has a header line with these names, in any order;
// those of mayMiss may be missing.
var (
	unitColumns    = []string{"id", "code", "name", "level", "branch", "parent", "from", "to", "inspects"}
	officerColumns = []string{"account", "name", "email", "unit", "role", "from", "to", "basis", "charge"}
	absenceColumns = []string{"account", "substitute", "unit", "role", "from", "to", "basis"}
	addressColumns = []string{"account", "address"}
	mayMiss        = []string{"to", "basis", "email", "inspects", "charge"}
	mayMissAbsent  = []string{"substitute", "unit", "role", "to", "basis"}
)

// What may stand in some columns.
var (
	levels   = []string{"trung-uong", "tinh", "khu-vuc", "huyen", "xa"}
	branches = []string{"hanh-chinh", "dang", "tu-phap"}
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
	err := each(file, unitColumns, mayMiss, func(get func(string) string) error {
		first, last, err := days(get)
		err = errors.Join(err, given(get, "id", "code", "name"), oneOf(get, "level", levels), oneOf(get, "branch", branches))
		out = append(out, store.UnitRow{ID: get("id"), Code: get("code"), Name: get("name"), Level: get("level"), Branch: get("branch"), Parent: get("parent"), FirstDay: first, LastDay: last, Inspects: get("inspects")})
		return err
	})
	return out, err
}

// Officers reads the appointments. A role is one that the program knows, or one of
// more: those that only procedures of the installation name.
func Officers(file []byte, more ...string) ([]Appointment, error) {
	var out []Appointment
	err := each(file, officerColumns, mayMiss, func(get func(string) string) error {
		first, last, err := days(get)
		err = errors.Join(err, given(get, "account", "name", "unit"), oneOf(get, "role", append(access.KnownRoles(), more...)), charged(get))
		account := strings.ToLower(get("account"))
		out = append(out, Appointment{
			store.UserRow{ID: ID(account), Account: account, Name: get("name"), Email: get("email")},
			store.HoldingRow{User: ID(account), Unit: get("unit"), Role: get("role"), FirstDay: first, LastDay: last, Basis: get("basis"), Charge: strings.Fields(get("charge"))},
		})
		return err
	})
	return out, err
}

// ID is the id of the officer with an account.
func ID(account string) string {
	return strings.NewReplacer(".", "-", "@", "-", "_", "-").Replace(account)
}

// given tells which of some columns are empty.
func given(get func(string) string, columns ...string) error {
	var wrong []error
	for _, name := range columns {
		if get(name) == "" {
			wrong = append(wrong, fmt.Errorf("%s is empty", name))
		}
	}
	return errors.Join(wrong...)
}

// oneOf tells that a column holds none of the words that may stand there.
func oneOf(get func(string) string, column string, words []string) error {
	if slices.Contains(words, get(column)) {
		return nil
	}
	return fmt.Errorf("%s %q is none of %s", column, get(column), strings.Join(words, ", "))
}

// charged tells that somebody has a charge who is no deputy.
func charged(get func(string) string) error {
	if get("charge") == "" || get("role") == access.Deputises {
		return nil
	}
	return fmt.Errorf("charge is for the role %s alone: kinds (complaint, denunciation, recommendation, petition, reception) or procedures, with spaces between; empty: the whole", access.Deputises)
}

func days(get func(string) string) (first, last legaltime.Date, err error) {
	first, err = legaltime.ParseDate(get("from"))
	if to := get("to"); to != "" {
		var wrong error
		last, wrong = legaltime.ParseDate(to)
		err = errors.Join(err, wrong)
	}
	if err == nil && !last.IsZero() && last.Before(first) {
		err = fmt.Errorf("to %s is before from %s", last, first)
	}
	return first, last, err
}

// each reads a file line by line and gathers what is wrong with it.
func each(file []byte, columns, optional []string, line func(get func(string) string) error) error {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))))
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("the first line must name the columns: %s", strings.Join(columns, ","))
	}
	if err := known(head, columns, optional); err != nil {
		return err
	}
	rows, err := r.ReadAll()
	if err != nil {
		return err
	}
	var wrong []error
	for i, row := range rows {
		if err := line(func(name string) string { return cell(head, row, name) }); err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %s", i+2, strings.ReplaceAll(err.Error(), "\n", "; ")))
		}
	}
	return errors.Join(wrong...)
}

func known(head, columns, optional []string) error {
	for _, name := range columns {
		if !slices.Contains(head, name) && !slices.Contains(optional, name) {
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
