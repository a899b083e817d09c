package config

import (
	"fmt"
	"io"
	"strings"

	"github.com/rs/zerolog"
)

const mask = "[secret]"

// Hidden is a setting that is never printed, logged or marshalled: a password,
// or a database address that may hold one.
type Hidden string

// Value is the setting itself, for the one place that connects with it.
func (h Hidden) Value() string { return string(h) }

func (h Hidden) trimmed() Hidden { return Hidden(strings.TrimSpace(string(h))) }

// Format masks every verb of package fmt.
func (Hidden) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// String is the mask.
func (Hidden) String() string { return mask }

// MarshalText is the mask; it also serves JSON and slog.
func (Hidden) MarshalText() ([]byte, error) { return []byte(mask), nil }

// MarshalZerologObject masks the value in zerolog.
func (Hidden) MarshalZerologObject(e *zerolog.Event) { e.Str("value", mask) }
