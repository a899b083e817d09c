package main

import (
	"bytes"
	"go/token"
	"os/exec"
	"strings"
)

// wanting collects the imports of the rooms in question that allowed refuses.
func (h *house) wanting(rooms []string, allowed func(path string) bool, why string) (found []breach) {
	for _, s := range h.goes {
		if !under(s.room(), rooms...) {
			continue
		}
		s.imports(func(path string, at token.Pos) {
			if !allowed(path) {
				found = append(found, breach{s.name, h.line(at), why + " " + path})
			}
		})
	}
	return found
}

// world is what no procedure may reach, however far away.
var world = []string{"go.temporal.io", "github.com/jackc", "github.com/rs/zerolog", "net/http", "os/exec", "database/sql"}

// pureImports: the language leans on its own rooms, the standard library, the
// YAML reader and the validator, and nothing that it leans on reaches the world.
func pureImports(h *house) []breach {
	found := h.wanting([]string{"procedures"}, func(path string) bool {
		outside := strings.Contains(strings.SplitN(path, "/", 2)[0], ".")
		switch {
		case under(path, h.module):
			return under(path, h.module+"/procedures")
		case outside:
			return under(path, "gopkg.in/yaml.v3", "github.com/go-playground/validator/v10")
		}
		return !under(path, world...)
	}, "imports")
	return append(found, reached(h)...)
}

// reached asks the go command, which alone knows what imports import.
func reached(h *house) (found []breach) {
	if len(h.in("procedures")) == 0 {
		return nil
	}
	command := exec.Command("go", "list", "-deps", "./procedures/...")
	command.Dir = h.root
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return []breach{{"procedures", 0, "go list: " + strings.TrimSpace(said.String())}}
	}
	for path := range strings.Lines(string(out)) {
		if path = strings.TrimSpace(path); under(path, world...) {
			found = append(found, breach{"procedures", 0, "reaches " + path + " through something it imports"})
		}
	}
	return found
}

func (h *house) in(folder string) (all []*source) {
	for _, s := range h.goes {
		if under(s.room(), folder) {
			all = append(all, s)
		}
	}
	return all
}

// workflowImports: a workflow is replayed for months, so all that it leans on
// is known by name.
func workflowImports(h *house) []breach {
	allowed := map[string]bool{"go.temporal.io/api/enums/v1": true}
	for _, path := range []string{"cmp", "errors", "fmt", "maps", "slices", "sort", "strings", "time"} {
		allowed[path] = true
	}
	for _, path := range []string{"log", "temporal", "workflow"} {
		allowed["go.temporal.io/sdk/"+path] = true
	}
	for _, path := range []string{"internal/contract", "procedures", "procedures/plan", "procedures/machine", "procedures/legaltime"} {
		allowed[h.module+"/"+path] = true
	}
	return h.wanting([]string{"workflows"}, func(path string) bool { return allowed[path] }, "a workflow imports")
}

// everywhereBut collects imports of a family outside the rooms it belongs to.
func (h *house) everywhereBut(family string, homes ...string) (found []breach) {
	for _, s := range h.goes {
		if under(s.room(), homes...) {
			continue
		}
		s.imports(func(path string, at token.Pos) {
			if under(path, family) {
				found = append(found, breach{s.name, h.line(at), "imports " + path})
			}
		})
	}
	return found
}

func temporalAtHome(h *house) []breach {
	return h.everywhereBut("go.temporal.io", "workflows", "activities", "worker", "internal/runner")
}
