package store_test

import (
	"testing"

	"github.com/donthu/donthu/procedures/machine"
)

func TestCasesOfTokens(t *testing.T) {
	s := newRecord(t)
	c := begin(t, s, commune, day(0))
	in := c.next("told", machine.Acts, "bo-sung", day(1))
	in.Event.With = map[string]any{"noi-dung": "token-1", "dong-nguoi": true, "danh-sach": []any{"a"}}
	c.must(in)
	c.act("without", day(2))
	got, err := s.CasesOfTokens(t.Context(), []string{"token-1", "token-2"})
	if err != nil || len(got) != 1 || got["token-1"] != c.id {
		t.Errorf("got %v, %v", got, err)
	}
}
