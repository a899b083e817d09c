package casework

import (
	"slices"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// acquaint reads the names of all bodies and officers that the page of a case
// names, among them who was told of its terms, and for who reviews it, who
// looked at its secrets.
func (r *reading) acquaint(v *CaseView) (err error) {
	if r.reviews {
		if r.looks, err = r.Records.Reveals(r.ctx, r.row.ID); err != nil {
			return err
		}
	}
	if r.told, err = r.Records.Told(r.ctx, r.row.ID); err != nil {
		return err
	}
	if r.blamed, err = r.Records.Lateness(r.ctx, r.row.ID); err != nil {
		return err
	}
	if r.links, err = r.Records.Links(r.ctx, scopeOf(r.scope), r.row.ID); err != nil {
		return err
	}
	if r.names, err = r.Service.names(r.ctx, r.bodies(), r.officers()); err != nil {
		return err
	}
	for _, look := range slices.Backward(r.looks) {
		v.Reveals = append(v.Reveals, r.look(look))
	}
	return nil
}

func (r *reading) bodies() []string {
	units := []string{r.row.Responsible}
	if h := r.state.Handoff; h != nil {
		units = append(units, h.To)
	}
	for _, b := range r.blamed {
		units = append(units, b.Unit)
	}
	for _, l := range r.links {
		units = append(units, l.Responsible)
	}
	for _, t := range machine.Tasks(r.law, r.state) {
		units = append(units, t.Unit)
	}
	for _, st := range r.steps {
		units = append(units, st.Event.Actor.Unit)
		for _, f := range fieldsOf(formOf(r.law.Plan(), st.Event)) {
			if id, set := st.Event.With[f.Name].(string); set && f.Type == plan.Unit {
				units = append(units, id)
			}
		}
	}
	return units
}

func (r *reading) officers() (users []string) {
	for _, st := range r.steps {
		users = append(users, st.Event.Actor.User, st.Event.Actor.For)
	}
	for _, told := range r.told {
		users = append(append(append(users, told.People...), told.Instead...), told.KnownBy)
	}
	for _, b := range r.blamed {
		users = append(users, b.Author)
	}
	for _, look := range r.looks {
		users = append(append(users, look.User), barredBy(look)...)
	}
	return users
}

// The words under which a look is written down, before what it was at.
const (
	lookedAtSecrets = "identity, narrative"
	tookOver        = "identity, narrative: taken over"
	lookedUp        = "progress: looked up for a later case"
	lookedAtFile    = "file "
	barred          = "exclude "
	readmitted      = "readmit "
)

// barredBy are the officers whom an entry says were barred, or let in again.
func barredBy(look store.RevealRow) []string {
	for _, prefix := range []string{barred, readmitted} {
		if users, found := strings.CutPrefix(look.What, prefix); found {
			return strings.Fields(users)
		}
	}
	return nil
}

func (r *reading) look(look store.RevealRow) RevealView {
	v := RevealView{At: look.At.Format(time.RFC3339), Name: r.names.user(look.User).Name, What: look.What, Reason: look.Reason}
	switch {
	case look.What == lookedAtSecrets:
		v.What = "Xem danh tính, nội dung được giữ kín"
	case look.What == tookOver:
		v.What = "Lấy danh tính, nội dung sang hồ sơ nối tiếp"
	case look.What == lookedUp:
		v.What = "Tra tình trạng hồ sơ để lập hồ sơ nối tiếp"
	case strings.HasPrefix(look.What, lookedAtFile):
		v.What = "Mở tệp kèm theo đơn"
	case strings.HasPrefix(look.What, barred):
		v.What = "Không để tham gia: " + r.allNames(barredBy(look))
	case strings.HasPrefix(look.What, readmitted):
		v.What = "Bỏ chặn: " + r.allNames(barredBy(look))
	}
	return v
}

func (r *reading) allNames(users []string) string {
	return strings.Join(each(users, func(id string) string { return r.names.user(id).Name }), ", ")
}
