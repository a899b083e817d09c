package library

import (
	"io/fs"
	"path"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
)

// calendars is where FS keeps them; beside each one lies <name>.sources.csv,
// which says what the keys of its column "source" stand for.
const calendars = "calendar"

// Calendar reads the newest version of the calendar of public bodies on the
// five-day week, vn-cong-chuc.
func Calendar() (*legaltime.Calendar, error) {
	name, data, err := CalendarFile()
	if err != nil {
		return nil, err
	}
	return legaltime.ParseCalendar(name, data)
}

// CalendarFile is the name of that calendar, which holds the version, and its
// text.
func CalendarFile() (name string, csv []byte, err error) {
	names, err := fs.Glob(FS, calendars+"/vn-cong-chuc@*.csv")
	if err != nil {
		return "", nil, err
	}
	newest := ""
	for _, n := range names { // in lexical order, which is that of the versions
		if !strings.HasSuffix(n, ".sources.csv") {
			newest = n
		}
	}
	csv, err = FS.ReadFile(newest)
	return strings.TrimSuffix(path.Base(newest), ".csv"), csv, err
}
