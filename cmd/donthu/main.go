// Command donthu carries petitions through the procedures that the law
// prescribes. See donthu --help.
package main

import "github.com/alecthomas/kong"

var cli struct {
	Dev      Dev      `cmd:"" help:"Run everything on this machine with a demo province."`
	Serve    Serve    `cmd:"" help:"Serve the page and the API."`
	Worker   Worker   `cmd:"" help:"Run the cases: the Temporal worker, the mails, the sweep."`
	Outlook  outlook  `embed:""`
	Migrate  Migrate  `cmd:"" help:"Bring the database up to this version and install the library of procedures."`
	Staff    Staff    `cmd:"" help:"Bring units and officers from CSV files into the record."`
	Password Password `cmd:"" help:"Set an officer's password, read from standard input."`
	Audit    Audit    `cmd:"" help:"Verify the record: every chain of hashes, every state."`
	Vault    Vault    `cmd:"" help:"The keys of the vault."`
	Check    Check    `cmd:"" help:"Check procedure files."`
	Gaps     Gaps     `cmd:"" help:"List statutory terms that no procedure carries and clocks that no provision carries."`
	Test     Test     `cmd:"" help:"Run scenario files on paper time."`
	Verify   Verify   `cmd:"" help:"Walk every reachable state of procedures and say what can go wrong."`
	Paper    paper    `embed:""`
	Days     days     `embed:""`
	Bench    Bench    `cmd:"" help:"Measure against a hand-written workflow."`
}

func main() {
	ctx := kong.Parse(&cli, kong.Name("donthu"), kong.UsageOnError(),
		kong.Description("Donthu: complaints and denunciations through the procedure the law prescribes, on time."))
	ctx.FatalIfErrorf(ctx.Run())
}
