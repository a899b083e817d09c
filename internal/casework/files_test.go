package casework_test

import (
	"context"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/internal/vault"
)

// supplement brings a case to where papers are taken in, and gives it one.
func (o *office) supplement(caseID, file string) {
	o.t.Helper()
	_, err := o.do("nguoi-xu-ly-xa-a", caseID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	must(o.t, err)
	_, err = o.do("thu-truong-xa-a", caseID, "thu-ly", nil)
	must(o.t, err)
	_, err = o.do("nguoi-xu-ly-xa-a", caseID, "nhan-tai-lieu", map[string]any{"tep": file})
	must(o.t, err)
}

// TestADumpOfTheRecordShowsNothingOfAFile: neither content nor name, nor a sum
// over the content, in any column outside the vault's schema.
func TestADumpOfTheRecordShowsNothingOfAFile(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	const text = "Tôi là Chim Hoàng Yến, tố cáo ông A."
	file := o.upload("nguoi-tiep-nhan-xa-a", text)
	unused := o.upload("nguoi-tiep-nhan-xa-a", text+" Bản khác.")
	r, err := o.intake("to-cao", uuid.NewString(), map[string]any{"tai-lieu": file})
	must(t, err)
	view, content, err := o.File(ctx, o.scope("nguoi-xu-ly-xa-a"), file)
	must(t, err)
	if string(content) != text || view.Name != "Đơn của "+canary+".txt" || view.Size != int64(len(text)) {
		t.Errorf("came back as %+v", view)
	}
	dump := storetest.Dump(t, o.URL, "vault")
	if !strings.Contains(dump, file) || !strings.Contains(dump, unused) {
		t.Fatal("the dump holds no files")
	}
	for _, word := range []string{"Chim Hoàng", canary, "Hoàng Yến", "Đơn của " + canary, view.SHA256} {
		if strings.Contains(dump, word) || strings.Contains(dump, hex.EncodeToString([]byte(word))) {
			t.Errorf("%q stands in the record", word)
		}
	}
	rows, err := o.Records.Files(ctx, r.ID)
	must(t, err)
	if len(rows) != 1 || rows[0].Name() != "Tài liệu 1.txt" || rows[0].Size != 64<<10 || rows[0].Digest == view.SHA256 {
		t.Errorf("the record knows %+v", rows)
	}
}

// TestThePageShowsAPetitionsFileUnderANumber: its own name comes with the
// opening, which is written down.
func TestThePageShowsAPetitionsFileUnderANumber(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	file := o.upload("nguoi-tiep-nhan-xa-a", "đơn")
	r, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": file})
	must(t, err)
	view, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID)
	must(t, err)
	if len(view.Files) != 1 || view.Files[0].Name != "Tài liệu 1.txt" {
		t.Errorf("%+v", view.Files)
	}
	log, err := o.Records.Reveals(ctx, r.ID)
	must(t, err)
	if len(log) != 0 {
		t.Errorf("a look at the page was logged: %+v", log)
	}
}

func TestTheFileOfAnActOpensToWhoeverSeesTheCase(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": o.upload("nguoi-tiep-nhan-xa-a", "đơn")})
	must(t, err)
	file := o.upload("nguoi-xu-ly-xa-a", "tài liệu nhận thêm")
	o.supplement(r.ID, file)
	view, content, err := o.File(ctx, o.scope("nguoi-xac-minh-xa-a"), file)
	if err != nil || string(content) != "tài liệu nhận thêm" || !strings.HasPrefix(view.Name, "Đơn của") {
		t.Errorf("%v %+v", err, view)
	}
	if _, _, err := o.File(ctx, o.scope("nguoi-xu-ly-xa-b"), file); !code(err, casework.NotFound) {
		t.Error(err)
	}
	rows, err := o.Records.Files(ctx, r.ID)
	must(t, err)
	if len(rows) != 2 || rows[1].Name() != "Tài liệu 2.txt" || rows[1].ID != file {
		t.Errorf("%+v", rows)
	}
}

// TestTheVerifierOfADenunciationReadsOnlyWhatWasHandedOver: the report of the
// team, not the conclusion that the head filed, nor the petition.
func TestTheVerifierOfADenunciationReadsOnlyWhatWasHandedOver(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r, err := o.intake("to-cao", uuid.NewString(), map[string]any{"tai-lieu": o.upload("nguoi-tiep-nhan-xa-a", "đơn")})
	must(t, err)
	report, conclusion := o.upload("nguoi-xac-minh-xa-a", "báo cáo"), o.upload("thu-truong-xa-a", "kết luận")
	for _, step := range []struct {
		who, act string
		with     map[string]any
	}{
		{"nguoi-xu-ly-xa-a", "xac-nhan-tham-quyen", nil}, {"nguoi-xu-ly-xa-a", "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"}},
		{"thu-truong-xa-a", "thu-ly", nil}, {"thu-truong-xa-a", "giao-xac-minh", nil}, {"nguoi-xac-minh-xa-a", "lam-viec-nguoi-bi-to-cao", nil},
		{"nguoi-xac-minh-xa-a", "bao-cao-xac-minh", map[string]any{"ket-qua": "dung", "tep": report}},
		{"thu-truong-xa-a", "ban-hanh-ket-luan", map[string]any{"ket-qua": "dung", "tep": conclusion}},
	} {
		_, err := o.do(step.who, r.ID, step.act, step.with)
		must(t, err)
	}
	for who, want := range map[string]int{"nguoi-xac-minh-xa-a": 1, "nguoi-xu-ly-xa-a": 3, "thu-truong-xa-a": 3, "nguoi-tiep-nhan-xa-a": 0} {
		view, err := o.Show(ctx, o.scope(who), r.ID)
		must(t, err)
		named := 0
		for _, step := range view.Steps {
			for _, e := range step.With {
				if e.Type == "file" && e.Value != nil {
					named++
				}
			}
		}
		if len(view.Files) != want || named != want {
			t.Errorf("%s: %d papers, %d named, want %d", who, len(view.Files), named, want)
		}
		for _, f := range view.Files {
			if !strings.HasPrefix(f.Name, "Tài liệu ") {
				t.Errorf("%s reads the name %q", who, f.Name)
			}
		}
	}
	if _, _, err := o.File(ctx, o.scope("nguoi-xac-minh-xa-a"), conclusion); !code(err, casework.NotFound) {
		t.Errorf("the conclusion: %v", err)
	}
	_, content, err := o.File(ctx, o.scope("nguoi-xac-minh-xa-a"), report)
	must(t, err)
	log, err := o.Records.Reveals(ctx, r.ID)
	must(t, err)
	if string(content) != "báo cáo" || len(log) != 1 || log[0].What != "file "+report || log[0].Reason != "mở tệp: Báo cáo kết quả xác minh" {
		t.Errorf("%q, %+v", content, log)
	}
}

// TestRecordAndVaultMustAgreeOnAFile: who writes in the record alone cannot move
// a paper into a case that they may see.
func TestRecordAndVaultMustAgreeOnAFile(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	file := o.upload("nguoi-tiep-nhan-xa-a", "đơn")
	r, err := o.intake("to-cao", uuid.NewString(), map[string]any{"tai-lieu": file})
	must(t, err)
	row, err := o.Records.Files(ctx, r.ID)
	must(t, err)
	if _, err := o.Vault.File(ctx, file, uuid.NewString(), row[0].Digest); err != vault.ErrSealed {
		t.Errorf("another case: %v", err)
	}
	if _, err := o.Vault.File(ctx, file, r.ID, strings.Repeat("0", 64)); err != vault.ErrSealed {
		t.Errorf("another content: %v", err)
	}
}

func TestAFileOfYesterdayIsNotTaken(t *testing.T) {
	o := newOffice(t)
	file := o.upload("nguoi-tiep-nhan-xa-a", "đơn")
	o.Service.Now = func() time.Time { return o.Instant().Add(21 * time.Hour) }
	if _, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": file}); !code(err, casework.WrongValue) {
		t.Error(err)
	}
}

func TestAKeyIsForOneFile(t *testing.T) {
	o := newOffice(t)
	ctx, key, who := context.Background(), uuid.NewString(), o.scope("nguoi-tiep-nhan-xa-a")
	first, err := o.KeepFile(ctx, who, "a.txt", key, []byte("một"))
	must(t, err)
	again, err := o.KeepFile(ctx, who, "a.txt", key, []byte("một"))
	must(t, err)
	if first != again {
		t.Errorf("%+v and %+v", first, again)
	}
	if _, err := o.KeepFile(ctx, who, "a.txt", key, []byte("hai")); !code(err, casework.KeyReused) {
		t.Error(err)
	}
	if _, err := o.KeepFile(ctx, who, "a.txt", uuid.NewString(), []byte("%PDF-1.7\n"+strings.Repeat("x", vault.FileLimit))); !code(err, casework.FileRefused) {
		t.Error(err)
	}
}

// TestUploadsThatNoCaseUsesAreLimited fills an officer's share with files that
// only the record knows: the limit is counted there.
func TestUploadsThatNoCaseUsesAreLimited(t *testing.T) {
	o := newOffice(t)
	ctx, who := context.Background(), o.scope("nguoi-tiep-nhan-xa-a")
	used := o.upload("nguoi-tiep-nhan-xa-a", "đơn")
	_, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": used})
	must(t, err)
	for i := range 10 {
		size := int64(vault.FileLimit)
		if i == 9 {
			size -= 64 << 10 // room for one small file
		}
		must(t, o.Records.PutFile(ctx, store.FileRow{ID: uuid.NewString(), Extension: ".pdf", Type: "application/pdf", Size: size, Digest: "x", UploadedBy: who.User, At: o.Instant()}))
	}
	key := uuid.NewString()
	for range 2 {
		if _, err := o.KeepFile(ctx, who, "a.txt", key, []byte("vừa đủ")); err != nil {
			t.Errorf("the last that has room: %v", err)
		}
	}
	if _, err := o.KeepFile(ctx, who, "b.txt", uuid.NewString(), []byte("quá")); !code(err, casework.UploadQuota) {
		t.Errorf("past the limit: %v", err)
	}
	if _, err := o.KeepFile(ctx, o.scope("nguoi-xu-ly-xa-a"), "b.txt", uuid.NewString(), []byte("của người khác")); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	o.Service.Now = func() time.Time { return o.Instant().Add(25 * time.Hour) }
	if _, err := o.KeepFile(ctx, who, "b.txt", uuid.NewString(), []byte("hôm sau")); err != nil {
		t.Errorf("the day after: %v", err)
	}
}
