package staff

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/store"
)

// What Phone and GatewayAddress refuse. None of them repeats what was given.
var (
	ErrPhone    = errors.New("no mobile phone number: ten digits that begin with 03, 05, 07, 08 or 09, or +84 and nine")
	ErrZeroLost = errors.New("nine digits: the zero before them was lost, as spreadsheets do")
	ErrAddress  = errors.New("neither a mobile phone number nor an id of the gateway (3 to 200 letters, digits, and . _ : @ -)")
)

var (
	spaced    = strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "\u00a0", "")
	abroad    = regexp.MustCompile(`^(\+|00)?84([35789][0-9]{8})$`)
	mobile    = regexp.MustCompile(`^0[35789][0-9]{8}$`)
	zeroless  = regexp.MustCompile(`^[35789][0-9]{8}$`)
	gatewayID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:@-]{2,199}$`)
	looksLike = regexp.MustCompile(`^[+0(]|^84`) // a phone number, not an id
)

// Phone writes a Vietnamese mobile phone number as ten digits, the way messages
// are sent to: +84 912 000 111 is 0912000111. ErrPhone, ErrZeroLost: it is none.
func Phone(text string) (string, error) {
	digits := abroad.ReplaceAllString(spaced.Replace(strings.TrimSpace(text)), "0$2")
	switch {
	case mobile.MatchString(digits):
		return digits, nil
	case zeroless.MatchString(digits):
		return "", ErrZeroLost
	}
	return "", ErrPhone
}

// GatewayAddress is how a gateway may know an officer: a mobile phone number, or
// an id of its own, such as a user's of Zalo.
func GatewayAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	phone, err := Phone(text)
	switch {
	case err == nil:
		return phone, nil
	case errors.Is(err, ErrZeroLost), looksLike.MatchString(text):
		return "", err
	case !gatewayID.MatchString(text):
		return "", ErrAddress
	}
	return text, nil
}

// Address is one line of the file of gateway addresses.
type Address struct {
	User    string // user id
	Address string // empty: none any more
}

// Addresses reads how the gateway knows officers, who are named by their
// accounts. An empty address takes one away that a file gave. The error names
// every line that is wrong, without the number that stands there.
func Addresses(file []byte) ([]Address, error) {
	var out []Address
	seen := map[string]bool{}
	err := each(file, addressColumns, nil, func(get func(string) string) error {
		a, wrong := Address{User: officer(get("account"))}, given(get, "account")
		if seen[a.User] && wrong == nil {
			wrong = errors.New("the account stands here twice")
		}
		seen[a.User] = true
		if text := get("address"); text != "" {
			var bad error
			a.Address, bad = GatewayAddress(text)
			wrong = errors.Join(wrong, bad)
		}
		out = append(out, a)
		return wrong
	})
	return out, err
}

// InstallAddresses writes them into the record and says how many were new or
// changed, and how many were left because the officer entered one on the page:
// that one holds. It may be repeated. The error names every line that cannot
// stand; the others are written.
func InstallAddresses(ctx context.Context, records *store.Store, rows []Address, now time.Time) (changed, own int, err error) {
	var wrong []error
	for i, a := range rows {
		done, mine, err := installAddress(ctx, records, a, now)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("line %d: %w", i+2, err))
		}
		if done {
			changed++
		}
		if mine {
			own++
		}
	}
	return changed, own, errors.Join(wrong...)
}

func installAddress(ctx context.Context, records *store.Store, a Address, now time.Time) (changed, own bool, err error) {
	if err := exists(ctx, records, a.User); err != nil {
		return false, false, err
	}
	held, err := records.GatewayAddress(ctx, a.User)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, false, err
	}
	if held.Author == a.User || held.Address == a.Address {
		return false, held.Author == a.User, nil
	}
	return true, false, records.PutGatewayAddress(ctx, a.User, a.Address, "", now)
}
