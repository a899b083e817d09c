package api_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/internal/runner"
	"github.com/donthu/donthu/procedures/machine"
)

func TestAPetitionGoesThroughTheAPI(t *testing.T) {
	s := serve(t)
	desk, handler := s.as("nguoi-tiep-nhan-xa-a"), s.as("nguoi-xu-ly-xa-a")
	key := uuid.NewString()
	var first, again receipt
	desk.want(http.StatusCreated, desk.send("POST", "/cases", key, intake("khieu-nai-lan-dau", nil)), &first)
	desk.want(http.StatusCreated, desk.send("POST", "/cases", key, intake("khieu-nai-lan-dau", nil)), &again)
	if first != again || first.Code != "A-2026-00001" {
		t.Errorf("%v and %v", first, again)
	}
	act, path := map[string]any{"on": "2026-11-23", "with": map[string]any{"de-xuat": "thu-ly"}}, "/cases/"+first.Code+"/acts/kiem-tra-dieu-kien"
	key = uuid.NewString()
	var done, twice struct{ Seq int }
	handler.want(http.StatusOK, handler.send("POST", path, key, act), &done)
	handler.want(http.StatusOK, handler.send("POST", path, key, act), &twice)
	if done.Seq != 2 || twice.Seq != 2 {
		t.Errorf("steps %d and %d", done.Seq, twice.Seq)
	}
}

func TestRefusalsHaveTheirStatus(t *testing.T) {
	s := serve(t)
	desk, handler, head := s.as("nguoi-tiep-nhan-xa-a"), s.as("nguoi-xu-ly-xa-a"), s.as("thu-truong-xa-a")
	r := desk.open("khieu-nai-lan-dau", nil)
	acts := "/cases/" + r.ID + "/acts/"
	for _, c := range []struct {
		who    *officer
		path   string
		key    string
		in     any
		status int
		code   string
	}{
		{handler, "/cases", uuid.NewString(), intake("khieu-nai-lan-dau", nil), 403, "forbidden"},
		{desk, "/cases", uuid.NewString(), map[string]any{"procedure": "khieu-nai-lan-dau", "received": "hôm qua", "with": map[string]any{}}, 422, "form"},
		{desk, "/cases", uuid.NewString(), map[string]any{"procedure": "khong-co", "received": "2026-11-20", "with": map[string]any{}}, 422, "no-version"},
		{desk, "/cases", "", intake("khieu-nai-lan-dau", nil), 422, "form"},
		{desk, "/cases", "not-a-uuid", intake("khieu-nai-lan-dau", nil), 422, "form"},
		{desk, "/cases", uuid.NewString(), intake("khieu-nai-lan-dau", map[string]any{"khong-co": "x"}), 422, "form"},
		{handler, acts + "thu-ly", uuid.NewString(), map[string]any{}, 403, "not-your-role"},
		{handler, acts + "khong-co", uuid.NewString(), map[string]any{}, 404, "unknown-act"},
		{handler, acts + "kiem-tra-dieu-kien", uuid.NewString(), map[string]any{"on": "2026-11-24", "with": map[string]any{"de-xuat": "thu-ly"}}, 422, "future-date"},
		{head, acts + "ban-hanh-quyet-dinh", uuid.NewString(), map[string]any{}, 409, "not-offered"},
		{head, "/cases/" + r.ID + "/reveal", "", map[string]any{"reason": "       "}, 422, "form"},
	} {
		got := c.who.send("POST", c.path, c.key, c.in)
		if p := got.problem(t); got.status != c.status || p.Code != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.path, got.status, p.Code, c.status, c.code)
		}
	}
}

// TestACaseOfOthersIsNoCase holds the answers about a case that one may not see
// against those about a case that is not there: they must be the same bytes.
func TestACaseOfOthersIsNoCase(t *testing.T) {
	s := serve(t)
	desk := s.as("nguoi-tiep-nhan-xa-a")
	var file struct{ ID string }
	desk.want(http.StatusCreated, desk.upload("đơn.txt", "Tôi là "+canary, uuid.NewString()), &file)
	r := desk.open("to-cao", map[string]any{"tai-lieu": file.ID})
	if err := s.Records.Exclude(context.Background(), r.ID, "thu-truong-xa-a"); err != nil {
		t.Fatal(err)
	}
	absent := receipt{uuid.NewString(), "A-2026-09999"}
	for _, user := range []string{"nguoi-xu-ly-xa-b", "thu-truong-tinh", "nguoi-soan", "thu-truong-xa-a"} {
		who := s.as(user)
		asks := func(r receipt, file string) (out []reply) {
			for _, id := range []string{r.ID, r.Code} {
				out = append(out, who.send("GET", "/cases/"+id, "", nil),
					who.send("POST", "/cases/"+id+"/acts/thu-ly", uuid.NewString(), map[string]any{}),
					who.send("POST", "/cases/"+id+"/acts/khong-co", uuid.NewString(), map[string]any{}),
					who.send("POST", "/cases/"+id+"/reveal", "", map[string]any{"reason": "muốn biết"}),
					who.send("GET", "/cases?state=all&code="+id, "", nil))
			}
			return append(out, who.send("GET", "/files/"+file, "", nil))
		}
		there, not := asks(r, file.ID), asks(absent, uuid.NewString())
		for i := range there {
			if there[i].status != not[i].status || !bytes.Equal(told(there[i]), told(not[i])) {
				t.Errorf("%s, question %d: %d %s\nbut of a case that is not there: %d %s", user, i, there[i].status, there[i].body, not[i].status, not[i].body)
			}
		}
		if there[0].status != http.StatusNotFound {
			t.Errorf("%s: %d", user, there[0].status)
		}
		for _, list := range []string{"/tasks", "/cases?state=all", "/inbox"} {
			var got struct{ Items []any }
			if who.get(list, &got); len(got.Items) != 0 {
				t.Errorf("%s: %s lists %v", user, list, got.Items)
			}
		}
	}
}

// told is an answer without the random id of its request.
func told(r reply) []byte {
	if i := bytes.Index(r.body, []byte(`,"request"`)); i >= 0 {
		return r.body[:i]
	}
	return r.body
}

func TestNoNameInAnswersOrLogs(t *testing.T) {
	s := serve(t)
	desk, head := s.as("nguoi-tiep-nhan-xa-a"), s.as("thu-truong-xa-a")
	r := desk.open("to-cao", nil)
	answers := [][]byte{
		desk.send("POST", "/cases", uuid.NewString(), intake("to-cao", map[string]any{"noi-nhan": canary})).body,
		desk.send("POST", "/session", "", map[string]string{"account": canary, "password": canary}).body,
		head.send("GET", "/cases/"+r.Code, "", nil).body, head.send("GET", "/cases", "", nil).body, head.send("GET", "/tasks", "", nil).body,
		head.send("GET", "/cases?code="+"Chim", "", nil).body, head.send("GET", "/files/Chim", "", nil).body,
		s.log.Bytes(),
	}
	for i, text := range answers {
		if strings.Contains(string(text), "Chim") || strings.Contains(string(text), "0912345678") {
			t.Errorf("answer %d: %s", i, text)
		}
	}
	var revealed struct{ Identity struct{ Name string } }
	head.want(http.StatusOK, head.send("POST", "/cases/"+r.Code+"/reveal", "", map[string]any{"reason": "kiểm tra danh tính"}), &revealed)
	if revealed.Identity.Name != canary || strings.Contains(s.log.String(), "Chim") {
		t.Errorf("revealed %q", revealed.Identity.Name)
	}
}

func TestListsGoOnWhereThePageBeforeEnded(t *testing.T) {
	s := serve(t)
	desk, handler := s.as("nguoi-tiep-nhan-xa-a"), s.as("nguoi-xu-ly-xa-a")
	want := map[string]bool{}
	for range 5 {
		want[desk.open("khieu-nai-lan-dau", nil).Code] = true
	}
	for _, list := range []string{"/cases?state=open&limit=2", "/tasks?limit=2"} {
		seen, cursor := map[string]bool{}, ""
		for page := 0; page == 0 || cursor != ""; page++ {
			var got struct {
				Items []struct {
					Code string
					Case receipt
				}
				Next string
			}
			handler.get(list+"&cursor="+cursor, &got)
			for _, item := range got.Items {
				seen[item.Code+item.Case.Code] = true
			}
			if cursor = got.Next; page > 5 {
				t.Fatal("the list does not end")
			}
		}
		if len(seen) != len(want) {
			t.Errorf("%s: %v", list, seen)
		}
		for _, cursor := range []string{"abc", base64.RawURLEncoding.EncodeToString([]byte(`{"o":"x","d":"x","c":"y"}`))} {
			if r := handler.send("GET", list+"&cursor="+cursor, "", nil); r.status != 422 || r.problem(t).Code != "form" {
				t.Errorf("%s: a made-up cursor %s: %d", list, cursor, r.status)
			}
		}
	}
}

// busy is Temporal that does not answer in time.
type busy struct{ *caseworktest.Direct }

func (busy) Open(context.Context, contract.CaseInput, machine.Event) (contract.Receipt, error) {
	return contract.Receipt{}, runner.ErrUnknown
}

func (busy) Act(context.Context, string, machine.Event) (contract.Receipt, error) {
	return contract.Receipt{}, runner.ErrUnknown
}

func TestAnUnknownOutcomeAsksToSendAgain(t *testing.T) {
	s := serve(t)
	desk, key := s.as("nguoi-tiep-nhan-xa-a"), uuid.NewString()
	s.Runner = busy{s.Direct}
	r := desk.send("POST", "/cases", key, intake("khieu-nai-lan-dau", nil))
	if p := r.problem(t); r.status != http.StatusServiceUnavailable || p.Code != "unreachable" {
		t.Errorf("%d %s", r.status, p.Code)
	}
	s.Runner = s.Direct
	desk.want(http.StatusCreated, desk.send("POST", "/cases", key, intake("khieu-nai-lan-dau", nil)), nil)
}

// TestWhomACaseIsAboutNeverHearsOfIt bars a chairman at the intake and a
// verifier later.
func TestWhomACaseIsAboutNeverHearsOfIt(t *testing.T) {
	s := serve(t)
	desk, handler, head, verifier := s.as("nguoi-tiep-nhan-xa-a"), s.as("nguoi-xu-ly-xa-a"), s.as("thu-truong-xa-a"), s.as("nguoi-xac-minh-xa-a")
	in := intake("to-cao", nil)
	in["about"] = []string{"thu-truong-xa-a"}
	var r receipt
	desk.want(http.StatusCreated, desk.send("POST", "/cases", uuid.NewString(), in), &r)
	if got := head.send("GET", "/cases/"+r.Code, "", nil); got.status != 404 {
		t.Errorf("the chairman: %d", got.status)
	}
	path, about := "/cases/"+r.ID+"/exclusions", map[string]any{"users": []string{"nguoi-xac-minh-xa-a"}, "reason": "người bị tố cáo"}
	for _, c := range []struct {
		who    *officer
		users  string
		status int
	}{{verifier, "thu-truong-xa-a", 403}, {head, "nguoi-xu-ly-xa-a", 404}, {s.as("nguoi-xu-ly-xa-b"), "thu-truong-xa-a", 404}, {handler, "khong-ai", 422}, {handler, "nguoi-xu-ly-xa-a", 422}} {
		got := c.who.send("POST", path, "", map[string]any{"users": []string{c.users}, "reason": "người bị tố cáo"})
		if got.problem(t); got.status != c.status {
			t.Errorf("%s: %d, want %d", c.users, got.status, c.status)
		}
	}
	handler.get("/cases/"+r.ID, nil)
	handler.want(http.StatusNoContent, handler.send("POST", path, "", about), nil)
	if got := verifier.send("GET", "/cases/"+r.Code, "", nil); got.status != 404 {
		t.Errorf("the verifier: %d", got.status)
	}
	in["about"] = []string{"nguoi-tiep-nhan-xa-a"}
	if got := desk.send("POST", "/cases", uuid.NewString(), in); got.status != 422 {
		t.Errorf("whom it is about received it: %d", got.status)
	}
}

// TestWhoMayBarOfficersSeesWhoIsBarred lists them and finds others, also in
// other bodies and typed without marks.
func TestWhoMayBarOfficersSeesWhoIsBarred(t *testing.T) {
	s := serve(t)
	handler, verifier := s.as("nguoi-xu-ly-xa-a"), s.as("nguoi-xac-minh-xa-a")
	in := intake("to-cao", nil)
	in["about"] = []string{"nguoi-xac-minh-tinh"}
	var r receipt
	desk := s.as("nguoi-tiep-nhan-xa-a")
	desk.want(http.StatusCreated, desk.send("POST", "/cases", uuid.NewString(), in), &r)
	var seen casework.CaseView
	handler.get("/cases/"+r.ID, &seen)
	if x := seen.Exclusions; x == nil || len(x.Officers) != 1 || x.Officers[0].Name != "Cán bộ nguoi-xac-minh-tinh" || x.Officers[0].Units[0] != "UBND tỉnh" {
		t.Errorf("the handler sees %+v", x)
	}
	for _, who := range []*officer{verifier, desk} {
		var other casework.CaseView
		if who.get("/cases/"+r.ID, &other); other.Exclusions != nil {
			t.Errorf("who may not bar anybody sees %+v", other.Exclusions)
		}
	}
	for _, c := range []struct {
		who          *officer
		name         string
		status, many int
	}{
		{handler, "CAN BO  thu-truong-t", 200, 1}, {handler, "cán bộ Thu", 200, 3}, {desk, "bộ nguoi-x", 200, 6}, {handler, "không ai", 200, 0},
		{handler, "c", 422, 0}, {handler, " c ", 422, 0}, {s.as("nguoi-soan"), "cán", 403, 0},
	} {
		var found struct{ Items []casework.OfficerView }
		got := c.who.send("POST", "/officers/search", "", map[string]any{"name": c.name})
		if got.status == 200 {
			c.who.want(200, got, &found)
		}
		if got.status != c.status || len(found.Items) != c.many {
			t.Errorf("%q: %d, %d found, want %d, %d", c.name, got.status, len(found.Items), c.status, c.many)
		}
	}
}
