package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/donthu/donthu/internal/store"
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
	protected bool // the petitioner asked for secrecy
}

// origin is for which case, by whom, a form was filled in.
type origin struct {
	caseID, user string
	kind         plan.Kind
}

// conceal hands identities and narratives to the vault. Everything else passes
// as it is: the machine checks it against the form.
func (s *Service) conceal(ctx context.Context, of origin, form *plan.Form, values Values) (carried, error) {
	out := carried{with: map[string]any{}, protected: of.kind == plan.Denunciation}
	var wrong []machine.FieldProblem
	for name, raw := range values {
		field := fieldOf(form, name)
		if field == nil {
			wrong = append(wrong, machine.FieldProblem{Field: name, Code: "unknown", Sentence: "Biểu mẫu không có mục này."})
			continue
		}
		// Keyboards and file names send letters and marks together or apart.
		problem, err := s.carry(ctx, of, field, norm.NFC.Bytes(raw), &out)
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

func (s *Service) carry(ctx context.Context, of origin, field *plan.Field, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	name := field.Name
	switch field.Type {
	case plan.Identity:
		return s.carryIdentity(ctx, of.kind, name, raw, out)
	case plan.Narrative:
		return s.carryNarrative(ctx, name, raw, out)
	case plan.File:
		return s.carryFile(ctx, of, name, raw, out)
	case plan.Unit, plan.Person:
		return s.carryName(ctx, field, raw, out)
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return badValue(name), nil
	}
	if v == nil || v == "" {
		return nil, nil // an empty entry of a form is no entry
	}
	out.with[name] = v
	return nil, nil
}

// carryName takes the id of a body that exists or of an officer who is here: a
// case handed to nobody would be lost.
func (s *Service) carryName(ctx context.Context, field *plan.Field, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	var id string
	if err := json.Unmarshal(raw, &id); err != nil {
		return badValue(field.Name), nil
	}
	if id == "" {
		return nil, nil
	}
	there, err := s.exists(ctx, field.Type, id)
	if err != nil {
		return nil, err
	}
	if !there {
		return &machine.FieldProblem{Field: field.Name, Code: "unknown-name", Sentence: "«" + field.Title + "»: không có tên này trong danh mục hôm nay; xin chọn lại."}, nil
	}
	out.with[field.Name] = id
	return nil, nil
}

func (s *Service) exists(ctx context.Context, kind plan.Type, id string) (bool, error) {
	if kind == plan.Person {
		u, err := s.Records.User(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return !u.Disabled, err
	}
	u, err := s.Records.Unit(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return u.InForce(s.Today()), err
}

// carryFile takes a file only from whoever uploaded it: once the act stands in
// the record it is too late to find out.
func (s *Service) carryFile(ctx context.Context, of origin, name string, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	var id string
	if err := json.Unmarshal(raw, &id); err != nil {
		return badValue(name), nil
	}
	if id == "" {
		return nil, nil
	}
	id = strings.ToLower(id)
	yes, err := s.Records.Givable(ctx, of.caseID, of.user, id, s.oldestFile())
	if err != nil {
		return nil, err
	}
	if !yes {
		return &machine.FieldProblem{Field: name, Code: "invalid", Sentence: "Không có tệp này; xin chọn và gửi lại tệp."}, nil
	}
	out.with[name] = id
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
	return s.hide(ctx, vault.Sender(kind), name, secret, out)
}

func (s *Service) carryNarrative(ctx context.Context, name string, raw json.RawMessage, out *carried) (*machine.FieldProblem, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return badValue(name), nil
	}
	if text == "" {
		return nil, nil
	}
	return s.hide(ctx, vault.Narrative, name, vault.NewSecret(text), out)
}

func (s *Service) hide(ctx context.Context, kind, field string, secret vault.Secret, out *carried) (*machine.FieldProblem, error) {
	token, err := s.Vault.Put(ctx, kind, field, secret)
	if errors.Is(err, vault.ErrTooLong) {
		return &machine.FieldProblem{Field: field, Code: "too-long", Sentence: "Nội dung quá dài; xin gửi phần còn lại trong tệp kèm theo."}, nil
	}
	if err != nil {
		return nil, err
	}
	out.with[field] = token
	return nil, nil
}

func badValue(field string) *machine.FieldProblem {
	return &machine.FieldProblem{Field: field, Code: "invalid", Sentence: "Giá trị không đúng kiểu."}
}

// differs tells whether what is sent now under an old key is something else
// than what was recorded under it. Of secrets only their presence can be
// compared: the record does not know them.
func differs(form *plan.Form, recorded map[string]any, sent Values) bool {
	return slices.ContainsFunc(fieldsOf(form), func(f plan.Field) bool {
		var now any
		if raw, given := sent[f.Name]; given && json.Unmarshal(norm.NFC.Bytes(raw), &now) != nil {
			return true
		}
		if now == "" {
			now = nil
		}
		then := recorded[f.Name]
		if f.Type == plan.Identity || f.Type == plan.Narrative || then == nil || now == nil {
			return (then == nil) != (now == nil)
		}
		return !strings.EqualFold(fmt.Sprint(then), fmt.Sprint(now))
	})
}
