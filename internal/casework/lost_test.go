package casework_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store/storetest"
)

// TestACaseWhoseSecretsAreGoneCanStillBeWorkedOn: the page says what is missing,
// somebody is told through the log, and nothing else changes.
func TestACaseWhoseSecretsAreGoneCanStillBeWorkedOn(t *testing.T) {
	for name, damage := range map[string]string{
		"gone":   `DELETE FROM vault.secrets; DELETE FROM vault.files`,
		"sealed": `UPDATE vault.secrets SET case_id = gen_random_uuid()::text; DELETE FROM vault.files`,
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			ctx := context.Background()
			var log bytes.Buffer
			o.Log = zerolog.New(&log)
			file := o.upload("nguoi-tiep-nhan-xa-a", "đơn")
			r, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": file})
			must(t, err)
			whole, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID)
			must(t, err)
			if whole.Identity.Missing || whole.Files[0].Missing || log.Len() > 0 {
				t.Fatalf("before: %+v %s", whole.Identity, log.String())
			}
			storetest.Damage(t, o.URL, damage)
			v, err := o.Show(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID)
			must(t, err)
			if !v.Identity.Missing || !strings.HasPrefix(v.Identity.Masked, "Không có trong kho") || len(v.Steps) != 1 || len(v.Offers) != len(whole.Offers) || !v.Files[0].Missing || v.Files[0].Name != "Tài liệu 1.txt" {
				t.Errorf("%+v %+v, %d steps", v.Identity, v.Files, len(v.Steps))
			}
			secrets, err := o.Reveal(ctx, o.scope("nguoi-xu-ly-xa-a"), r.ID, "kiểm tra")
			must(t, err)
			if secrets.Identity != nil || len(secrets.Narratives) != 0 || len(secrets.Missing) != 2 {
				t.Errorf("revealed %+v", secrets)
			}
			if _, _, err := o.File(ctx, o.scope("nguoi-xu-ly-xa-a"), file); !code(err, casework.NotFound) {
				t.Errorf("the file: %v", err)
			}
			if n := strings.Count(log.String(), r.ID); n != 5 || strings.Contains(log.String(), "Yến") {
				t.Errorf("%d lines: %s", n, log.String())
			}
			_, err = o.do("nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
			must(t, err)
		})
	}
}
