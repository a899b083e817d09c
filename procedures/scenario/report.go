package scenario

import (
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// Report is what came of a story.
type Report struct {
	Case    Case     `json:"case"`
	Results []Result `json:"results"`
}

// Result is what came of one line of a story. Expected and Got are set where
// they differ. Stage and Clocks are the case as it stood at the end of the
// line.
type Result struct {
	File     string           `json:"file"`
	Case     string           `json:"case"`
	Line     int              `json:"line"`
	Date     legaltime.Moment `json:"date"`
	Act      string           `json:"act,omitempty"`
	OK       bool             `json:"ok"`
	Expected string           `json:"expected,omitempty"`
	Got      string           `json:"got,omitempty"`
	Refusal  *machine.Refusal `json:"refusal,omitempty"` // also where it was expected
	Filled   []string         `json:"filled,omitempty"`  // acts done on the way, with their dates
	Stage    string           `json:"stage"`
	Clocks   []machine.Clock  `json:"clocks,omitempty"`
	Alarms   []machine.Notice `json:"alarms,omitempty"` // raised since the line before
}

// OK says whether every line came out as the story says.
func (r Report) OK() bool {
	for i := range r.Results {
		if !r.Results[i].OK {
			return false
		}
	}
	return true
}
