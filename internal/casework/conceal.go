package casework

import (
	"context"
	"encoding/json"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// Values are the fields of a form as a client sent them.
type Values map[string]json.RawMessage

// carried is what of a form may go on to the machine: plain values, and tokens
// in the place of secrets.
type carried struct {
	with      map[string]any
	tokens    []string // vault entries that wait for their case
	files     []string
	protected bool // the petitioner asked for secrecy
}

// conceal hands identities and narratives to the vault. Everything else passes
// as it is: the machine checks it against the form.
func (s *Service) conceal(ctx context.Context, kind plan.Kind, form *plan.Form, values Values) (carried, error) {
	out := carried{with: map[string]any{}, protected: kind == plan.Denunciation}
	var wrong []machine.FieldProblem
	for name, raw := range values {
		field := fieldOf(form, name)
		if field == nil {
			wrong = append(wrong, machine.FieldProblem{Field: name, Code: "unknown", Sentence: "Biểu mẫu không có mục này."})
			continue
		}
		// Keyboards and file names send letters and marks together or apart.
		problem, err := s.carry(ctx, kind, field, norm.NFC.Bytes(raw), &out)
		if err != nil {
			return out, err
		}
		if problem != nil {
			wrong = append(wrong, *problem)
		}
	}
	if len(wrong) > 0 {
		r := refuse(WrongValue, "Một số trường chưa đúng.")
		r.Fields = wrong
		return out, r
	}
	return out, nil
}

func fieldOf(form *plan.Form, name string) *plan.Field {
	if form == nil {
		return nil
	}
	return form.Field(name)
}

func (s *Service) carry(ctx context.Context, kind plan.Kind, field *plan.Field, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	name := field.Name
	if field.Type == plan.Identity {
		return s.carryIdentity(ctx, kind, name, raw, out)
	}
	if field.Type == plan.Narrative {
		return s.carryNarrative(ctx, name, raw, out)
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return badValue(name), nil
	}
	if v == nil || v == "" {
		return nil, nil // an empty entry of a form is no entry
	}
	out.with[name] = v
	if id, ok := v.(string); ok && field.Type == plan.File {
		out.files = append(out.files, id)
	}
	return nil, nil
}

func (s *Service) carryIdentity(ctx context.Context, kind plan.Kind, name string, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	var who vault.Identity
	if string(raw) == "null" {
		return nil, nil
	}
	if err := who.UnmarshalJSON(raw); err != nil {
		return &machine.FieldProblem{Field: name, Code: "invalid", Sentence: "Cần họ tên; các mục khác để trống nếu không có."}, nil
	}
	secret, err := who.Secret()
	if err != nil {
		return nil, err
	}
	out.protected = out.protected || who.Reveal().Protect
	return nil, s.hide(ctx, entryKind(kind), name, secret, out)
}

func (s *Service) carryNarrative(ctx context.Context, name string, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return badValue(name), nil
	}
	if text == "" {
		return nil, nil
	}
	return nil, s.hide(ctx, vault.Narrative, name, vault.NewSecret(text), out)
}

func (s *Service) hide(ctx context.Context, kind, field string, secret vault.Secret, out *carried) error {
	token, err := s.Vault.Put(ctx, kind, field, secret)
	if err != nil {
		return err
	}
	out.with[field] = token
	out.tokens = append(out.tokens, token)
	return nil
}

// entryKind keeps denouncers apart: they are never shown, not even masked.
func entryKind(kind plan.Kind) string {
	if kind == plan.Denunciation {
		return vault.Denouncer
	}
	return vault.Petitioner
}

func badValue(field string) *machine.FieldProblem {
	return &machine.FieldProblem{Field: field, Code: "invalid", Sentence: "Giá trị không đúng kiểu."}
}
