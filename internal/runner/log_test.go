package runner

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/rs/zerolog"
)

func TestLogTellsIdsAndNoContent(t *testing.T) {
	var out bytes.Buffer
	a := adapter{log: zerolog.New(&out)}
	a.Error("Activity error.", "WorkflowID", "id-1", "Attempt", 3, "Input", "Nguyễn Văn A", "Result", []byte("secret"),
		"Error", errors.New("the record did not take the step"), "Odd")
	for _, want := range []string{`"WorkflowID":"id-1"`, `"Attempt":3`, `"error":"the record did not take the step"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in %s", want, out.String())
		}
	}
	for _, never := range []string{"Nguyễn", "secret", "Odd"} {
		if strings.Contains(out.String(), never) {
			t.Errorf("%s is told in %s", never, out.String())
		}
	}
	out.Reset()
	a.Warn("long", "Error", errors.New(strings.Repeat("x", 5000)))
	if out.Len() > 500 {
		t.Errorf("%d bytes of a stranger's error", out.Len())
	}
}
