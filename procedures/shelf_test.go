package procedures

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/library"
	"github.com/donthu/donthu/procedures/plan"
)

// TestForTakesTheLatest: where two versions cover a day, the one that came
// into force last governs, in whatever order they stand.
func TestForTakesTheLatest(t *testing.T) {
	day := func(d int) legaltime.Date { return legaltime.NewDate(2026, time.July, d) }
	old, young := &plan.Plan{Procedure: "x", Version: "1", From: day(1)}, &plan.Plan{Procedure: "x", Version: "2", From: day(10), To: day(20)}
	for _, plans := range [][]*plan.Plan{{old, young}, {young, old}} {
		s := &Shelf{plans: plans}
		for d, want := range map[int]string{1: "1", 9: "1", 10: "2", 20: "2", 21: "1"} {
			if p, ok := s.For("x", day(d)); !ok || p.Version != want {
				t.Errorf("on day %d: %v, want version %s", d, p, want)
			}
		}
	}
}

// TestShapeFirst: rules of sense are not asked of a text whose shape is wrong.
func TestShapeFirst(t *testing.T) {
	text := "procedure: x\ntitel: x\nacts: {a: {title: x, role: nobody, cite: x}}\n"
	p, problems := Compile("x", []byte(text))
	if p != nil || !problems.Failed() {
		t.Fatal("accepted")
	}
	for _, b := range problems {
		if !strings.HasPrefix(b.Code, "source_") {
			t.Errorf("%s", b)
		}
	}
}

// TestAFaultyProcedureStaysOffTheShelf and is told of alone, whether it cannot
// be read or stands under a wrong name.
func TestAFaultyProcedureStaysOffTheShelf(t *testing.T) {
	for _, fault := range [][2]string{{"\nkind:", "\nloai: x\nkind:"}, {"\nversion: 2026", "\nversion: 2027"}} {
		files := fstest.MapFS{}
		names, err := fs.Glob(library.FS, "*/*@*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(library.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "/khieu-nai-lan-dau@2026-07-01.yaml") {
				text = bytes.Replace(text, []byte(fault[0]), []byte(fault[1]), 1)
			}
			files[name] = &fstest.MapFile{Data: text}
		}
		s, err := shelve(files, nil)
		if _, there := s.Get("khieu-nai-lan-dau", "2026-07-01"); err == nil || there || strings.Count(err.Error(), "library: ") != 1 {
			t.Errorf("%q: %v", fault[1], err)
		}
	}
}
