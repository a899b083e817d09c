package verify_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/verify"
)

func laws(t testing.TB) (all []*machine.Law) {
	shelf, problem := procedures.Library()
	if shelf == nil {
		t.Fatal(problem)
	}
	for _, p := range shelf.All() {
		law, err := machine.NewLaw(p, shelf.Calendar())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, law)
	}
	return all
}

// quick is how many events a procedure is worth in a test; donthu verify walks
// the library to the end.
const quick = 40_000

// TestLibrary: no walk over a procedure of the library finds a fault.
func TestLibrary(t *testing.T) {
	states, begun := 0, time.Now()
	for _, law := range laws(t) {
		r := verify.Plan(law, quick)
		states += r.States
		if !r.Complete {
			t.Logf("%s@%s: not walked to the end in %d events", r.Procedure, r.Version, r.Steps)
		}
		for _, f := range r.Faults {
			t.Errorf("%s@%s: %s: %s\n%s", r.Procedure, r.Version, f.Code, f.Text, f.Story)
		}
	}
	t.Logf("%d states in %v", states, time.Since(begun))
}

// TestSameAnswer: a verification says the same twice.
func TestSameAnswer(t *testing.T) {
	law := laws(t)[0]
	if one, two := verify.Plan(law, 20000), verify.Plan(law, 20000); !reflect.DeepEqual(one, two) {
		t.Errorf("two answers:\n%+v\n%+v", one, two)
	}
}

// TestStepsRunOut: a walk that was cut short says so, and claims nothing.
func TestStepsRunOut(t *testing.T) {
	if r := verify.Plan(laws(t)[0], 500); r.Complete || len(r.Faults) > 0 {
		t.Errorf("%+v", r)
	}
}
