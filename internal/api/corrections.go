package api

import (
	"context"

	"github.com/donthu/donthu/internal/casework"
)

type correctInput struct {
	Keyed
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Step   int             `json:"step,omitempty" minimum:"0" doc:"the step that is wrong; none: an act was forgotten"`
		On     string          `json:"on,omitempty" maxLength:"16" doc:"when it really happened in law; empty only with void"`
		Void   bool            `json:"void,omitempty" doc:"the step never happened"`
		Before int             `json:"before,omitempty" minimum:"0" doc:"among the acts of that day, directly before this step"`
		Act    string          `json:"act,omitempty" maxLength:"64" doc:"the act that was forgotten"`
		With   casework.Values `json:"with,omitempty" doc:"fields of that act's form"`
		Reason string          `json:"reason" minLength:"5" maxLength:"500" doc:"without names: it stands in the vault"`
	}
}

// correct corrects the record of a case by a step of its own.
func (s *Server) correct(ctx context.Context, in *correctInput) (*body[casework.Outcome], error) {
	on, err := moment(in.Body.On)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return answerWith(s.Casework.Correct(ctx, me(ctx).Scope, casework.Correcting{
		Case: in.ID, Step: b.Step, On: on, Void: b.Void, Before: b.Before, Act: b.Act, With: b.With, Reason: b.Reason, Key: in.Key,
	}))
}
