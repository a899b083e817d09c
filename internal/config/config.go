// Package config reads every setting of the program from the environment. It
// is the only room that does, and Config is the one table of settings: each
// field carries its key, its default, what is asked of it and one sentence.
package config

import (
	"net/netip"
	"path/filepath"
	"time"
)

// Config is every setting. A field of type Hidden never prints.
//
// Tags: env is the key, envDefault the default, validate what is asked of the
// value, says the sentence of the documentation. A key that ends in _FILE and
// is read with ",file" holds the path of a file with the value of the key
// without that ending.
type Config struct {
	Listen    string `env:"LISTEN" envDefault:"127.0.0.1:8080" validate:"required,hostname_port" says:"Address and port on which the page and the API listen."`
	PublicURL string `env:"PUBLIC_URL" envDefault:"http://127.0.0.1:8080" validate:"required,http_url,safe_url" says:"Address of the page as users see it; https unless it is the loopback; links in mails begin with it."`
	// TrustedProxies tells whose X-Forwarded-For is believed. Behind a proxy
	// that is not named here, all users share one address and one login limit.
	TrustedProxies []netip.Prefix `env:"TRUSTED_PROXIES" says:"Networks, such as 10.0.0.0/8, whose X-Forwarded-For header is believed; separated by commas."`

	DatabaseURL          Hidden `env:"DATABASE_URL" validate:"required,postgres_url" says:"PostgreSQL database of the record."`
	DatabaseURLFile      Hidden `env:"DATABASE_URL_FILE,file" says:"File that holds DATABASE_URL."`
	VaultDatabaseURL     Hidden `env:"VAULT_DATABASE_URL" validate:"required,postgres_url" says:"PostgreSQL database of the vault, with a role of its own where possible; DATABASE_URL when empty."`
	VaultDatabaseURLFile Hidden `env:"VAULT_DATABASE_URL_FILE,file" says:"File that holds VAULT_DATABASE_URL."`

	TemporalAddress   string `env:"TEMPORAL_ADDRESS" envDefault:"127.0.0.1:7233" validate:"required,hostname_port" says:"Address and port of Temporal's frontend."`
	TemporalNamespace string `env:"TEMPORAL_NAMESPACE" envDefault:"donthu" validate:"required,max=200" says:"Temporal namespace in which the cases live."`

	DataDir      string `env:"DATA_DIR" envDefault:".data" validate:"required" says:"Directory for files, keys and, in development, the databases."`
	VaultKeyFile string `env:"VAULT_KEY_FILE" says:"File of the key that opens the vault's keyset, readable by its owner only; vault.key in DATA_DIR when empty."`
	CodecKeyFile string `env:"CODEC_KEY_FILE" says:"File of the key that encrypts what crosses Temporal, readable by its owner only; codec.key in DATA_DIR when empty."`
	PGBin        string `env:"PG_BIN" validate:"omitempty,dir" says:"Directory of PostgreSQL's programs (initdb, pg_ctl) for development; found on the path when empty."`

	SMTPHost         string `env:"SMTP_HOST" validate:"omitempty,hostname_rfc1123|ip" says:"Mail server; no mail is sent when empty, the inbox on the page still works."`
	SMTPPort         int    `env:"SMTP_PORT" envDefault:"587" validate:"min=1,max=65535" says:"Port of the mail server."`
	SMTPTLS          string `env:"SMTP_TLS" envDefault:"starttls" validate:"oneof=starttls tls none" says:"How the connection to the mail server is protected: starttls (required, never only tried), tls (from the first byte) or none."`
	SMTPCAFile       string `env:"SMTP_CA_FILE" validate:"omitempty,file" says:"PEM file of the authority that signed the mail server's certificate; the system's authorities when empty."`
	SMTPUser         string `env:"SMTP_USER" says:"Account at the mail server; no login when empty."`
	SMTPPassword     Hidden `env:"SMTP_PASSWORD" validate:"required_with=SMTPUser" says:"Password at the mail server."`
	SMTPPasswordFile Hidden `env:"SMTP_PASSWORD_FILE,file" says:"File that holds SMTP_PASSWORD."`
	SMTPFrom         string `env:"SMTP_FROM" validate:"required_with=SMTPHost,omitempty,email" says:"Sender of every mail, the same for all kinds of case."`

	HeartbeatURL       string `env:"HEARTBEAT_URL" validate:"omitempty,http_url" says:"Where the worker and the sweep post their heartbeat every 15 seconds, such as donthu watch on another machine; none is sent when empty."`
	HeartbeatToken     Hidden `env:"HEARTBEAT_TOKEN" says:"Token that goes along with the heartbeat."`
	HeartbeatTokenFile Hidden `env:"HEARTBEAT_TOKEN_FILE,file" says:"File that holds HEARTBEAT_TOKEN."`

	GatewayURLs           []string `env:"GATEWAY_URLS" validate:"dive,http_url" says:"Addresses of the province's gateways for SMS or Zalo, called with each notice; https, unless the host is one of GATEWAY_HOSTS; separated by commas."`
	GatewaySecret         Hidden   `env:"GATEWAY_SECRET" validate:"required_with=GatewayURLs" says:"Secret with which calls of the gateways are signed: whsec_ and base64 of at least 24 random bytes."`
	GatewaySecretFile     Hidden   `env:"GATEWAY_SECRET_FILE,file" says:"File that holds GATEWAY_SECRET."`
	GatewaySecretNext     Hidden   `env:"GATEWAY_SECRET_NEXT" says:"A second secret while one replaces the other: each call is signed with both."`
	GatewaySecretNextFile Hidden   `env:"GATEWAY_SECRET_NEXT_FILE,file" says:"File that holds GATEWAY_SECRET_NEXT."`
	GatewayHosts          []string `env:"GATEWAY_HOSTS" says:"Hosts (name, address or host:port) of gateways that may lie in a private network and be called by http; separated by commas."`
	GatewayCAFile         string   `env:"GATEWAY_CA_FILE" validate:"omitempty,file" says:"PEM file of the authority that signed the gateways' certificates; the system's authorities when empty."`
	GatewayAlways         bool     `env:"GATEWAY_ALWAYS" envDefault:"false" says:"Calls the gateways with every notice; otherwise only for officers without a mail address and where the mail fails."`

	SessionIdle  time.Duration `env:"SESSION_IDLE" envDefault:"30m" validate:"min=1m,max=24h" says:"A session ends after this long without a request."`
	SessionLimit time.Duration `env:"SESSION_LIMIT" envDefault:"12h" validate:"min=5m,max=720h" says:"A session ends this long after the login, however busy it is."`

	Policies map[string]string `env:"POLICIES" says:"Readings of the law's doubts that differ from the procedures' defaults, as name:value pairs separated by commas, such as han-thu-ly:luat; they hold for cases opened from then on."`

	LogLevel string `env:"LOG_LEVEL" envDefault:"info" validate:"oneof=trace debug info warn error" says:"Least level that is logged: trace, debug, info, warn or error."`
	Demo     bool   `env:"DEMO" envDefault:"false" says:"Installs invented units, officers and cases and shows the mails caught by the built-in mail server; never for real cases."`
}

// fill gives the settings that lean on others their value: the contents of
// secret files, the vault's database, the key files.
func (c *Config) fill() {
	for _, pair := range []struct{ value, file *Hidden }{
		{&c.DatabaseURL, &c.DatabaseURLFile},
		{&c.VaultDatabaseURL, &c.VaultDatabaseURLFile},
		{&c.SMTPPassword, &c.SMTPPasswordFile},
		{&c.GatewaySecret, &c.GatewaySecretFile},
		{&c.GatewaySecretNext, &c.GatewaySecretNextFile},
		{&c.HeartbeatToken, &c.HeartbeatTokenFile},
	} {
		*pair.value = either(*pair.value, pair.file.trimmed())
		*pair.file = ""
	}
	c.VaultDatabaseURL = either(c.VaultDatabaseURL, c.DatabaseURL)
	c.VaultKeyFile = either(c.VaultKeyFile, filepath.Join(c.DataDir, "vault.key"))
	c.CodecKeyFile = either(c.CodecKeyFile, filepath.Join(c.DataDir, "codec.key"))
}

func either[T ~string](a, b T) T {
	if a != "" {
		return a
	}
	return b
}
