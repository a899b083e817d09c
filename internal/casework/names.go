package casework

import (
	"context"

	"github.com/donthu/donthu/internal/store"
)

// names are the bodies and officers that an answer names, read at once: a
// query a row would make long lists slow.
type names struct{ store.Names }

// names reads the names of bodies and officers.
func (s *Service) names(ctx context.Context, units, users []string) (names, error) {
	n, err := s.Records.Names(ctx, units, users)
	return names{n}, err
}

// unit names a body; one that the record does not know keeps its id, so that
// what points to it can still be read.
func (n names) unit(id string) Ref { return ref(n.Units, id) }

// user names an officer, known or not; nil for the program itself.
func (n names) user(id string) *Ref {
	if id == "" {
		return nil
	}
	r := ref(n.Users, id)
	return &r
}

func ref(known map[string]string, id string) Ref {
	if name, there := known[id]; there {
		return Ref{id, name}
	}
	return Ref{id, id}
}
