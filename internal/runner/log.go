package runner

import (
	"github.com/rs/zerolog"
	sdklog "go.temporal.io/sdk/log"
)

// told are the fields of Temporal's log lines that reach our log: ids, fixed
// words and numbers. Everything else could carry content.
var told = map[string]bool{
	"Namespace": true, "TaskQueue": true, "WorkerID": true, "WorkerType": true,
	"WorkflowID": true, "RunID": true, "WorkflowType": true, "ActivityType": true,
	"ActivityID": true, "Attempt": true, "UpdateID": true, "UpdateName": true,
	"EventID": true, "EventType": true, "TimerID": true,
}

// errorLimit is how much of an error's text is logged. Our own errors and the
// codec's never quote content; the cap keeps strangers short.
const errorLimit = 300

// adapter makes zerolog the logger of Temporal's SDK.
type adapter struct {
	log zerolog.Logger
}

var _ sdklog.Logger = adapter{}

func (a adapter) Debug(msg string, keyvals ...any) { put(a.log.Debug(), msg, keyvals) }
func (a adapter) Info(msg string, keyvals ...any)  { put(a.log.Debug(), msg, keyvals) } // the SDK's Info is about every poller
func (a adapter) Warn(msg string, keyvals ...any)  { put(a.log.Warn(), msg, keyvals) }
func (a adapter) Error(msg string, keyvals ...any) { put(a.log.Error(), msg, keyvals) }

func put(line *zerolog.Event, msg string, keyvals []any) {
	if line == nil {
		return
	}
	for i := 0; i+1 < len(keyvals); i += 2 {
		key, _ := keyvals[i].(string)
		if told[key] {
			line.Any(key, keyvals[i+1])
		} else if err, ok := keyvals[i+1].(error); ok && key == "Error" {
			line.Str("error", cut(err.Error()))
		}
	}
	line.Msg(msg)
}

func cut(s string) string {
	if len(s) > errorLimit {
		return s[:errorLimit] + "..."
	}
	return s
}
