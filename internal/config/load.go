package config

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"
	"github.com/go-playground/validator/v10"
)

// Load reads the settings from the environment of the process. A value of
// defaults stands where the environment is silent or empty: development
// supplies its own database there. The error lists every problem, a line each,
// by key and without any value.
func Load(defaults map[string]string) (Config, error) {
	return Read(defaults, env.ToMap(os.Environ()))
}

// Read is Load with a given environment.
func Read(defaults, environment map[string]string) (Config, error) {
	values := maps.Clone(defaults)
	if values == nil {
		values = map[string]string{}
	}
	for key, value := range environment {
		if value != "" {
			values[key] = value
		}
	}
	var c Config
	problems := twice(values)
	problems = append(problems, parseProblems(env.ParseWithOptions(&c, env.Options{Environment: values}))...)
	c.fill()
	problems = append(problems, checkProblems(c)...)
	if len(problems) > 0 {
		return Config{}, errors.New("settings:\n  " + strings.Join(dedup(problems), "\n  "))
	}
	return c, nil
}

// twice finds secrets that are given both as a value and as a file: nobody
// could tell which one was meant.
func twice(values map[string]string) (problems []string) {
	for _, f := range fields() {
		plain, isFile := strings.CutSuffix(f.key, "_FILE")
		if isFile && f.file && values[plain] != "" && values[f.key] != "" {
			problems = append(problems, fmt.Sprintf("%s: set it or %s, not both", plain, f.key))
		}
	}
	return problems
}

// parseProblems names the key and the kind of value, never the value: the
// library's own sentences repeat what was typed.
func parseProblems(err error) (problems []string) {
	var all env.AggregateError
	if err == nil {
		return nil
	}
	if !errors.As(err, &all) {
		return []string{"cannot be read"}
	}
	for _, one := range all.Errors {
		var parse env.ParseError
		var file env.LoadFileContentError
		switch {
		case errors.As(one, &parse):
			problems = append(problems, keyOf(parse.Name)+": is not a "+parse.Type.String())
		case errors.As(one, &file):
			problems = append(problems, file.Key+": the file cannot be read")
		default:
			problems = append(problems, "cannot be read")
		}
	}
	return problems
}

func checkProblems(c Config) (problems []string) {
	var all validator.ValidationErrors
	if !errors.As(checker().Struct(c), &all) {
		return nil
	}
	for _, one := range all {
		problems = append(problems, one.Field()+": "+sentence(one))
	}
	return problems
}

func checker() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return key(f) })
	must(v.RegisterValidation("safe_url", safeURL))
	must(v.RegisterValidation("postgres_url", postgresURL))
	return v
}

// safeURL asks for https unless the page is only seen on this machine: session
// cookies and names of petitioners never cross a network in clear.
func safeURL(f validator.FieldLevel) bool {
	u, err := url.Parse(f.Field().String())
	return err == nil && (u.Scheme == "https" || Loopback(u.Hostname()))
}

func postgresURL(f validator.FieldLevel) bool {
	u, err := url.Parse(f.Field().String())
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql")
}

// Loopback tells whether a host name means this machine.
func Loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

var sentences = map[string]string{
	"required":      "is missing",
	"required_with": "is missing",
	"oneof":         "must be one of: %s",
	"min":           "must be at least %s",
	"max":           "must be at most %s",
	"safe_url":      "must begin with https:// unless it is the loopback",
	"postgres_url":  "must begin with postgres://",
	"hostname_port": "must be host:port",
	"http_url":      "must be an http or https address",
	"email":         "must be a mail address",
	"file":          "must be an existing file",
	"dir":           "must be an existing directory",
}

func sentence(e validator.FieldError) string {
	text, known := sentences[e.Tag()]
	if !known {
		return "does not satisfy " + e.Tag()
	}
	if strings.Contains(text, "%s") {
		return fmt.Sprintf(text, e.Param())
	}
	return text
}

// dedup keeps the first problem of each line: a setting that could not be read
// is often reported missing as well.
func dedup(problems []string) (kept []string) {
	seen := map[string]bool{}
	for _, p := range problems {
		name, _, _ := strings.Cut(p, ":")
		if !seen[name] {
			kept = append(kept, p)
		}
		seen[name] = true
	}
	return kept
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
