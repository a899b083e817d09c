package procedures_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
)

var (
	topKey   = regexp.MustCompile(`^([a-z]+):`)
	namedKey = regexp.MustCompile(`^  ("[^"]+"|[a-z0-9-]+):`)
)

// together is how many names are changed in one text: the more, the fewer texts
// have to be read.
const together = 6

// definition is a line of a text that defines a name.
type definition struct {
	line    int
	section string
	key     string // as it stands there, with its quotation marks
}

func (d definition) name() string { return strings.Trim(d.key, `"`) }

// TestNegativeCorpus renames every role, form, act, stage and instrument that
// the library defines, wherever something else names it, a few in each text.
// Each text must be refused, and for each name by a rule about names or
// citations that points at the old name.
func TestNegativeCorpus(t *testing.T) {
	s, refused := shelf(t), 0
	for _, p := range s.All() {
		text, _ := s.Text(p.Procedure, p.Version)
		all := definitions(text)
		groups := (len(all) + together - 1) / together
		for g := range groups {
			var some []definition
			for i := g; i < len(all); i += groups { // far apart: each has lines of its own
				some = append(some, all[i])
			}
			for _, d := range unblamed(text, some) {
				if left := unblamed(text, []definition{d}); len(left) > 0 { // a rule tells only so many problems of one text
					t.Errorf("%s@%s: nothing points at %s %s", p.Procedure, p.Version, d.section, d.key)
				}
			}
			refused += len(some)
		}
	}
	t.Logf("%d wrong names refused", refused)
	if refused < 200 {
		t.Errorf("only %d names", refused)
	}
}

// unblamed are those of some names at which nothing points when they are changed.
func unblamed(text string, some []definition) []definition {
	lines := strings.Split(text, "\n")
	for _, d := range some {
		lines[d.line] = strings.Replace(lines[d.line], d.key+":", renamed(d.key)+":", 1)
	}
	plan, problems := procedures.Compile("x", []byte(strings.Join(lines, "\n")))
	return slices.DeleteFunc(slices.Clone(some), func(d definition) bool { return plan == nil && blames(problems, lines, d.name()) })
}

// definitions are the names that a text defines and that stand in it once more.
func definitions(text string) (all []definition) {
	named := map[string]bool{"roles": true, "forms": true, "acts": true, "stages": true, "citations": true}
	section := ""
	for i, line := range strings.Split(text, "\n") {
		if m := topKey.FindStringSubmatch(line); m != nil {
			section = m[1]
		}
		m := namedKey.FindStringSubmatch(line)
		if m != nil && named[section] && strings.Count(text, strings.Trim(m[1], `"`)) > 1 {
			all = append(all, definition{i, section, m[1]})
		}
	}
	return all
}

func renamed(name string) string {
	if strings.HasSuffix(name, `"`) {
		return strings.TrimSuffix(name, `"`) + `zz"`
	}
	return name + "zz"
}

// blames says that a problem about names or citations points at a name.
func blames(problems diag.List, lines []string, name string) bool {
	for _, b := range problems {
		about := strings.HasPrefix(b.Code, "name_") || strings.HasPrefix(b.Code, "cite_")
		if b.Severity != diag.Error || !about {
			continue
		}
		at := []rune(lines[b.Span.Start.Line-1])[b.Span.Start.Column-1:]
		if b.Span.End.Line == b.Span.Start.Line {
			at = at[:b.Span.End.Column-b.Span.Start.Column]
		}
		if found := strings.Trim(string(at), `"`); found == name || strings.HasPrefix(found, name+" ") {
			return true
		}
	}
	return false
}
