package vault

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/rs/zerolog"
)

const mask = "[secret]"

// errNever is what every way of writing a secret down answers.
var errNever = errors.New("vault: a secret is never marshalled or stored outside the vault")

// concealed refuses every way in which Go writes a value down. Secret,
// Identity and File embed it.
type concealed struct{}

// Format masks every verb of package fmt.
func (concealed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// String is the mask.
func (concealed) String() string { return mask }

// GoString is the mask.
func (concealed) GoString() string { return mask }

// LogValue masks the value in slog.
func (concealed) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalZerologObject masks the value in zerolog.
func (concealed) MarshalZerologObject(e *zerolog.Event) { e.Str("value", mask) }

// MarshalJSON fails.
func (concealed) MarshalJSON() ([]byte, error) { return nil, errNever }

// MarshalText fails; it also serves XML and map keys.
func (concealed) MarshalText() ([]byte, error) { return nil, errNever }

// MarshalYAML fails.
func (concealed) MarshalYAML() (any, error) { return nil, errNever }

// MarshalBinary fails.
func (concealed) MarshalBinary() ([]byte, error) { return nil, errNever }

// GobEncode fails.
func (concealed) GobEncode() ([]byte, error) { return nil, errNever }

// Value fails: no database but the vault's takes a secret.
func (concealed) Value() (driver.Value, error) { return nil, errNever }

// Secret is a text that may name a person. Its content stands behind a
// function, not in a field: printing a struct that holds a Secret in an
// unexported field skips the methods above and shows fields, and a field here
// would show the text.
type Secret struct {
	concealed
	open func() string
}

// NewSecret hides text.
func NewSecret(text string) Secret { return Secret{open: func() string { return text }} }

// Reveal is the text. Only the vault, the verbs and the API may call it.
func (s Secret) Reveal() string {
	if s.open == nil {
		return ""
	}
	return s.open()
}

// Empty tells whether there is no text.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// UnmarshalJSON reads a JSON string, so that a request is hidden as it is read.
func (s *Secret) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return errors.New("vault: a text is expected")
	}
	*s = NewSecret(text)
	return nil
}
