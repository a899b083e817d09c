package casework_test

import (
	"context"
	"testing"

	"github.com/donthu/donthu/internal/casework"
)

func TestAdministratorsSetOfficeHours(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	admin := o.scope("quan-tri")
	_, err := o.Hours(ctx, o.scope("thu-truong-xa-a"))
	refusal(t, err, casework.Forbidden)
	refusal(t, o.SetHours(ctx, o.scope("thu-truong-xa-a"), "xa-a", nil), casework.Forbidden)
	for _, wrong := range []casework.OpenHours{{Opens: "17:00", Closes: "07:30"}, {Opens: "08:00", Closes: "08:00"}, {Opens: "x", Closes: "08:00"}} {
		refusal(t, o.SetHours(ctx, admin, "xa-a", &wrong), casework.WrongValue)
	}
	refusal(t, o.SetHours(ctx, admin, "xa-z", nil), casework.NotFound)
	must(t, o.SetHours(ctx, admin, "xa-a", &casework.OpenHours{Opens: "08:00", Closes: "16:30"}))
	desk, err := o.Hours(ctx, admin)
	if err != nil || len(desk.Items) != 1 || desk.Items[0].Unit.ID != "xa-a" || desk.Items[0].Closes != "16:30" || desk.Default.Opens != "07:30" {
		t.Errorf("%+v, %v", desk, err)
	}
	if h, err := o.Records.Hours(ctx, "xa-a"); err != nil || h.Opens != 8*60 {
		t.Errorf("%+v, %v", h, err)
	}
	must(t, o.SetHours(ctx, admin, "xa-a", nil))
	if desk, err := o.Hours(ctx, admin); err != nil || len(desk.Items) != 0 {
		t.Errorf("%+v, %v", desk, err)
	}
}
