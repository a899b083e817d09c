package casework_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

// TestThePageSaysWhatHappensIfNobodyActs: in the order of days, in words.
func TestThePageSaysWhatHappensIfNobodyActs(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	v, err := o.Show(t.Context(), o.scope("thu-truong-xa-a"), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for i, f := range v.Ahead {
		words = append(words, f.On+" "+f.Text)
		if i > 0 && f.On < v.Ahead[i-1].On {
			t.Errorf("%s after %s", f.On, v.Ahead[i-1].On)
		}
	}
	all := strings.Join(words, "\n")
	for _, want := range []string{"Nhắc Người xử lý", "Báo cáo ", "Quá hạn: "} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not foreseen in\n%s", want, all)
		}
	}
}
