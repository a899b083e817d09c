// Package determinism proves that the lint step sees what it is there for.
package determinism

import (
	"os/exec"
	"strings"
	"testing"
)

// A breach lies planted beside the real workflows, where no build takes it in.
func TestWorkflowcheckCatchesAPlantedBreach(t *testing.T) {
	program, err := exec.Command("go", "tool", "-n", "workflowcheck").Output()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(strings.TrimSpace(string(program)), "./workflows/testdata/breach")
	command.Dir = "../.."
	out, err := command.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "Case is non-deterministic") || !strings.Contains(string(out), "time.Now") {
		t.Errorf("the breach was not caught: %v\n%s", err, out)
	}
}
