package api_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/vault"
)

// TestTheLargestFileTouchesNoDisk uploads 20 MB where no temporary file can be
// made, and gets the same bytes back under the file's own name.
func TestTheLargestFileTouchesNoDisk(t *testing.T) {
	s := serve(t)
	desk := s.as("nguoi-tiep-nhan-xa-a")
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	content := "%PDF-1.7\n" + strings.Repeat("0123456789abcdef", vault.FileLimit/16)[9:]
	var f struct {
		ID, Name string
		Size     int
	}
	desk.want(http.StatusCreated, desk.upload("Đơn.pdf", content, uuid.NewString()), &f)
	r := desk.send("GET", "/files/"+f.ID, "", nil)
	if r.status != 200 || string(r.body) != content || f.Size != vault.FileLimit || !strings.Contains(r.header.Get("Content-Disposition"), "n.pdf") {
		t.Errorf("%d, %d bytes, %v", r.status, len(r.body), r.header)
	}
	if r := desk.upload("Đơn.pdf", content+"x", uuid.NewString()); r.status != http.StatusRequestEntityTooLarge && r.status != http.StatusUnprocessableEntity {
		t.Errorf("a byte more: %d", r.status)
	}
}

func TestTooManyLooseUploadsAreRefusedInWords(t *testing.T) {
	s := serve(t)
	desk := s.as("nguoi-tiep-nhan-xa-a")
	for range 10 {
		f := store.FileRow{ID: uuid.NewString(), Extension: ".pdf", Type: "application/pdf", Size: vault.FileLimit, Digest: "x", UploadedBy: "nguoi-tiep-nhan-xa-a", At: s.Instant()}
		if err := s.Records.PutFile(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	r := desk.upload("Đơn.txt", "đơn", uuid.NewString())
	if p := r.problem(t); r.status != http.StatusTooManyRequests || p.Code != "upload-quota" || !strings.Contains(p.Detail, "200 MB") {
		t.Errorf("%d %+v", r.status, p)
	}
}
