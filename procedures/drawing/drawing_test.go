package drawing

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// small is a procedure with a way back, an end beside its stage, an end that
// two stages lead to and a term whose passing moves the case.
func small() *plan.Plan {
	to := func(act, stage string) plan.Move { return plan.Move{Act: act, Then: []plan.Branch{{To: stage}}} }
	act := func(name, title string) plan.Act {
		return plan.Act{Name: name, Title: title, Roles: []string{"thu-truong"}, Cite: "LKN Đ1." + name}
	}
	return &plan.Plan{
		Procedure: "p", Title: "Thử <nghiệm> & \"vẽ\"", Kind: plan.Complaint, Version: "2026-07-01", Opening: "a",
		Roles:  []plan.Role{{Name: "thu-truong", Title: "Thủ trưởng"}},
		Clocks: []plan.Clock{{Name: "hieu-luc", Title: "Hiệu lực", Cite: "LKN Đ44", Lapse: &plan.Lapse{In: "d", To: "e"}, Terms: []plan.TermRule{{}}}},
		Acts: []plan.Act{act("thu-ly", "Thụ lý"), act("tra-don", "Trả đơn"), act("sua", "Sửa"), act("tam-dinh-chi", "Tạm đình chỉ"),
			act("ban-hanh", "Ban hành"), act("tiep-tuc", "Tiếp tục"), act("dong", "Đóng")},
		Stages: []plan.Stage{
			{Name: "a", Title: "Chờ thụ lý", Moves: []plan.Move{to("thu-ly", "b"), to("tra-don", "x"), to("sua", "")}},
			{Name: "b", Title: "Đang xác minh", Tasks: []string{"sua"}, Moves: []plan.Move{to("tam-dinh-chi", "c"), to("ban-hanh", "d")}},
			{Name: "c", Title: "Tạm đình chỉ", Moves: []plan.Move{to("tiep-tuc", "back"), to("dong", "e")}},
			{Name: "d", Title: "Đã ban hành", Moves: []plan.Move{to("sua", "")}},
			{Name: "e", Title: "Xong", Outcome: "xong"}, {Name: "x", Title: "Đã trả", Outcome: "tra"},
		},
	}
}

func TestWays(t *testing.T) {
	got := ""
	for _, w := range Ways(small()) {
		got += w.From + w.To
		if w.Back {
			got += "<"
		}
		got += " "
	}
	if got != "ab ax bc bd cb< ce de " {
		t.Error(got)
	}
}

func TestMarks(t *testing.T) {
	p := small()
	if got := fmt.Sprint(Marks(p, []string{"a"}, "b")); got != "map[a:passed b:current c:possible d:possible x:skipped]" {
		t.Error(got)
	}
	if got := fmt.Sprint(Marks(p, []string{"a", "b", "d"}, "e")); got != "map[a:passed b:passed c:skipped d:passed e:current x:skipped]" {
		t.Error(got)
	}
	if got := Marks(p, nil, ""); len(got) != 0 {
		t.Error(got)
	}
	svg := Arrange(p, Options{Brief: true, Marked: true}).CaseSVG([]string{"a"}, "b")
	for _, want := range []string{`class="stage passed opening" data-stage="a"`, `class="stage current" data-stage="b"`, "● Đang ở đây", `class="edge walked" data-from="a" data-to="b"`, `class="edge back"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestGolden holds the drawing against the files in testdata; with UPDATE=1 it
// writes them.
func TestGolden(t *testing.T) {
	for name, got := range map[string]string{
		"small": Arrange(small(), Options{}).SVG(),
		"case":  Arrange(small(), Options{Brief: true, Marked: true}).CaseSVG([]string{"a"}, "b"),
	} {
		file := "testdata/" + name + ".svg"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s differs (%v); UPDATE=1 writes it", file, err)
		}
	}
}

// TestWellFormed: what a plan says cannot become a tag.
func TestWellFormed(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(Arrange(small(), Options{}).SVG()))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "nghiệm" {
			t.Fatal("a title became a tag")
		}
	}
}

// TestLarge: a text that someone sends to be checked costs little.
func TestLarge(t *testing.T) {
	for _, n := range []int{maxStages, 5 * maxStages} {
		p := &plan.Plan{Opening: "s0", Acts: []plan.Act{{Name: "a", Title: "x"}}}
		for i := range n {
			s := plan.Stage{Name: fmt.Sprint("s", i), Title: "x"}
			for j := range maxWays / maxStages {
				s.Moves = append(s.Moves, plan.Move{Act: "a", Then: []plan.Branch{{To: fmt.Sprint("s", (i*7+j*13+1)%n)}}})
			}
			p.Stages = append(p.Stages, s)
		}
		start := time.Now()
		svg := Arrange(p, Options{}).SVG()
		if took := time.Since(start); took > 5*time.Second || strings.Contains(svg, "quá nhiều") != (n > maxStages) {
			t.Errorf("%d stages: %v, %d bytes", n, took, len(svg))
		} else {
			t.Logf("%d stages: %v", n, took)
		}
	}
}

// TestUnreadActs: the drawing for print names the acts that still have to be
// held against the gazette, the one for a screen has no room for them.
func TestUnreadActs(t *testing.T) {
	p := small()
	p.Acts[0].Confidence = "K"
	if svg := Arrange(p, Options{}).SVG(); !strings.Contains(svg, "Việc cần đối chiếu văn bản gốc") || strings.Count(svg, "Thụ lý (LKN Đ1.thu-ly)") != 1 {
		t.Error("the legend does not name the act")
	}
	if svg := Arrange(small(), Options{}).SVG(); strings.Contains(svg, "cần đối chiếu") {
		t.Error("nothing is in doubt")
	}
}

// TestLengthened: the drawing for print tells by how much a term may be
// lengthened, how often, and what lets it stand still.
func TestLengthened(t *testing.T) {
	p := small()
	c := &p.Clocks[0]
	c.Extensions = []plan.Extension{{Act: "thu-ly", By: legaltime.Term{N: 5, Unit: legaltime.Days}, Limits: []plan.Limit{{Times: 2}}, Cite: "LKN Đ9"}}
	c.Pauses = []plan.Pause{{From: "thu-ly", Until: "thu-ly", Cite: "LKN Đ8"}}
	svg := Arrange(p, Options{}).SVG()
	for _, want := range []string{"thêm 05 ngày", "2 lần", "(LKN Đ9)", "Tạm dừng từ", "(LKN Đ8)"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the legend lacks %q", want)
		}
	}
}
