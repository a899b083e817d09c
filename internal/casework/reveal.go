package casework

import (
	"context"
	"strings"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/plan"
)

// Revealed is what is kept secret in a case, for whoever may read it. It goes
// into one answer and nowhere else.
type Revealed struct {
	Identity   *vault.Person `json:"identity,omitempty"`
	Narratives []Told        `json:"narratives" nullable:"false"`
}

// Told is one free text of a case.
type Told struct {
	Field string `json:"field"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Reveal opens the secrets of a case for an officer who may read them, after
// writing down who asked and why.
func (s *Service) Reveal(ctx context.Context, scope access.Scope, id, reason string) (Revealed, error) {
	row, st, law, err := s.load(ctx, scope, id)
	if err != nil {
		return Revealed{}, err
	}
	r := &reading{Service: s, ctx: ctx, scope: scope, law: law, state: st, row: row}
	if err := r.mayReveal(); err != nil {
		return Revealed{}, err
	}
	err = s.Records.LogReveal(ctx, store.RevealRow{User: scope.User, Unit: st.Responsible, Case: row.ID, What: "identity, narrative", Reason: strings.TrimSpace(reason), At: s.Now()})
	if err != nil {
		return Revealed{}, err
	}
	if r.steps, err = s.Records.Steps(ctx, row.ID); err != nil {
		return Revealed{}, err
	}
	return r.open()
}

func (r *reading) mayReveal() error {
	excluded, err := r.Records.Excluded(r.ctx, r.row.ID)
	if err != nil {
		return err
	}
	if !access.MayReveal(r.subject(excluded), r.scope) {
		return forbidden()
	}
	return nil
}

func (r *reading) open() (Revealed, error) {
	out := Revealed{Narratives: []Told{}}
	for _, secret := range r.secrets() {
		if secret.field.Type == plan.Identity {
			who, err := r.Vault.Identity(r.ctx, secret.token)
			if err != nil {
				return Revealed{}, err
			}
			person := who.Reveal()
			out.Identity = &person
			continue
		}
		text, err := r.Vault.Get(r.ctx, secret.token)
		if err != nil {
			return Revealed{}, err
		}
		out.Narratives = append(out.Narratives, Told{secret.field.Name, secret.field.Title, text.Reveal()})
	}
	return out, nil
}
