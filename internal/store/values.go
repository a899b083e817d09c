package store

import (
	"fmt"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/google/uuid"
)

// dateArg is a civil date as an argument: null for the zero date.
func dateArg(d legaltime.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// dateOr is the first date, or the second where the first is zero.
func dateOr(d, otherwise legaltime.Date) any {
	if d.IsZero() {
		return dateArg(otherwise)
	}
	return d.String()
}

// textArg is a text as an argument: null where it is empty.
func textArg(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// uuidArg is an id as an argument: null, which matches nothing, where somebody
// sent a text that is none.
func uuidArg(s string) any {
	id, err := uuid.Parse(s)
	if err != nil {
		return nil
	}
	return id.String()
}

// civil reads a column of type date; null is the zero date.
type civil struct{ to *legaltime.Date }

// Scan implements sql.Scanner.
func (c civil) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*c.to = legaltime.Date{}
	case time.Time:
		*c.to = legaltime.NewDate(v.Date())
	default:
		return fmt.Errorf("store: no date: %T", v)
	}
	return nil
}

// sqlf writes a piece of a query from fixed parts of this program, never from
// input.
func sqlf(format string, parts ...any) string { return fmt.Sprintf(format, parts...) }
