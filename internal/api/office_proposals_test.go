package api_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
)

// TestProposalsThroughTheAPI: the page learns what is proposed as the form is
// filled in; who chooses otherwise is not held up, and the record shows both.
func TestProposalsThroughTheAPI(t *testing.T) {
	s := serve(t)
	desk, handler, stranger := s.as("nguoi-tiep-nhan-xa-a"), s.as("nguoi-xu-ly-xa-a"), s.as("nguoi-xu-ly-xa-b")
	with := map[string]any{"nguoi-gui": map[string]any{"name": canary}, "nguon": "buu-dien", "noi-dung": "Tôi là " + canary}
	var r receipt
	desk.want(http.StatusCreated, desk.send("POST", "/cases", uuid.NewString(), map[string]any{"procedure": "xu-ly-don", "received": "2026-11-20", "with": with}), &r)
	act := "/cases/" + r.ID + "/acts/phan-loai"
	ask := map[string]any{"with": map[string]any{"loai-don": "to-cao", "nguoi-bi-to-cao": "lanh-dao-xa", "y-kien": canary}}

	var said struct{ Items []casework.ProposalView }
	handler.want(http.StatusOK, handler.send("POST", act+"/proposals", "", ask), &said)
	if len(said.Items) != 1 || said.Items[0].Field != "truong-hop" || said.Items[0].Value != "to-cao-lanh-dao-xa" || said.Items[0].Cite != "LTC Đ13" || said.Items[0].Why == "" {
		t.Fatalf("%+v", said.Items)
	}
	stranger.want(http.StatusNotFound, stranger.send("POST", act+"/proposals", "", ask), nil)

	chosen := map[string]any{"loai-don": "to-cao", "nguoi-bi-to-cao": "lanh-dao-xa", "truong-hop": "to-cao-chuyen-cao", "tham-quyen": "noi-khac", "huong-xu-ly": "chuyen-don"}
	handler.want(http.StatusOK, handler.send("POST", act, uuid.NewString(), map[string]any{"on": "2026-11-23", "with": chosen}), nil)
	var v casework.CaseView
	handler.get("/cases/"+r.ID, &v)
	noted := map[string]string{}
	for _, e := range v.Steps[len(v.Steps)-1].With {
		if e.Proposed != nil {
			noted[e.Name] = e.Proposed.Value
		}
	}
	if len(noted) != 1 || noted["truong-hop"] != "to-cao-lanh-dao-xa" {
		t.Errorf("noted on the step: %v", noted)
	}
	for _, o := range v.Offers {
		if o.Act == "phan-loai" && (len(o.Proposals) == 0 || o.Proposals[0].Value != "to-cao-lanh-dao-xa") {
			t.Errorf("offered again, by what the case knows now: %+v", o.Proposals)
		}
	}
}
