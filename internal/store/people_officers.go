package store

import (
	"context"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/procedures/legaltime"
)

// OfficerRow is an officer with the bodies in which they hold a role.
type OfficerRow struct {
	ID    string
	Name  string
	Units []string // names, sorted
}

// foundOfficers is how many officers a search shows: who does not find somebody among
// them types more of the name.
const foundOfficers = 20

// officersWhere needs the day as $1.
const officersWhere = `SELECT u.id, u.name, ARRAY(SELECT DISTINCT n.name FROM holdings h JOIN units n ON n.id = h.unit
	WHERE h.user_id = u.id AND` + heldOn + `ORDER BY n.name) FROM users u WHERE `

// plainName is a name in small letters without marks, whatever the database
// thinks of letters: it may know those of ASCII only.
const plainName = `lower(translate(regexp_replace(normalize(u.name, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))`

// Officers lists officers by id, by name.
func (s *Store) Officers(ctx context.Context, ids []string, day legaltime.Date) ([]OfficerRow, error) {
	return all(ctx, s, "officers", pgx.RowToStructByPos[OfficerRow], officersWhere+`u.id = ANY ($2) ORDER BY u.name, u.id`, day.String(), ids)
}

// FindOfficers lists the first 20 officers whose name holds a text, with or
// without tone marks, by name.
func (s *Store) FindOfficers(ctx context.Context, name string, day legaltime.Date) ([]OfficerRow, error) {
	return all(ctx, s, "find officers", pgx.RowToStructByPos[OfficerRow], officersWhere+`NOT u.disabled AND strpos(`+plainName+`, $2) > 0
		ORDER BY u.name, u.id LIMIT $3`, day.String(), plain(name), foundOfficers)
}

// plain does to what is looked for what plainName does to names.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36f:
			return -1
		case r == 'Đ' || r == 'đ':
			return 'd'
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
}
