package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// impure are the packages whose mere import brings the world in.
var impure = map[string]bool{"os": true, "sync": true, "sync/atomic": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true}

// clock are the functions of package time that look at one or wait for it.
var clock = map[string]bool{"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true, "AfterFunc": true,
	"Tick": true, "NewTimer": true, "NewTicker": true}

func pureCalls(h *house) (found []breach) {
	for _, s := range h.in("procedures") {
		s.imports(func(path string, at token.Pos) {
			if impure[path] {
				found = append(found, breach{s.name, h.line(at), "imports " + path})
			}
		})
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				found = append(found, breach{s.name, h.line(n.Pos()), "starts a goroutine"})
			case *ast.SelectorExpr:
				if of(n, "time") && clock[n.Sel.Name] {
					found = append(found, breach{s.name, h.line(n.Pos()), "uses time." + n.Sel.Name})
				}
			}
			return true
		})
	}
	return found
}

// of tells whether a selector is of a package by its plain name.
func of(n *ast.SelectorExpr, name string) bool {
	x, ok := n.X.(*ast.Ident)
	return ok && x.Name == name
}

// statement is how SQL begins.
var statement = regexp.MustCompile(`^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE (TABLE|INDEX|DATABASE|SCHEMA|ROLE)|ALTER (TABLE|ROLE)|DROP|TRUNCATE|GRANT|REVOKE|LISTEN|NOTIFY)\s`)

func sqlAtHome(h *house) []breach {
	homes := []string{"internal/store", "internal/vault"}
	found := h.everywhereBut("github.com/jackc", homes...)
	found = append(found, h.everywhereBut("database/sql", homes...)...)
	for _, s := range h.goes {
		if under(s.room(), homes...) {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if text, ok := literal(n); ok && statement.MatchString(text) {
				found = append(found, breach{s.name, h.line(n.Pos()), "holds SQL: " + clip(text)})
			}
			return true
		})
	}
	return found
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return text[:min(len(text), 40)]
}

// network are the ways a page reaches a server.
var network = regexp.MustCompile(`\bfetch\s*\(|\bXMLHttpRequest\b|new\s+(EventSource|WebSocket)\b|\bsendBeacon\b`)

func oneDoor(h *house) (found []breach) {
	environment := map[string]bool{"Getenv": true, "LookupEnv": true, "Environ": true}
	for _, s := range h.goes {
		if under(s.room(), "internal/config") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && (of(sel, "os") || of(sel, "syscall")) && environment[sel.Sel.Name] {
				found = append(found, breach{s.name, h.line(n.Pos()), "reads the environment"})
			}
			return true
		})
	}
	for _, name := range h.files {
		if under(name, "web/src") && !under(name, "web/src/api") && (strings.HasSuffix(name, ".ts") || strings.HasSuffix(name, ".tsx")) {
			found = append(found, h.matches(name, network, "reaches the network")...)
		}
	}
	return found
}

// matches finds a pattern in a file line by line, comments aside.
func (h *house) matches(name string, pattern *regexp.Regexp, why string) (found []breach) {
	text, err := os.ReadFile(filepath.Join(h.root, name))
	if err != nil {
		return []breach{{name, 0, err.Error()}}
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		start := bytes.TrimSpace(line)
		if bytes.HasPrefix(start, []byte("//")) || bytes.HasPrefix(start, []byte("*")) {
			continue
		}
		if hit := pattern.Find(line); hit != nil {
			found = append(found, breach{name, i + 1, fmt.Sprintf("%s: %s", why, hit)})
		}
	}
	return found
}
