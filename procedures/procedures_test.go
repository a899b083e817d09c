package procedures_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures"
	"github.com/donthu/donthu/procedures/drawing"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/rogpeppe/go-internal/txtar"
)

// library is read once for all tests: a shelf never changes.
var library = sync.OnceValues(procedures.Library)

func shelf(t testing.TB) *procedures.Shelf {
	s, err := library()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func day(t *testing.T, text string) legaltime.Date {
	d, err := legaltime.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGenerated: the files made from the code are as the code would make them.
// UPDATE=1 makes them.
func TestGenerated(t *testing.T) {
	for name, want := range map[string][]byte{
		"../docs/procedure.schema.json": procedures.Schema(), "../docs/language.md": procedures.Language(),
		"../docs/pictures/to-cao.svg": drawn(t, "to-cao"), "../docs/pictures/khieu-nai-lan-dau.svg": drawn(t, "khieu-nai-lan-dau"),
	} {
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale (%v): make gen", name, err)
		}
	}
	if !json.Valid(procedures.Schema()) {
		t.Error("the schema is no JSON")
	}
}

// drawn is the drawing of a procedure as it is today.
func drawn(t *testing.T, name string) []byte {
	all := shelf(t).All()
	i := slices.IndexFunc(all, func(p *plan.Plan) bool { return p.Procedure == name && p.Version == "2026-07-01" })
	if i < 0 {
		t.Fatalf("no %s", name)
	}
	return []byte(drawing.Arrange(all[i], drawing.Options{Marks: procedures.Law().Marks(all[i])}).SVG())
}

// TestLibraryRaisesNoAlarm: every published procedure compiles, and its plan
// survives its canonical form with the same hash.
func TestLibraryRaisesNoAlarm(t *testing.T) {
	s := shelf(t)
	if len(s.All()) < 4 {
		t.Fatalf("%d procedures", len(s.All()))
	}
	for _, p := range s.All() {
		text, ok := s.Text(p.Procedure, p.Version)
		if !ok {
			t.Errorf("%s@%s has no text", p.Procedure, p.Version)
		}
		again, problems := procedures.Compile("again", []byte(text))
		if again == nil || again.Hash() != p.Hash() {
			t.Errorf("%s@%s: %s", p.Procedure, p.Version, problems)
		}
		var back plan.Plan
		if err := json.Unmarshal(p.Canonical(), &back); err != nil || back.Hash() != p.Hash() || bytes.Contains(p.Canonical(), []byte(":null")) {
			t.Errorf("%s@%s changes on its way through JSON (%v)", p.Procedure, p.Version, err)
		}
	}
}

func TestFor(t *testing.T) {
	s := shelf(t)
	for received, want := range map[string]string{"2026-06-30": "2020-12-10", "2026-07-01": "2026-07-01", "2030-01-01": "2026-07-01", "2020-12-09": ""} {
		p, ok := s.For("khieu-nai-lan-dau", day(t, received))
		if ok != (want != "") || ok && p.Version != want {
			t.Errorf("received %s: %v", received, p)
		}
	}
	if _, ok := s.For("khong-co", day(t, "2026-07-01")); ok {
		t.Error("found what is not there")
	}
	if _, ok := s.Get("to-cao", "2026-07-01"); !ok {
		t.Error("to-cao@2026-07-01 is not found")
	}
	if !s.Calendar().Working(day(t, "2026-07-06")) {
		t.Error("a Monday in July is not worked")
	}
}

// TestHash: spaces, comments and the order of keys do not change it; the law
// does.
func TestHash(t *testing.T) {
	text, _ := shelf(t).Text("khieu-nai-lan-dau", "2026-07-01")
	hash := func(text string) string {
		p, problems := procedures.Compile("x", []byte(text))
		if p == nil {
			t.Fatal(problems)
		}
		return p.Hash()
	}
	first := hash(text)
	same := "# a comment\n" + strings.ReplaceAll(strings.Replace(text, "{from: 2026-07-01}", "{  from: \"2026-07-01\" }", 1), "\n", "\r\n")
	if hash(same) != first {
		t.Error("spaces and comments change the hash")
	}
	if hash(strings.Replace(text, "is: 60 days", "is: 59 days", 1)) == first {
		t.Error("a shorter term has the same hash")
	}
}

// TestPlaces: what was found stands where the text says, under Vietnamese.
func TestPlaces(t *testing.T) {
	text, _ := shelf(t).Text("khieu-nai-lan-dau", "2026-07-01")
	text = strings.Replace(text, `when: phuc-tap && vung-sau-xa`, `when: phuc-tap && vung-sau-xaa`, 1)
	p, problems := procedures.Compile("x.yaml", []byte(text))
	if p != nil || problems.Count("error") != 1 {
		t.Fatal(problems)
	}
	for _, b := range problems {
		line := []rune(strings.Split(text, "\n")[b.Span.Start.Line-1])
		if b.Severity == "error" && (string(line[b.Span.Start.Column-1:b.Span.End.Column-1]) != "vung-sau-xaa" || b.Suggestion != "vung-sau-xa") {
			t.Errorf("%s", b)
		}
	}
}

// TestSpeed: a procedure of the usual size is checked in far less than 50 ms. A
// machine that is busy with other tests is given more tries, not more time.
func TestSpeed(t *testing.T) {
	text, _ := shelf(t).Text("to-cao", "2026-07-01")
	best := time.Hour
	for try := 0; try < 5 || best > 50*time.Millisecond && try < 100; try++ {
		start := time.Now()
		procedures.Compile("x", []byte(text))
		best = min(best, time.Since(start))
	}
	t.Logf("%d bytes in %v", len(text), best)
	if best > 50*time.Millisecond {
		t.Errorf("%d bytes took %v", len(text), best)
	}
}

// TestLargest: the largest text that can be written, with as many ways as a
// walk bears, is refused or checked in a bearable time.
func TestLargest(t *testing.T) {
	head := "procedure: x\ntitle: x\nkind: complaint\nversion: 2026-07-01\neffective: {from: 2026-07-01}\ncitations: {NB: {title: x}}\n" +
		"roles: {r: {title: x}}\nforms: {f: {title: x, fields: {a: {type: text, title: x}}}}\nintake: f\n"
	name := func(what string, i int) string { return fmt.Sprintf("%s%d", what, i) }
	for label, sizes := range map[string][3]int{"clocks": {900, 30, 30}, "walks": {64, 400, 40}, "acts": {40, 900, 50}, "stages": {10, 20, 900}, "few": {64, 60, 5}} {
		var b strings.Builder
		b.WriteString(head + "clocks:\n")
		for i := range sizes[0] {
			fmt.Fprintf(&b, "  %s: {title: x, cite: NB, starts: %s, met: %s, term: 1 day, remind: {at: due, to: r}, overdue: {at: due, to: r}}\n",
				name("c", i), name("a", i%sizes[1]), name("a", (i+1)%sizes[1]))
		}
		b.WriteString("acts:\n")
		for i := range sizes[1] {
			fmt.Fprintf(&b, "  %s: {title: x, role: r, cite: NB}\n", name("a", i))
		}
		b.WriteString("  ket-thuc: {title: x, role: r, cite: NB}\nstages:\n")
		for i := range sizes[2] {
			fmt.Fprintf(&b, "  %s: {title: x, acts: {ket-thuc: het", name("s", i))
			for j := range min(sizes[1], 120_000/sizes[2]/12) {
				fmt.Fprintf(&b, ", %s: %s", name("a", j), name("s", (i+j+1)%sizes[2]))
			}
			b.WriteString("}}\n")
		}
		b.WriteString("  het: {title: x, outcome: x}\n")
		text := b.String()
		start := time.Now()
		_, problems := procedures.Compile("x", []byte(text))
		t.Logf("%s: %d bytes, %d problems, %v", label, len(text), len(problems), time.Since(start))
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s: %v", label, took)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	text, _ := shelf(b).Text("to-cao", "2026-07-01")
	for b.Loop() {
		procedures.Compile("x", []byte(text))
	}
}

func FuzzCompile(f *testing.F) {
	stories, err := filepath.Glob("check/testdata/*.txtar")
	if err != nil || len(stories) == 0 {
		f.Fatal("no stories to begin with", err)
	}
	for _, name := range stories {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		one, problems := procedures.Compile("x", text)
		if (one == nil) != problems.Failed() {
			t.Fatalf("plan %v, problems %s", one != nil, problems)
		}
		two, again := procedures.Compile("x", text)
		if !reflect.DeepEqual(problems, again) || one != nil && one.Hash() != two.Hash() {
			t.Fatal("two answers")
		}
	})
}
