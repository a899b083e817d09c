package casework

import (
	"context"

	"github.com/donthu/donthu/internal/access"
)

// InboxNews is what came into an inbox behind a place.
type InboxNews struct {
	Items  []InboxItem
	Places []int64 // of the items: who has seen one has seen all before it
	Unread int
}

// inboxStretch is how many entries one look brings.
const inboxStretch = 100

// InboxAfter is what came into an officer's inbox behind a place, oldest first,
// at most 100 entries; fewer: there is no more now.
func (s *Service) InboxAfter(ctx context.Context, scope access.Scope, place int64) (n InboxNews, err error) {
	rows, err := s.Records.InboxAfter(ctx, scope.User, place, inboxStretch)
	if err != nil {
		return n, err
	}
	for _, r := range rows {
		n.Items, n.Places = append(n.Items, inboxItem(r)), append(n.Places, r.Place)
	}
	n.Unread, err = s.Unread(ctx, scope)
	return n, err
}

// More tells whether another look at once brings more.
func (n InboxNews) More() bool { return len(n.Items) == inboxStretch }
