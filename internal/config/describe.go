package config

import (
	"fmt"
	"reflect"
	"strings"
)

// field is one line of the table of settings.
type field struct {
	name, key, fallback, says string
	file                      bool // the key names a file that holds the value
}

func fields() (all []field) {
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		f := t.Field(i)
		all = append(all, field{
			name:     f.Name,
			key:      key(f),
			fallback: f.Tag.Get("envDefault"),
			says:     f.Tag.Get("says"),
			file:     strings.Contains(f.Tag.Get("env"), ",file"),
		})
	}
	return all
}

func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("env"), ",")
	return name
}

func keyOf(name string) string {
	for _, f := range fields() {
		if f.name == name {
			return f.key
		}
	}
	return name
}

// Describe is the table of settings for the documentation, in Markdown: key,
// default, sentence. It holds no value of the running program.
func (Config) Describe() string {
	var b strings.Builder
	b.WriteString("| Key | Default | Meaning |\n|---|---|---|\n")
	for _, f := range fields() {
		fallback := ""
		if f.fallback != "" {
			fallback = "`" + f.fallback + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.key, fallback, f.says)
	}
	return b.String()
}
