package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// Person is an identity in clear. Only Identity.Reveal makes one of what the
// vault holds; let it live no longer than the answer it goes into.
type Person struct {
	Name      string `json:"name"`
	BirthYear int    `json:"birthYear,omitempty"`
	IDNumber  string `json:"idNumber,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Address   string `json:"address,omitempty"`
	Protect   bool   `json:"protect,omitempty"` // asks that the identity be kept secret
}

// Identity is who a petitioner or denouncer is. It shows nothing of itself
// but its mask; see Secret.
type Identity struct {
	concealed
	open func() Person
}

// NewIdentity hides a person.
func NewIdentity(p Person) Identity { return Identity{open: func() Person { return p }} }

// Reveal is the person. Only the vault, the verbs and the API may call it.
func (i Identity) Reveal() Person {
	if i.open == nil {
		return Person{}
	}
	return i.open()
}

// UnmarshalJSON reads the JSON object of a Person, refusing unknown keys and an
// empty name. Its errors repeat nothing of what was read.
func (i *Identity) UnmarshalJSON(b []byte) error {
	var p Person
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return errors.New("vault: an identity has name, birthYear, idNumber, phone, address, protect and nothing else")
	}
	if strings.TrimSpace(p.Name) == "" {
		return errors.New("vault: an identity has a name")
	}
	*i = NewIdentity(p)
	return nil
}

// block is the size to a multiple of which an identity is padded, so that the
// length of what is stored says nothing of the length of a name.
const block = 512

// Secret is the identity in the form that Put takes.
func (i Identity) Secret() (Secret, error) {
	text, err := json.Marshal(i.Reveal())
	if err != nil {
		return Secret{}, errNever
	}
	return NewSecret(padded(text)), nil
}

// padded fills a JSON text up to a full block.
func padded(text []byte) string {
	return string(text) + strings.Repeat(" ", (block-len(text)%block)%block)
}

// IdentityOf reads back what Identity.Secret made.
func IdentityOf(s Secret) (Identity, error) {
	var p Person
	if err := json.Unmarshal([]byte(s.Reveal()), &p); err != nil {
		return Identity{}, errors.New("vault: the entry is not an identity")
	}
	return NewIdentity(p), nil
}
