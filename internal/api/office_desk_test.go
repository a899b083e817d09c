package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestSessionsEnd(t *testing.T) {
	s := serve(t)
	who := s.as("nguoi-xu-ly-xa-a")
	if !who.cookie.HttpOnly || who.cookie.SameSite != http.SameSiteLaxMode {
		t.Errorf("%+v", who.cookie)
	}
	var me struct {
		Account string
		Today   string
	}
	who.get("/me", &me)
	if me.Account != "nguoi-xu-ly-xa-a" || me.Today != "2026-11-23" {
		t.Errorf("%+v", me)
	}
	if r := who.send("DELETE", "/session", "", nil); r.status != http.StatusNoContent {
		t.Errorf("sign out: %d %s", r.status, r.body)
	}
	if r := who.send("GET", "/me", "", nil); r.status != http.StatusUnauthorized || r.problem(t).Code != "signed-out" {
		t.Errorf("after sign-out: %d", r.status)
	}
	if r := who.send("POST", "/session", "", map[string]string{"account": "nguoi-xu-ly-xa-a", "password": "sai mật khẩu"}); r.status != 401 || r.problem(t).Code != "bad-login" {
		t.Errorf("a wrong password: %d", r.status)
	}
}

func TestFilesAreTakenByWhatTheyAre(t *testing.T) {
	s := serve(t)
	desk := s.as("nguoi-tiep-nhan-xa-a")
	if r := desk.upload("đơn.pdf", "MZ\x90\x00\x03\x00\x00\x00\x04", uuid.NewString()); r.status != 422 || r.problem(t).Code != "file-refused" {
		t.Errorf("a program: %d", r.status)
	}
	key := uuid.NewString()
	var first, again struct{ ID, Name string }
	desk.want(http.StatusCreated, desk.upload(`..\..\"Đơn".txt`, "nội dung", key), &first)
	desk.want(http.StatusCreated, desk.upload(`..\..\"Đơn".txt`, "nội dung", key), &again)
	if first != again || strings.ContainsAny(first.Name, `\/"`) {
		t.Errorf("%+v and %+v", first, again)
	}
	r := desk.send("GET", "/files/"+first.ID, "", nil)
	if r.status != 200 || string(r.body) != "nội dung" || !strings.HasPrefix(r.header.Get("Content-Disposition"), "attachment") || r.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %v", r.status, r.header)
	}
	colleague := s.as("nguoi-xu-ly-xa-a")
	for _, id := range []string{first.ID, uuid.NewString(), "khong-phai-ma"} {
		if r := colleague.send("GET", "/files/"+id, "", nil); r.status != 404 || r.problem(t).Code != "not-found" {
			t.Errorf("%s: %d %s", id, r.status, r.body)
		}
	}
}

func TestDraftsAreForTheirWriters(t *testing.T) {
	s := serve(t)
	writer, publisher, handler := s.as("nguoi-soan"), s.as("nguoi-ban-hanh"), s.as("nguoi-xu-ly-xa-a")
	key, in := uuid.NewString(), map[string]string{"name": "to-cao", "base": "2026-07-01"}
	var d, again struct {
		ID, Text string
		Revision int
	}
	writer.want(http.StatusCreated, writer.send("POST", "/procedures/drafts", key, in), &d)
	writer.want(http.StatusCreated, writer.send("POST", "/procedures/drafts", key, in), &again)
	if d.ID != again.ID || d.Text == "" {
		t.Errorf("%s and %s", d.ID, again.ID)
	}
	for _, who := range []*officer{writer, publisher} { // both see what the checker says while they look at a draft
		who.want(http.StatusOK, who.send("POST", "/procedures/check", "", map[string]string{"text": d.Text}), nil)
	}
	draft := "/procedures/drafts/" + d.ID
	save := map[string]any{"text": d.Text + "\n# nhận xét\n", "revision": d.Revision}
	writer.want(http.StatusOK, writer.send("PUT", draft, "", save), nil)
	for _, c := range []struct {
		who          *officer
		method, path string
		in           any
		status       int
		code         string
	}{
		{writer, "PUT", draft, save, 409, "stale-draft"},
		{publisher, "PUT", draft, save, 403, "forbidden"},
		{handler, "GET", draft, nil, 403, "forbidden"},
		{handler, "PUT", draft, save, 403, "forbidden"},
		{handler, "POST", draft + "/submit", nil, 403, "forbidden"},
		{handler, "POST", draft + "/publish", map[string]string{"from": "2026-12-01"}, 403, "forbidden"},
		{handler, "POST", draft + "/return", map[string]string{"reason": "không rõ"}, 403, "forbidden"},
		{handler, "DELETE", draft, nil, 403, "forbidden"},
		{handler, "POST", "/procedures/check", map[string]string{"text": "x"}, 403, "forbidden"},
		{writer, "POST", draft + "/return", map[string]string{"reason": "không rõ"}, 403, "second-person"},
		{writer, "GET", "/procedures/drafts/" + uuid.NewString(), nil, 404, "not-found"},
		{writer, "GET", "/procedures/drafts/khong-phai-ma", nil, 404, "not-found"},
		{writer, "POST", "/procedures/drafts/khong-phai-ma/submit", nil, 404, "not-found"},
	} {
		got := c.who.send(c.method, c.path, "", c.in)
		if p := got.problem(t); got.status != c.status || p.Code != c.code {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, got.status, p.Code, c.status, c.code)
		}
	}
}

func TestATokenActsForItsOfficerUntilItEnds(t *testing.T) {
	s := serve(t)
	who := s.as("nguoi-xu-ly-xa-a")
	var token struct{ ID, Token string }
	who.want(http.StatusCreated, who.send("POST", "/tokens", "", map[string]any{"name": "Máy tổng hợp báo cáo của phòng tiếp công dân và xử lý đơn thư phường A", "days": 1}), &token)
	ask := func() int {
		r, err := http.NewRequest("GET", s.server.URL+"/api/v1/me", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token.Token)
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = w.Body.Close()
		return w.StatusCode
	}
	if got := ask(); got != 200 {
		t.Errorf("the token: %d", got)
	}
	if r := s.as("thu-truong-xa-a").send("DELETE", "/tokens/"+token.ID, "", nil); r.status != 404 {
		t.Errorf("another's token: %d", r.status)
	}
	if r := who.send("DELETE", "/tokens/"+token.ID, "", nil); r.status != 204 {
		t.Errorf("one's own: %d %s", r.status, r.body)
	}
	if got := ask(); got != 401 {
		t.Errorf("after its end: %d", got)
	}
}
