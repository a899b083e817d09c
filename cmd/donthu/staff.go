package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/config"
	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store"
)

// Staff brings bodies and officers from files into the record. It may be
// repeated; nobody is removed.
type Staff struct {
	Units    string   `type:"existingfile" help:"CSV of bodies: id,code,name,level,branch,parent,from,to,inspects; superiors first."`
	Officers string   `type:"existingfile" help:"CSV of officers: account,name,email,unit,role,from,to,basis,charge; a line a role."`
	Absences string   `type:"existingfile" help:"CSV of absences and delegations: account,substitute,unit,role,from,to,basis; unit and role of a delegation only."`
	Gateway  string   `type:"existingfile" help:"CSV of the numbers or ids by which the gateway (SMS, Zalo) knows officers: account,address; empty: none. What an officer entered on the page stays."`
	Role     []string `help:"A role that only procedures of this installation name."`
}

// Run reads all files before it writes anything.
func (s Staff) Run() error {
	units, err := read(s.Units, staff.Units)
	if err != nil {
		return err
	}
	officers, err := read(s.Officers, func(file []byte) ([]staff.Appointment, error) { return staff.Officers(file, s.Role...) })
	if err != nil {
		return err
	}
	absences, err := read(s.Absences, staff.Absences)
	if err != nil {
		return err
	}
	addresses, err := read(s.Gateway, staff.Addresses)
	if err != nil {
		return err
	}
	return withRecords(func(ctx context.Context, records *store.Store) error {
		if err := staff.Install(ctx, records, units, officers); err != nil {
			return err
		}
		changed, err := staff.InstallAbsences(ctx, records, absences, time.Now())
		fmt.Printf("%d units, %d appointments and %d absences and delegations are in the record, %d of these new or changed\n", len(units), len(officers), len(absences), changed)
		return errors.Join(err, s.installAddresses(ctx, records, addresses))
	})
}

func (s Staff) installAddresses(ctx context.Context, records *store.Store, rows []staff.Address) error {
	if s.Gateway == "" {
		return nil
	}
	changed, own, err := staff.InstallAddresses(ctx, records, rows, time.Now())
	fmt.Printf("%d addresses of the gateway are new or changed; %d officers keep the one that they entered themselves\n", changed, own)
	return err
}

func read[T any](path string, parse func([]byte) ([]T, error)) ([]T, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rows, err := parse(file)
	if err != nil {
		return nil, fmt.Errorf("%s:\n%w", path, err)
	}
	return rows, nil
}

// Password sets an officer's password and ends their sessions.
type Password struct {
	Account string `arg:"" help:"Account of the officer. The new password is read from standard input."`
}

// Run reads the password from standard input, so that it stands in no list of
// processes and no history of a shell.
func (p Password) Run() error {
	text, err := io.ReadAll(io.LimitReader(os.Stdin, 4096))
	if err != nil {
		return err
	}
	return withRecords(func(ctx context.Context, records *store.Store) error {
		user, _, err := records.Account(ctx, strings.ToLower(p.Account))
		if err != nil {
			return fmt.Errorf("no officer has the account %q", p.Account)
		}
		return access.New(records, access.Options{}).SetPassword(ctx, user.ID, strings.TrimRight(string(text), "\r\n"))
	})
}

func withRecords(do func(context.Context, *store.Store) error) error {
	ctx, stop := untilStopped()
	defer stop()
	c, err := config.Load(nil)
	if err != nil {
		return err
	}
	records, err := store.Open(ctx, c.DatabaseURL.Value(), store.Options{})
	if err != nil {
		return err
	}
	defer records.Close()
	return do(ctx, records)
}
