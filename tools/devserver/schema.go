package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql" // registers postgres12_pgx
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// maxConns bounds the connections of each of the two stores; PostgreSQL must
// allow twice as many beside the application's.
const maxConns = 20

// prepare makes the two databases and brings their schemas up to this server.
// It may be run any number of times.
func prepare(ctx context.Context, o options) error {
	for _, db := range []struct{ name, schema string }{
		{o.store, "postgresql/v12/temporal"},
		{o.visibility, "postgresql/v12/visibility"},
	} {
		if err := makeDatabase(ctx, o, db.name); err != nil {
			return err
		}
		if err := upgrade(o, db.name, db.schema); err != nil {
			return fmt.Errorf("%s: %w", db.name, err)
		}
	}
	return nil
}

func makeDatabase(ctx context.Context, o options, name string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, o.database.Copy())
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var there bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE template0")
	return err
}

// upgrade runs Temporal's own schema steps, which are part of its module.
func upgrade(o options, name, files string) error {
	quiet := log.NewNoopLogger()
	conn, err := sql.NewConnection(o.sqlStore(name), quiet)
	if err != nil {
		return err
	}
	defer conn.Close()
	if version, err := conn.ReadSchemaVersion(); err != nil || version == "" {
		first := schema.NewSetupSchemaTask(conn, &schema.SetupConfig{InitialVersion: "0.0"}, quiet)
		if err := first.Run(); err != nil {
			return err
		}
	}
	return schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{DBName: name, SchemaName: files}, quiet).Run()
}

// sqlStore says to Temporal how one of its databases is reached: as in
// DATABASE_URL, with another database name.
func (o options) sqlStore(name string) *config.SQL {
	return &config.SQL{
		PluginName:        "postgres12_pgx",
		ConnectProtocol:   "tcp",
		ConnectAddr:       net.JoinHostPort(tcpHost(o.database.Host), strconv.Itoa(int(o.database.Port))),
		User:              url.PathEscape(o.database.User), // written into an address as it is
		Password:          o.database.Password,
		DatabaseName:      name,
		MaxConns:          maxConns,
		MaxIdleConns:      maxConns,
		MaxConnLifetime:   time.Hour,
		ConnectAttributes: attributes(o.database),
	}
}

// tcpHost stands in the address where PostgreSQL is reached through a folder
// of sockets; the folder itself is an attribute, which wins.
func tcpHost(host string) string {
	if strings.HasPrefix(host, "/") {
		return "localhost"
	}
	return host
}

// attributes keeps what says how to connect and drops what says how the
// application wants its sessions.
func attributes(c *pgx.ConnConfig) map[string]string {
	kept := map[string]string{}
	if u, err := url.Parse(c.ConnString()); err == nil {
		for _, key := range []string{"sslmode", "sslrootcert", "sslcert", "sslkey"} {
			if value := u.Query().Get(key); value != "" {
				kept[key] = value
			}
		}
	}
	if strings.HasPrefix(c.Host, "/") {
		kept["host"] = c.Host
	}
	if kept["sslmode"] == "" && c.TLSConfig == nil {
		kept["sslmode"] = "disable"
	}
	return kept
}
