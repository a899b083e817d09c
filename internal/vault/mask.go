package vault

import (
	"context"
	"strings"
)

// Protected is what the page shows in place of a denouncer.
const Protected = "Người tố cáo (được bảo vệ)"

// Withheld is what it shows in place of whoever sent a petition of which nobody
// has said yet what it is.
const Withheld = "Người gửi đơn (giữ kín khi chưa phân loại)"

// ProtectedPetitioner is what it shows in place of anybody else who asked that
// their identity be kept secret.
const ProtectedPetitioner = "Người gửi đơn (được bảo vệ)"

// Masked is what may be shown of the identity at token to whoever may see the
// case: "Ng*** V** A**" for a petitioner, nothing at all of a denouncer, of who may be
// one, or of whoever asked for protection.
func (v *Vault) Masked(ctx context.Context, token string) (string, error) {
	e, err := v.entry(ctx, v.pool, token, "")
	if err != nil {
		return "", err
	}
	switch e.at.kind {
	case Denouncer:
		return Protected, nil
	case Unsorted:
		return Withheld, nil
	}
	text, err := v.keys.unseal(ctx, e.sealed, e.at)
	if err != nil {
		return "", err
	}
	identity, err := IdentityOf(NewSecret(text))
	if err != nil {
		return "", err
	}
	return identity.Masked(), nil
}

// Masked is the mask of an identity, by its own wish for protection.
func (i Identity) Masked() string {
	p := i.Reveal()
	if p.Protect {
		return ProtectedPetitioner
	}
	return maskName(p.Name)
}

// maskName keeps the first letters of each word. The number of stars is fixed:
// it says nothing of the length of a name.
func maskName(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		letters := []rune(w)
		if i == 0 && len(letters) > 2 {
			words[i] = string(letters[:2]) + "***"
			continue
		}
		words[i] = string(letters[:1]) + "**"
	}
	return strings.Join(words, " ")
}
