package procedures_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/diag"
)

var (
	topKey   = regexp.MustCompile(`^([a-z]+):`)
	namedKey = regexp.MustCompile(`^  ("[^"]+"|[a-z0-9-]+):`)
)

// TestNegativeCorpus renames, one at a time, every role, form, act, stage and
// instrument that the library defines, wherever something else names it. Each
// text must be refused by a rule about names or citations, at a line that
// still bears the old name.
func TestNegativeCorpus(t *testing.T) {
	named := map[string]bool{"roles": true, "forms": true, "acts": true, "stages": true, "citations": true}
	s, refused := shelf(t), 0
	for _, p := range s.All() {
		text, _ := s.Text(p.Procedure, p.Version)
		lines, section := strings.Split(text, "\n"), ""
		for i, line := range lines {
			if m := topKey.FindStringSubmatch(line); m != nil {
				section = m[1]
			}
			m := namedKey.FindStringSubmatch(line)
			if m == nil || !named[section] || strings.Count(text, strings.Trim(m[1], `"`)) < 2 {
				continue
			}
			changed := strings.Join(append(append(append([]string(nil), lines[:i]...), strings.Replace(line, m[1]+":", renamed(m[1])+":", 1)), lines[i+1:]...), "\n")
			if plan, problems := procedures.Compile("x", []byte(changed)); plan != nil || !blames(problems, lines, strings.Trim(m[1], `"`)) {
				t.Errorf("%s@%s: %s %s: %s", p.Procedure, p.Version, section, m[1], problems)
			}
			refused++
		}
	}
	t.Logf("%d wrong procedures refused", refused)
	if refused < 200 {
		t.Errorf("only %d texts", refused)
	}
}

func renamed(name string) string {
	if strings.HasSuffix(name, `"`) {
		return strings.TrimSuffix(name, `"`) + `zz"`
	}
	return name + "zz"
}

func blames(problems diag.List, lines []string, name string) bool {
	for _, b := range problems {
		about := strings.HasPrefix(b.Code, "name_") || strings.HasPrefix(b.Code, "cite_")
		if b.Severity == diag.Error && about && strings.Contains(lines[b.Span.Start.Line-1], name) {
			return true
		}
	}
	return false
}
