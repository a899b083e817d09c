package vault_test

import (
	"errors"
	"testing"

	"github.com/donthu/donthu/internal/vault"
)

func TestCopyIsAnotherEntryOfAnotherCase(t *testing.T) {
	v := fresh(t)
	secret, err := vault.NewIdentity(vault.Person{Name: "Trần Văn Bản Sao"}).Secret()
	if err != nil {
		t.Fatal(err)
	}
	token, err := v.Put(t.Context(), vault.Petitioner, "nguoi-khieu-nai", secret)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Attach(t.Context(), "case-1", token); err != nil {
		t.Fatal(err)
	}
	other, err := v.Copy(t.Context(), token, vault.Denouncer, "nguoi-to-cao")
	if err != nil || other == token {
		t.Fatalf("%q, %v", other, err)
	}
	if err := v.Attach(t.Context(), "case-2", other); err != nil {
		t.Fatal(err)
	}
	who, err := v.Identity(t.Context(), other)
	if err != nil || who.Reveal().Name != "Trần Văn Bản Sao" {
		t.Errorf("the copy does not open: %v", err)
	}
	if masked, err := v.Masked(t.Context(), other); err != nil || masked != vault.Protected {
		t.Errorf("%q, %v", masked, err)
	}
	if _, err := v.Copy(t.Context(), token, vault.Narrative, "noi-dung"); !errors.Is(err, vault.ErrName) {
		t.Errorf("an identity became a narrative: %v", err)
	}
}
