package verify_test

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/verify"
)

func laws(t testing.TB) []*machine.Law {
	all, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// read is the library, read once for all tests: laws never change.
var read = sync.OnceValues(func() (all []*machine.Law, err error) {
	shelf, problem := procedures.Library()
	if shelf == nil {
		return nil, problem
	}
	for _, p := range shelf.All() {
		law, err := machine.NewLaw(p, shelf.Calendar())
		if err != nil {
			return nil, err
		}
		all = append(all, law)
	}
	return all, nil
})

// mostEvents is what the whole library may cost to verify: some five
// microseconds an event, for the ten seconds that a jurist waits.
const mostEvents = 2_000_000

// TestLibrary: no walk over a procedure of the library finds a fault, and every
// walk comes to its end, at a cost that is bounded.
func TestLibrary(t *testing.T) {
	states, events, begun := 0, 0, time.Now()
	for _, law := range laws(t) {
		r := verify.Plan(law, 0)
		states, events = states+r.States, events+r.Steps
		if !r.Complete {
			t.Errorf("%s@%s: not walked to the end in %d events", r.Procedure, r.Version, r.Steps)
		}
		for _, f := range r.Faults {
			t.Errorf("%s@%s: %s: %s\n%s", r.Procedure, r.Version, f.Code, f.Text, f.Story)
		}
	}
	if events > mostEvents {
		t.Errorf("the library costs %d events, more than %d", events, mostEvents)
	}
	t.Logf("%d states, %d events in %v", states, events, time.Since(begun))
}

// complaint is a procedure that is not walked in a moment.
func complaint(t *testing.T) *machine.Law {
	for _, law := range laws(t) {
		if law.Plan().Procedure == "khieu-nai-lan-dau" {
			return law
		}
	}
	t.Fatal("no first complaint in the library")
	return nil
}

// TestSameAnswer: a verification says the same twice.
func TestSameAnswer(t *testing.T) {
	law := complaint(t)
	if one, two := verify.Plan(law, 20000), verify.Plan(law, 20000); !reflect.DeepEqual(one, two) {
		t.Errorf("two answers:\n%+v\n%+v", one, two)
	}
}

// TestStepsRunOut: a walk that was cut short says so, and claims nothing.
func TestStepsRunOut(t *testing.T) {
	if r := verify.Plan(complaint(t), 500); r.Complete || len(r.Faults) > 0 {
		t.Errorf("%+v", r)
	}
}
