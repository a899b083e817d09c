package workflows_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/workflows"
)

const histories = "testdata/histories/"

// Every case that is open when a release goes out replays its history on the
// new code. What was once recorded here must therefore replay for ever; a
// change that breaks it strands real cases. Each history lies beside the law
// it ran under. New ones come from TestRecordHistories and are never changed.
func TestRecordedHistoriesReplay(t *testing.T) {
	files, err := filepath.Glob(histories + "*.history.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no histories: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			if err := replayer(t, recordedLaw(t, file)).ReplayWorkflowHistoryFromJSONFile(nil, file); err != nil {
				t.Error(err)
			}
		})
	}
}

// anyHash gives one law for whatever is asked: a recorded case names the
// hashes of its day.
type anyHash struct{ law *machine.Law }

func (a anyHash) Law(string, string) (*machine.Law, error) { return a.law, nil }

func replayer(t *testing.T, law *machine.Law) worker.WorkflowReplayer {
	t.Helper()
	text, err := os.ReadFile(histories + "keys")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := runner.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	data, err := runner.Converter(keys)
	if err != nil {
		t.Fatal(err)
	}
	r, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{DataConverter: data})
	if err != nil {
		t.Fatal(err)
	}
	r.RegisterWorkflowWithOptions(workflows.Case{Laws: anyHash{law}}.Run, workflow.RegisterOptions{Name: contract.CaseWorkflow})
	return r
}

// recordedLaw is the law that lies beside the histories of one recording: the
// part of the file's name after the @ names it.
func recordedLaw(t *testing.T, file string) *machine.Law {
	t.Helper()
	_, recording, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".history.json"), "@")
	text, err := os.ReadFile(histories + recording + ".plan.json")
	if err != nil {
		t.Fatal(err)
	}
	var p plan.Plan
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	csv, err := os.ReadFile(histories + recording + ".calendar.csv")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := legaltime.ParseCalendar(recording, csv)
	if err != nil {
		t.Fatal(err)
	}
	law, err := machine.NewLaw(&p, cal)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// A replay that cannot fail would prove nothing: with another engine of clocks
// (here: one that never alarms) the recorded timers are not found again.
func TestReplayFindsAChangedLaw(t *testing.T) {
	files, _ := filepath.Glob(histories + "life@*.history.json")
	if len(files) == 0 {
		t.Fatal("no history of a whole life")
	}
	law := recordedLaw(t, files[0])
	silent := *law.Plan()
	silent.Clocks = nil
	other, err := machine.NewLaw(&silent, law.Calendar())
	if err != nil {
		t.Fatal(err)
	}
	err = replayer(t, other).ReplayWorkflowHistoryFromJSONFile(nil, files[0])
	if err == nil || !strings.Contains(err.Error(), "TMPRL1100") {
		t.Errorf("a law without alarms replayed: %v", err)
	}
}
