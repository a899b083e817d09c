package verify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/verify"
)

// begun is a case of the library on its first day.
func begun(t *testing.T) (*machine.Law, machine.State, legaltime.Date) {
	i := slices.IndexFunc(laws(t), func(l *machine.Law) bool {
		return l.Plan().Procedure == "khieu-nai-lan-dau" && l.Plan().Version == "2026-07-01"
	})
	law := laws(t)[i]
	on := legaltime.Day(law.Plan().From)
	with := machine.Sample(law, machine.State{}, machine.Reception, on)
	s, _, refusal := machine.Advance(law, machine.State{}, machine.Event{Kind: machine.Opens, On: on, At: on.Date.At(9, 0), With: with, Unit: "a", Superior: "b"})
	if refusal != nil {
		t.Fatal(refusal)
	}
	return law, s, on.Date
}

// TestBroken damages a good state in one place each time.
func TestBroken(t *testing.T) {
	law, good, on := begun(t)
	if text := verify.Broken(law, good, on); text != "" {
		t.Fatal(text)
	}
	for want, damage := range map[string]func(s *machine.State){
		"no body answers":       func(s *machine.State) { s.Responsible = "" },
		"is offered to":         func(s *machine.State) { s.Handoff = &machine.Handoff{To: s.Responsible} },
		`is offered to "" by`:   func(s *machine.State) { s.Handoff = &machine.Handoff{} },
		"is no stage":           func(s *machine.State) { s.Stage = "khong-co" },
		"with the outcome":      func(s *machine.State) { s.Outcome = "x" },
		"only an offer":         func(s *machine.State) { s.Stage = "cho-ben-nhan" },
		"two clocks thu-ly":     func(s *machine.State) { s.Clocks = append(s.Clocks, s.Clocks[0]) },
		"none of the procedure": func(s *machine.State) { s.Clocks[0].Name = "x" },
		`in the state "x"`:      func(s *machine.State) { s.Clocks[0].State = "x" },
		"is met and ended on":   func(s *machine.State) { s.Clocks[0].State = machine.Met },
		"is running and ended":  func(s *machine.State) { s.Clocks[0].Ended = on },
		"is paused while":       func(s *machine.State) { s.Clocks[0].State = machine.Paused },
		"is running while":      func(s *machine.State) { s.Clocks[0].PausedBy = []string{"x"} },
		"after the end":         func(s *machine.State) { s.Stage, s.Outcome = "khong-thu-ly", "khong-thu-ly" },
		"falls due on":          func(s *machine.State) { s.Clocks[0].Due = legaltime.Moment{} },
		"is late and":           func(s *machine.State) { s.Clocks[0].Late = true },
		"is overdue on":         func(s *machine.State) { s.Clocks[0].State = machine.Overdue },
		"and is warned of on":   func(s *machine.State) { s.Clocks[0].WarnBy = legaltime.Day(on.AddDays(90)) },
	} {
		bad := good
		bad.Clocks = slices.Clone(good.Clocks)
		damage(&bad)
		if text := verify.Broken(law, bad, on); !strings.Contains(text, want) {
			t.Errorf("want %q, got %q", want, text)
		}
	}
}

// TestWaits takes from a good state the clock that presses it.
func TestWaits(t *testing.T) {
	law, s, on := begun(t)
	if text := verify.Waits(law, s); text != "" {
		t.Fatal(text)
	}
	s.Clocks = slices.Clone(s.Clocks)
	s.Clocks[0].State = machine.Paused
	if text := verify.Waits(law, s); !strings.Contains(text, "are paused") {
		t.Error(text)
	}
	s.Clocks[0].State, s.Clocks[0].Ended = machine.Met, on
	if text := verify.Waits(law, s); !strings.Contains(text, "no clock runs") {
		t.Error(text)
	}
}
