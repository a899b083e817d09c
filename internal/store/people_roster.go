package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Post is a role of the organisation in a unit.
type Post struct {
	Unit, UnitName string // the name is set when read
	Role           string
}

// Roster is who holds some posts on a day, and who stands in for whom: all that
// the question of who answers for a post needs.
type Roster struct {
	Holders      []HolderRow      // by unit, role and user; disabled officers too
	Replacements []ReplacementRow // that hold on the day, of the holders and of whoever stands in for somebody
	Users        map[string]UserRow
}

// HolderRow is an officer in a post.
type HolderRow struct {
	User   string
	Unit   string
	Role   string
	Charge []string // names of kinds or procedures; empty: the whole
}

const rosterHolders = `SELECT DISTINCT h.user_id, h.unit, h.role, h.charge FROM holdings h
	WHERE` + heldOn + `AND (h.unit, h.role) IN (SELECT * FROM unnest($2::text[], $3::text[])) ORDER BY h.unit, h.role, h.user_id`

// rosterReplacements follows substitutes from one to the next. UNION forgets who
// was there before, so circles end.
const rosterReplacements = `WITH RECURSIVE held AS (` + rosterHolders + `), who AS (
		SELECT user_id FROM held
		UNION SELECT r.substitute FROM who JOIN replacements r ON r.user_id = who.user_id AND r.substitute IS NOT NULL AND` + replacedOn + `)
	SELECT ` + replacementColumns + ` FROM who JOIN replacements r ON r.user_id = who.user_id AND` + replacedOn + `
	ORDER BY r.user_id, r.first_day, r.id`

// Roster reads who holds posts on a day, and who stands in for them.
func (s *Store) Roster(ctx context.Context, posts []Post, day legaltime.Date) (Roster, error) {
	units, roles := make([]string, len(posts)), make([]string, len(posts))
	for i, p := range posts {
		units[i], roles[i] = p.Unit, p.Role
	}
	var r Roster
	b := &pgx.Batch{}
	b.Queue(rosterHolders, day.String(), units, roles).Query(func(rows pgx.Rows) (err error) {
		r.Holders, err = pgx.CollectRows(rows, pgx.RowToStructByPos[HolderRow])
		return err
	})
	b.Queue(rosterReplacements, day.String(), units, roles).Query(func(rows pgx.Rows) (err error) {
		r.Replacements, err = pgx.CollectRows(rows, replacementRow)
		return err
	})
	if err := s.pool.SendBatch(ctx, b).Close(); err != nil {
		return r, wrapped("roster", err)
	}
	return r, s.rosterUsers(ctx, &r)
}

func (s *Store) rosterUsers(ctx context.Context, r *Roster) error {
	var ids []string
	for _, h := range r.Holders {
		ids = append(ids, h.User)
	}
	for _, x := range r.Replacements {
		ids = append(ids, x.Substitute)
	}
	users, err := all(ctx, s, "roster", userRow, `SELECT `+userColumns+` FROM users u WHERE u.id = ANY ($1)`, ids)
	r.Users = make(map[string]UserRow, len(users))
	for _, u := range users {
		r.Users[u.ID] = u
	}
	return err
}

// PostsBehind lists the posts of others that an officer may have to answer for
// on a day: held by somebody for whom they stand in, directly or through others
// who are away too, or delegated to them; and the posts of deputy in charge
// among their own. Units that do not exist on that day are left out.
func (s *Store) PostsBehind(ctx context.Context, user string, day legaltime.Date) ([]Post, error) {
	return all(ctx, s, "posts behind", pgx.RowToStructByPos[Post], `WITH RECURSIVE behind AS (
			SELECT $2::text AS user_id
			UNION SELECT r.user_id FROM behind b JOIN replacements r ON r.substitute = b.user_id AND`+replacedOn+`)
		SELECT DISTINCT h.unit, n.name, h.role FROM behind b JOIN holdings h ON h.user_id = b.user_id AND`+heldOn+`
		JOIN units n ON n.id = h.unit AND n.first_day <= $1::text::date AND (n.last_day IS NULL OR n.last_day >= $1::text::date)
		WHERE b.user_id <> $2 OR h.role = 'pho-phu-trach' ORDER BY 1, 3`, day.String(), user)
}
