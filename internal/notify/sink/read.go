package sink

// FileName is what the file of caught mails is called in a data directory.
const FileName = "mails.jsonl"

// Read is the mails in a sink's file, newest first, for a program other than
// the sink's own. The file may be written meanwhile.
func Read(path string) ([]Mail, error) {
	mails, err := parse(path)
	return newestFirst(mails), err
}
