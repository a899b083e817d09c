package vault_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rooms may open a secret. A line more here is a decision to defend.
var rooms = []string{"internal/vault/", "internal/api/", "internal/casework/"}

// TestOnlyTheseRoomsReveal reads every Go file of the project and finds the
// uses of Reveal, called or passed on.
func TestOnlyTheseRoomsReveal(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		name, _ := filepath.Rel(root, path)
		if !strings.HasSuffix(path, ".go") || allowed(filepath.ToSlash(name)) {
			return nil
		}
		files++
		for _, place := range reveals(t, path) {
			t.Errorf("%s opens a secret: only %v may", place, rooms)
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Fatalf("read %d files: %v", files, err)
	}
}

func TestTheSearchFindsAReveal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(path, []byte("package x\nfunc f(s interface{ Reveal() string }) any { g := s.Reveal; return g }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if len(reveals(t, path)) != 1 {
		t.Error("not found")
	}
}

func allowed(name string) bool {
	for _, room := range rooms {
		if strings.HasPrefix(name, room) {
			return true
		}
	}
	return false
}

func reveals(t *testing.T, path string) (places []string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, is := n.(*ast.SelectorExpr); is && s.Sel.Name == "Reveal" {
			places = append(places, set.Position(s.Pos()).String())
		}
		return true
	})
	return places
}
