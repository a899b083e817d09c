package casework

import (
	"context"
	"slices"
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
	Missing    []string      `json:"missing,omitempty" nullable:"false" doc:"titles of fields that the record knows of and the vault has no entry for"`
}

// Told is one free text of a case.
type Told struct {
	Field string `json:"field"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Reveal opens the secrets of a case for an officer who may read them, after
// writing down who asked and why: what came with the petition to the entitled
// alone (access.MayReveal), what was written later to all who work on the case.
func (s *Service) Reveal(ctx context.Context, scope access.Scope, id, reason string) (Revealed, error) {
	r, err := s.read(ctx, scope, id)
	if err != nil {
		return Revealed{}, err
	}
	if !r.entitled && len(r.readable()) == 0 {
		return Revealed{}, forbidden()
	}
	if reason = strings.TrimSpace(reason); reason == "" || strings.ContainsRune(reason, 0) {
		return Revealed{}, refuse(WrongValue, "Cần ghi lý do xem thông tin được bảo vệ.")
	}
	if err := r.log(lookedAtSecrets, reason); err != nil {
		return Revealed{}, err
	}
	return r.open()
}

// worksOn tells whether the reader works on cases in the body that answers: who
// verifies a denunciation reads what was written for them, not the petition.
func (r *reading) worksOn() bool {
	return slices.Contains(r.scope.CaseUnits(), r.state.Responsible)
}

// readable are the secrets that the reader may open.
func (r *reading) readable() []secret {
	return slices.DeleteFunc(r.secrets(), func(s secret) bool { return !r.entitled && (s.opening || !r.worksOn()) })
}

// log writes down that the reader looks at something secret.
func (r *reading) log(what, reason string) error {
	return r.Records.LogReveal(r.ctx, store.RevealRow{User: r.scope.User, Unit: r.state.Responsible, Case: r.row.ID, What: what, Reason: reason, At: r.Now()})
}

func (r *reading) open() (Revealed, error) {
	out := Revealed{Narratives: []Told{}}
	for _, secret := range r.readable() {
		err := r.tell(&out, secret)
		if r.lost(err, secret.field.Name) {
			out.Missing = append(out.Missing, secret.field.Title)
			continue
		}
		if err != nil {
			return Revealed{}, err
		}
	}
	return out, nil
}

func (r *reading) tell(out *Revealed, s secret) error {
	if s.field.Type == plan.Identity {
		who, err := r.Vault.Identity(r.ctx, s.token)
		if err == nil {
			person := who.Reveal()
			out.Identity = &person
		}
		return err
	}
	text, err := r.Vault.Get(r.ctx, s.token)
	if err == nil {
		out.Narratives = append(out.Narratives, Told{s.field.Name, s.field.Title, text.Reveal()})
	}
	return err
}
