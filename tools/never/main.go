// Command never checks the ten rules that keep the house: what may lean on
// what, what is pure, what is named, how long things may be, and which files
// are history. It prints each breach as place and reason and ends with 1.
//
//	go -C tools run ./never ..
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
)

// breach is one place where a rule is broken.
type breach struct {
	file string
	line int // 0: the file as a whole
	why  string
}

// rule is one of the ten.
type rule struct {
	name  string
	check func(*house) []breach
}

var rules = []rule{
	{"1 procedures lean on nothing of the world", pureImports},
	{"2 the meaning has no clock, coin or thread", pureCalls},
	{"3 workflows lean on a short list", workflowImports},
	{"4 SQL stays in internal/store and internal/vault", sqlAtHome},
	{"5 Temporal stays in its four rooms", temporalAtHome},
	{"6 one door to the environment, one to the network", oneDoor},
	{"7 every room has a name", named},
	{"8 a file, a function, a main can be read at once", short},
	{"9 every check has its page and its test", documented},
	{"10 history is never rewritten", unrewritten},
}

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	h, err := look(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "never:", err)
		os.Exit(2)
	}
	broken := 0
	for _, r := range rules {
		found := r.check(h)
		broken += len(found)
		report(r.name, found)
	}
	if broken > 0 {
		os.Exit(1)
	}
	fmt.Printf("never: all %d rules hold in %d files\n", len(rules), len(h.files))
}

func report(name string, found []breach) {
	if len(found) == 0 {
		return
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].file != found[j].file {
			return found[i].file < found[j].file
		}
		return found[i].line < found[j].line
	})
	fmt.Println(name)
	for _, b := range found {
		if b.line > 0 {
			fmt.Printf("  %s:%d: %s\n", filepath.ToSlash(b.file), b.line, b.why)
		} else {
			fmt.Printf("  %s: %s\n", filepath.ToSlash(b.file), b.why)
		}
	}
}
