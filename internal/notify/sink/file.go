package sink

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
)

// file keeps mails on disk: one JSON object a line, appended, and written
// afresh when it holds twice as many lines as are kept.
type file struct {
	path  string
	open  *os.File
	lines int
}

// load reads the mails of an earlier run.
func (s *Sink) load() error {
	if s.o.File == "" {
		return nil
	}
	mails, err := parse(s.o.File)
	if err != nil {
		return err
	}
	for _, m := range mails {
		if n, err := strconv.Atoi(m.ID); err == nil && n >= s.next {
			s.next = n + 1
		}
	}
	s.mails = mails
	s.file = &file{path: s.o.File}
	return s.file.rewrite(s.mails)
}

// parse reads the newest mails of a file, oldest first; no file, no mails. A
// line cut short by a crash is skipped.
func parse(path string) (mails []Mail, err error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("mail sink: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var m Mail
		if json.Unmarshal(lines.Bytes(), &m) == nil {
			mails = append(mails, m)
		}
	}
	return mails[max(0, len(mails)-keep):], nil
}

// rewrite replaces the file in one step.
func (f *file) rewrite(mails []Mail) error {
	var text bytes.Buffer
	for _, m := range mails {
		if err := json.NewEncoder(&text).Encode(m); err != nil {
			return fmt.Errorf("mail sink: %w", err)
		}
	}
	if err := os.WriteFile(f.path+".new", text.Bytes(), 0o600); err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	if err := os.Rename(f.path+".new", f.path); err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	_ = f.close()
	open, err := os.OpenFile(f.path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	f.open, f.lines = open, len(mails)
	return nil
}

func (f *file) add(m Mail, all []Mail) error {
	if f == nil {
		return nil
	}
	if f.lines >= 2*keep {
		return f.rewrite(all)
	}
	f.lines++
	return json.NewEncoder(f.open).Encode(m)
}

func (f *file) close() error {
	if f == nil || f.open == nil {
		return nil
	}
	return f.open.Close()
}
