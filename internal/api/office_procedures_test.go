package api_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestProceduresAreDrawnAndPrinted(t *testing.T) {
	s := serve(t)
	desk := s.as("nguoi-xu-ly-xa-a")
	var p struct {
		Plan struct {
			Drawing string
			Stages  []struct{ Name string }
			Ways    []struct{ From, To string }
		}
	}
	desk.get("/procedures/khieu-nai-lan-dau/2026-07-01", &p)
	if !strings.HasPrefix(p.Plan.Drawing, "<svg ") || len(p.Plan.Ways) < len(p.Plan.Stages)-1 {
		t.Errorf("%d ways between %d stages, %.40s", len(p.Plan.Ways), len(p.Plan.Stages), p.Plan.Drawing)
	}
	r := desk.send("GET", "/procedures/khieu-nai-lan-dau/2026-07-01/page", "", nil)
	policy := r.header.Get("Content-Security-Policy")
	if r.status != 200 || r.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(string(r.body), "Người rà soát:") ||
		strings.Contains(policy, "script") || !strings.Contains(policy, "default-src 'none'; style-src 'unsafe-inline'") {
		t.Errorf("%d %v %.60s", r.status, r.header, r.body)
	}
	if r := desk.send("GET", "/procedures/khieu-nai-lan-dau/1999-01-01/page", "", nil); r.status != http.StatusNotFound {
		t.Errorf("a version that is not there: %d", r.status)
	}
}
