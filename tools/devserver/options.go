package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// loopback is the only address that anything here listens on.
const loopback = "127.0.0.1"

type options struct {
	database   *pgx.ConnConfig // any database of the cluster; Temporal's own two are made beside it
	store      string          // name of the database of histories
	visibility string          // name of the database of lists
	shards     int             // fixed for the life of the store
	port       int             // gRPC
	httpPort   int             // HTTP API; 0: any free port
	uiPort     int             // web page; 0: none
	namespace  string
	retention  time.Duration // how long a closed run stays readable
	logLevel   string
	withParent bool // end when standard input is closed
}

// parse reads flags and the one setting of the environment.
func parse(args []string, environment func(string) string) (o options, err error) {
	f := flag.NewFlagSet("devserver", flag.ContinueOnError)
	f.StringVar(&o.store, "db", "temporal", "database of histories; NAME_visibility lies beside it")
	f.IntVar(&o.shards, "shards", 4, "history shards; fixed once the database is made")
	f.IntVar(&o.port, "port", 7233, "gRPC port")
	f.IntVar(&o.httpPort, "http-port", 0, "HTTP API port (0: any free one)")
	f.IntVar(&o.uiPort, "ui-port", 8233, "port of the web page (0: no page)")
	f.StringVar(&o.namespace, "namespace", "donthu", "namespace, made when missing")
	f.DurationVar(&o.retention, "retention", 7*24*time.Hour, "how long closed runs stay readable")
	f.StringVar(&o.logLevel, "log", "warn", "log level: debug, info, warn, error")
	f.BoolVar(&o.withParent, "with-parent", false, "end when standard input is closed")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	o.visibility = o.store + "_visibility"
	if o.httpPort == 0 {
		if o.httpPort, err = freePort(); err != nil {
			return o, err
		}
	}
	o.database, err = parseDatabase(environment("DATABASE_URL"))
	return o, err
}

func parseDatabase(text string) (*pgx.ConnConfig, error) {
	const form = "postgres://user:password@host:port/database"
	if text == "" {
		return nil, errors.New("DATABASE_URL is missing: " + form)
	}
	database, err := pgx.ParseConfig(text)
	if err != nil { // the library's own sentence may hold the password
		return nil, errors.New("DATABASE_URL cannot be read: " + form)
	}
	return database, nil
}

func (o options) address() string { return net.JoinHostPort(loopback, strconv.Itoa(o.port)) }

func (o options) pageURL() string {
	if o.uiPort == 0 {
		return ""
	}
	return fmt.Sprintf("http://%s:%d", loopback, o.uiPort)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", loopback+":0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
