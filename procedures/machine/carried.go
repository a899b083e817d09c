package machine

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Carried is what a source of an earlier case has for a field of the form with
// which a later one is received: what was last written in a field of that name
// and of the same type, or what a clock says on a day; nil: nothing. Law, state
// and events, all of them in order, are the earlier case's. A secret is its
// token.
func Carried(law *Law, s State, events []Event, f *plan.Field, source string, on legaltime.Moment) any {
	known := false
	for i := range slices.Backward(events) {
		from := law.fieldIn(&events[i], source)
		if from == nil {
			continue
		}
		known = true
		if v, set := events[i].With[source]; set && from.Type == f.Type && offered(f, v) {
			return v
		}
	}
	if known {
		return nil
	}
	expired, last := Expired(law, s, source, on)
	switch {
	case !expired || last.IsZero():
		return nil
	case f.Type == plan.Day:
		return last.String()
	case f.Type == plan.Flag:
		return true
	}
	return nil
}

// fieldIn is the field of that name in the form with which an event came.
func (l *Law) fieldIn(e *Event, name string) *plan.Field {
	var form *plan.Form
	switch a := l.acts[e.Act]; {
	case e.Kind == Opens:
		form = l.forms[l.plan.Intake]
	case e.Kind == Acts && a != nil:
		form = a.form
	}
	if form == nil {
		return nil
	}
	return form.Field(name)
}

func offered(f *plan.Field, v any) bool {
	text, _ := v.(string)
	return f.Type != plan.Choice || slices.ContainsFunc(f.Options, optionIs(text))
}
