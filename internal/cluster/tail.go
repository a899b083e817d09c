package cluster

import (
	"io"
	"strings"
	"sync"
)

// tail passes on what the server prints and keeps the last of it for error
// messages.
type tail struct {
	next io.Writer

	mu   sync.Mutex
	last []byte
}

const tailSize = 4 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = append(t.last, p...)
	if over := len(t.last) - tailSize; over > 0 {
		t.last = t.last[over:]
	}
	if t.next != nil {
		_, _ = t.next.Write(p) // a log that cannot be written must not stop the server
	}
	return len(p), nil
}

func (t *tail) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.last))
}

func (t *tail) contains(s string) bool { return strings.Contains(t.text(), s) }
