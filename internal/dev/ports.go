package dev

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strconv"
)

const loopback = "127.0.0.1"

// ports remembers which port each part had, so that a bookmark of yesterday
// still works today where nobody took the port meanwhile.
type ports struct {
	file string
	has  map[string]int
	used map[int]bool
}

func openPorts(file string) *ports {
	p := &ports{file: file, has: map[string]int{}, used: map[int]bool{}}
	if text, err := os.ReadFile(file); err == nil {
		_ = json.Unmarshal(text, &p.has) // a spoilt file is as good as none
	}
	return p
}

// choose gives the port of a part: yesterday's, else the wanted one, else any,
// and only one that is free now.
func (p *ports) choose(name string, wanted int) (int, error) {
	for _, port := range []int{cmp.Or(p.has[name], wanted), wanted, 0, 0, 0, 0} {
		got, ok := free(port)
		if ok && !p.used[got] {
			p.take(name, got)
			return got, nil
		}
	}
	return 0, fmt.Errorf("no free port for %s", name)
}

func (p *ports) take(name string, port int) {
	p.has[name], p.used[port] = port, true
}

func (p *ports) save() error {
	text, err := json.MarshalIndent(p.has, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(p.file, append(text, '\n'), 0o644)
}

// free tells whether a port can be listened on; 0 asks for any.
func free(port int) (int, bool) {
	l, err := net.Listen("tcp", at(port))
	if err != nil {
		return 0, false
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, true
}

func at(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
