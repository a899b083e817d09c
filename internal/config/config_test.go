package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const canary = "postgres://app:s3cr3t-canary@db/donthu"

func TestDefaultsNeedOnlyTheDatabase(t *testing.T) {
	c, err := Read(nil, map[string]string{"DATABASE_URL": canary})
	if err != nil {
		t.Fatal(err)
	}
	if c.VaultDatabaseURL.Value() != canary || c.VaultKeyFile != filepath.Join(".data", "vault.key") {
		t.Errorf("vault falls back to %q, %q", c.VaultDatabaseURL.Value(), c.VaultKeyFile)
	}
}

func TestEnvironmentWinsOverDefaultsAndEmptyCountsAsSilent(t *testing.T) {
	c, err := Read(map[string]string{"DATABASE_URL": canary, "LISTEN": "127.0.0.1:1"},
		map[string]string{"LISTEN": "127.0.0.1:2", "DATABASE_URL": ""})
	if err != nil || c.Listen != "127.0.0.1:2" || c.DatabaseURL.Value() != canary {
		t.Errorf("got %q, %v", c.Listen, err)
	}
}

func TestAllProblemsAtOnceAndNoValue(t *testing.T) {
	_, err := Read(nil, map[string]string{
		"DATABASE_URL": "mysql://s3cr3t-canary", "SMTP_PORT": "s3cr3t-canary", "SMTP_TLS": "maybe", "SMTP_HOST": "mail.gov.vn",
		"PUBLIC_URL": "http://donthu.gov.vn", "SMTP_PASSWORD_FILE": "/nowhere", "LOG_LEVEL": "loud", "SMTP_USER": "u", "SESSION_IDLE": "1s",
	})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"DATABASE_URL: must begin", "SMTP_PORT: is not a int", "SMTP_TLS: must be one of", "SMTP_FROM: is missing",
		"PUBLIC_URL: must begin with https", "SMTP_PASSWORD_FILE: the file", "LOG_LEVEL: must be", "SESSION_IDLE: must be at least 1m"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "canary") {
		t.Errorf("a value leaked: %v", err)
	}
}

func TestSecretFromFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "url")
	if err := os.WriteFile(path, []byte(canary+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Read(nil, map[string]string{"DATABASE_URL_FILE": path})
	if err != nil || c.DatabaseURL.Value() != canary {
		t.Errorf("got %v", err)
	}
	if _, err := Read(nil, map[string]string{"DATABASE_URL_FILE": path, "DATABASE_URL": canary}); err == nil {
		t.Error("both were accepted")
	}
}

func TestNothingPrintsASecret(t *testing.T) {
	c, err := Read(nil, map[string]string{"DATABASE_URL": canary})
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(c)
	for _, out := range []string{fmt.Sprint(c), fmt.Sprintf("%+v %#v %q %x", c, c, c.DatabaseURL, c.DatabaseURL), string(text), c.Describe()} {
		if strings.Contains(out, "canary") || strings.Contains(out, fmt.Sprintf("%x", "canary")) {
			t.Errorf("leaked in %s", out)
		}
	}
}

func TestEverySettingHasASentence(t *testing.T) {
	for _, f := range fields() {
		if f.key == "" || !strings.HasSuffix(f.says, ".") {
			t.Errorf("%s: key %q, sentence %q", f.name, f.key, f.says)
		}
	}
}

func TestTheGatewayNeedsASecret(t *testing.T) {
	_, err := Read(nil, map[string]string{"DATABASE_URL": canary, "GATEWAY_URLS": "https://a.test/x,not a url"})
	for _, want := range []string{"GATEWAY_SECRET: is missing", "GATEWAY_URLS"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	c, err := Read(nil, map[string]string{"DATABASE_URL": canary, "GATEWAY_URLS": "https://a.test/x,https://b.test/y", "GATEWAY_SECRET": "whsec_x", "GATEWAY_HOSTS": "a.test"})
	if err != nil || len(c.GatewayURLs) != 2 || c.GatewaySecret.Value() != "whsec_x" || strings.Contains(fmt.Sprintf("%+v", c), "whsec_x") {
		t.Errorf("%v %v", c.GatewayURLs, err)
	}
}
