package api_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// administrator hires somebody who keeps the system.
func (s *served) administrator() *officer {
	s.t.Helper()
	for _, err := range []error{
		s.Records.PutUser(s.t.Context(), store.UserRow{ID: "quantri", Account: "quantri", Name: "Quản trị"}),
		s.Records.Appoint(s.t.Context(), store.HoldingRow{User: "quantri", Unit: "tinh", Role: access.Administers, FirstDay: s.Day}),
	} {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return s.as("quantri")
}

func fetch(t *testing.T, address string) (int, string, http.Header) {
	t.Helper()
	w, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(body), w.Header
}

func TestTheFeedHoldsTheTermsOfItsOwner(t *testing.T) {
	s := serve(t)
	an := s.as("nguoi-xu-ly-xa-a")
	r := s.as("nguoi-tiep-nhan-xa-a").open("khieu-nai-lan-dau", nil)
	var made struct{ Address string }
	an.want(http.StatusOK, an.send("POST", "/feed", "", nil), &made)
	if !strings.HasPrefix(made.Address, "https://donthu.test/api/v1/feeds/dtf_") || !strings.HasSuffix(made.Address, ".ics") {
		t.Fatal(made.Address)
	}
	local := strings.Replace(made.Address, "https://donthu.test", s.server.URL, 1)
	code, file, head := fetch(t, local)
	if code != 200 || head.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.Contains(file, r.Code) || strings.Contains(file, canary) ||
		!strings.Contains(file, "STATUS:CONFIRMED") || !strings.Contains(file, "UID:"+r.ID) {
		t.Fatalf("%d %s", code, file)
	}
	before := regexp.MustCompile(`(?s)UID:` + r.ID + `.*?SEQUENCE:(\d+).*?DTSTART;VALUE=DATE:(\d+)`).FindStringSubmatch(file)
	handler := s.as("nguoi-xu-ly-xa-a")
	handler.want(http.StatusOK, handler.send("POST", "/cases/"+r.ID+"/acts/kiem-tra-dieu-kien", uuid.NewString(), map[string]any{"on": "2026-11-23", "with": s.sample(t, r.ID, "kiem-tra-dieu-kien")}), nil)
	head1 := s.as("thu-truong-xa-a")
	head1.want(http.StatusOK, head1.send("POST", "/cases/"+r.ID+"/acts/thu-ly", uuid.NewString(), map[string]any{"on": "2026-11-23", "with": s.sample(t, r.ID, "thu-ly")}), nil)
	_, file, _ = fetch(t, local)
	if !regexp.MustCompile(`(?s)UID:`+r.ID+`/thu-ly@donthu\r\nSEQUENCE:([3-9])\r\n.*?STATUS:CANCELLED`).MatchString(file) || !strings.Contains(file, "UID:"+r.ID+"/giai-quyet@donthu") || before == nil {
		t.Errorf("after acceptance:\n%s", file)
	}
	if _, other, _ := fetch(t, strings.Replace(s.feedOf("nguoi-xu-ly-xa-b"), "https://donthu.test", s.server.URL, 1)); strings.Contains(other, r.Code) {
		t.Error("another body's feed holds the case")
	}
	if err := s.Records.Exclude(t.Context(), r.ID, "nguoi-xu-ly-xa-a"); err != nil {
		t.Fatal(err)
	}
	if _, file, _ := fetch(t, local); strings.Contains(file, r.Code) {
		t.Error("who is barred still reads of the case")
	}
	s.feedOf("nguoi-xu-ly-xa-a") // a new one ends the old one
	if code, _, _ := fetch(t, local); code != 404 {
		t.Errorf("an ended feed: %d", code)
	}
	if strings.Contains(s.log.String(), "dtf_") {
		t.Error("the secret is in the log")
	}
}

func (s *served) feedOf(user string) string { return s.as(user).makeFeed() }

func (o *officer) makeFeed() string {
	o.t.Helper()
	var made struct{ Address string }
	o.want(http.StatusOK, o.send("POST", "/feed", "", nil), &made)
	return made.Address
}

func TestTheFeedEndsOnDemand(t *testing.T) {
	s := serve(t)
	an := s.as("nguoi-xu-ly-xa-a")
	address := strings.Replace(an.makeFeed(), "https://donthu.test", s.server.URL, 1)
	var f struct{ Exists bool }
	if an.get("/feed", &f); !f.Exists {
		t.Error("no feed")
	}
	an.want(http.StatusNoContent, an.send("DELETE", "/feed", "", nil), nil)
	for _, wrong := range []string{address, s.server.URL + "/api/v1/feeds/dtf_x.ics", s.server.URL + "/api/v1/feeds/x"} {
		if code, _, _ := fetch(t, wrong); code != 404 {
			t.Errorf("%s: %d", wrong, code)
		}
	}
}

func TestLettersAreForAdministrators(t *testing.T) {
	s := serve(t)
	admin, other := s.administrator(), s.as("nguoi-xu-ly-xa-a")
	text := func(subject string, version int) map[string]any {
		return map[string]any{"subject": subject, "body": "{{tinh-trang}}\n\n{{lien-ket}}", "short": "{{ma-ho-so}}", "version": version}
	}
	good := "[Đơn thư] {{ma-ho-so}}"
	for _, c := range []struct {
		who          *officer
		method, path string
		in           any
		status       int
		code         string
	}{
		{other, "GET", "/letters", nil, 403, "forbidden"},
		{other, "PUT", "/letters/remind", text(good, 0), 403, "forbidden"},
		{other, "GET", "/undelivered", nil, 403, "forbidden"},
		{other, "POST", "/undelivered/1/again", nil, 403, "forbidden"},
		{other, "PUT", "/users/nguoi-xu-ly-xa-a/gateway", map[string]string{"address": "0912"}, 403, "forbidden"},
		{admin, "PUT", "/letters/remind", text("{{ma-ho-s}}", 0), 422, "bad-letter"},
		{admin, "PUT", "/letters/khong-co", text(good, 0), 404, "not-found"},
		{admin, "POST", "/undelivered/7/again", nil, 404, "not-found"},
		{admin, "PUT", "/users/khong-co/gateway", map[string]string{"address": "0912"}, 404, "not-found"},
	} {
		got := c.who.send(c.method, c.path, "", c.in)
		if p := got.problem(t); got.status != c.status || p.Code != c.code {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, got.status, p.Code, c.status, c.code)
		}
	}
	var checked struct {
		Problems []struct {
			Part, Code, Source, Suggestion string
			Line, Column                   int
		}
		Preview struct{ Subject string }
		HTML    string
	}
	admin.want(http.StatusOK, admin.send("POST", "/letters/remind/check", "", map[string]string{"subject": "{{ma-ho-s}}", "body": "gọi 0912345678", "short": good}), &checked)
	if len(checked.Problems) != 4 || checked.Problems[1].Part != "subject" || checked.Problems[1].Suggestion != "ma-ho-so" || checked.Problems[1].Column != 1 || checked.Problems[3].Code != "template_personal" {
		t.Errorf("%+v", checked.Problems)
	}
	admin.want(http.StatusOK, admin.send("PUT", "/letters/remind", "", text(good, 0)), nil)
	if r := admin.send("PUT", "/letters/remind", "", text(good, 0)); r.status != 409 || r.problem(t).Code != "stale-letter" {
		t.Errorf("over an old version: %d", r.status)
	}
	admin.want(http.StatusOK, admin.send("POST", "/letters/remind/builtin", "", map[string]int{"version": 1}), nil)
	var history struct {
		Items []struct {
			Version int
			Builtin bool
			Author  struct{ Name string }
		}
	}
	if admin.get("/letters/remind/history", &history); len(history.Items) != 2 || !history.Items[0].Builtin || history.Items[1].Author.Name != "Quản trị" {
		t.Errorf("%+v", history)
	}
	admin.want(http.StatusNoContent, admin.send("PUT", "/users/nguoi-xu-ly-xa-a/gateway", "", map[string]string{"address": "0912000111"}), nil)
}

func TestANumberIsTheOfficersOwnAndStandsInNoLog(t *testing.T) {
	s := serve(t)
	an, admin := s.as("nguoi-xu-ly-xa-a"), s.administrator()
	if r := an.send("PUT", "/gateway", "", map[string]string{"phone": "912000111"}); r.status != http.StatusUnprocessableEntity || len(r.problem(t).Errors) != 1 || strings.Contains(string(r.body), "912000111") {
		t.Errorf("a number without its zero: %d %s", r.status, r.body)
	}
	if r := admin.send("PUT", "/users/nguoi-xu-ly-xa-a/gateway", "", map[string]string{"address": "0212"}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("no mobile number: %d", r.status)
	}
	an.want(http.StatusOK, an.send("PUT", "/gateway", "", map[string]string{"phone": "+84 912 000 111"}), nil)
	var mine casework.MyGateway
	if an.get("/gateway", &mine); mine.Masked != "•••••••111" || mine.By != "me" {
		t.Errorf("%+v", mine)
	}
	admin.want(http.StatusNoContent, admin.send("PUT", "/users/nguoi-xu-ly-xa-a/gateway", "", map[string]string{"address": "zalo:an"}), nil)
	if an.get("/gateway", &mine); mine.Masked != "•••••••" || mine.By != "administrator" {
		t.Errorf("%+v", mine)
	}
	mine = casework.MyGateway{}
	if an.want(http.StatusOK, an.send("PUT", "/gateway", "", map[string]string{"phone": ""}), &mine); mine.Masked != "" {
		t.Errorf("%+v", mine)
	}
	if log := s.log.String(); log == "" || strings.Contains(log, "912000111") || strings.Contains(log, "912 000 111") {
		t.Errorf("the log: %s", log)
	}
}

func TestTheListOfWhatReachesNobody(t *testing.T) {
	s := serve(t)
	admin := s.administrator()
	var page casework.UndeliveredPage
	if admin.get("/undelivered", &page); page.Vacant == nil || len(page.Vacant) != 0 {
		t.Errorf("%+v", page)
	}
	r := s.as("nguoi-tiep-nhan-xa-a").open("khieu-nai-lan-dau", nil)
	s.Day = legaltime.NewDate(2026, time.December, 23)
	if _, err := s.Direct.Act(t.Context(), r.ID, machine.Event{Command: "tick", Kind: machine.Ticks, On: legaltime.Day(s.Day), At: s.Day.At(0, 0)}); err != nil {
		t.Fatal(err)
	}
	waiting, err := s.Records.ClaimNotices(t.Context(), s.Instant(), 10, time.Minute)
	if err != nil || len(waiting) == 0 {
		t.Fatal(waiting, err)
	}
	if err := s.Records.NoticeUnreached(t.Context(), waiting[0], "nobody", []string{"xa-a", "tinh"}, s.Instant()); err != nil {
		t.Fatal(err)
	}
	admin = s.as("quan-tri")
	if admin.get("/undelivered", &page); len(page.Vacant) != 2 || page.Vacant[0].Unit.Name != "UBND tỉnh" || page.Vacant[1].Waits != 1 {
		t.Errorf("%+v", page)
	}
}

// sample is a lawful form of an act.
func (s *served) sample(t *testing.T, id, act string) map[string]any {
	t.Helper()
	row, state, err := s.Records.Case(t.Context(), store.Scope{User: "x", Roles: map[string][]string{"xa-a": {"nguoi-xu-ly"}}}, id)
	if err != nil {
		t.Fatal(err)
	}
	law, err := s.Laws.Law(row.Plan, row.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	return machine.Sample(law, state, act, legaltime.Day(s.Day))
}
