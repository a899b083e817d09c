package dev

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
	"time"
)

// start is the order of things: each part needs those before it.
func (r *run) start(ctx context.Context) error {
	parts := []struct {
		title string
		begin func(context.Context, *step) (string, error)
	}{
		{"PostgreSQL", r.startPostgres},
		{"Temporal", r.beginEngine},
		{"Mail", r.startMail},
		{"Migrate", r.migrate},
		{"Cases", r.seed},
		{"Donthu", r.startDonthu},
	}
	for _, part := range parts {
		s := r.report.begin(part.title)
		what, err := part.begin(ctx, s)
		if err != nil {
			return s.fail(fmt.Errorf("%s: %w", part.title, err))
		}
		s.end("%s", what)
	}
	if err := r.ports.save(); err != nil {
		return err
	}
	r.report.say("%s", r.summary())
	return nil
}

func (r *run) beginEngine(ctx context.Context, s *step) (what string, err error) {
	if r.engine, err = r.startEngine(ctx, s); err != nil {
		return "", err
	}
	if r.o.TemporalAddress != "" && r.o.Namespaces != nil {
		if err := r.o.Namespaces(ctx, r.engine.address, r.o.Namespace); err != nil {
			return "", err
		}
	}
	return r.engine.address + ", " + r.engine.what, nil
}

// migrate brings the databases up to this program, once, before it serves.
func (r *run) migrate(ctx context.Context, s *step) (string, error) {
	port, err := r.ports.choose("page", r.o.Port)
	if err != nil {
		return "", err
	}
	r.settings = r.settle(port)
	c := r.child("migrate", r.o.Program, "migrate")
	if err := c.once(ctx); err != nil {
		return "", err
	}
	return "the database is of this version", nil
}

// settle is every setting of the children. What a user may have in the
// environment for a real installation (a mail server above all) is overruled.
func (r *run) settle(port int) map[string]string {
	return map[string]string{
		"LISTEN":             at(port),
		"PUBLIC_URL":         "http://" + at(port),
		"DATABASE_URL":       r.databaseURL,
		"TEMPORAL_ADDRESS":   r.engine.address,
		"TEMPORAL_NAMESPACE": r.o.Namespace,
		"DATA_DIR":           r.data,
		"DEMO":               "true",
		"SMTP_HOST":          loopback,
		"SMTP_PORT":          strconv.Itoa(r.ports.has["smtp"]),
		"SMTP_TLS":           "none",
		"SMTP_USER":          "",
		"SMTP_PASSWORD":      "",
		"SMTP_FROM":          "donthu@donthu.example",
	}
}

// startDonthu starts the worker, the sweep and the page, and waits until all live.
func (r *run) startDonthu(ctx context.Context, s *step) (string, error) {
	worker := r.child("worker", r.o.Program, "worker")
	sweep := r.child("sweep", r.o.Program, "sweep")
	serve := r.child("serve", r.o.Program, "serve")
	serve.probe = func(ctx context.Context) bool { return serves(ctx, r.settings["PUBLIC_URL"]) }
	for _, c := range []*child{worker, sweep, serve} {
		s.note("starting %s", c.name)
		if err := c.start(ctx); err != nil {
			return "", err
		}
		r.later(c.stop)
	}
	return "worker, sweep and page run", nil
}

// serves tells whether the page answers, whatever it says.
func serves(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return true
}

// child is a program of this run: its log in the data directory, its settings
// those of the run, and a line on the screen each time it is lost.
func (r *run) child(name, program string, args ...string) *child {
	return &child{name: name, program: program, args: args, env: r.settings, data: r.data,
		lost: func(how error) { r.report.say("%s ended by itself (%v); starting it again", name, how) }}
}

// once runs the child to its end.
func (c *child) once(ctx context.Context) error {
	log, err := openLog(c.logFile())
	if err != nil {
		return err
	}
	defer log.Close()
	c.from = sizeOf(c.logFile())
	command := exec.CommandContext(ctx, c.program, c.args...)
	command.Env = command.Environ()
	for key, value := range c.env {
		command.Env = append(command.Env, key+"="+value)
	}
	command.SysProcAttr = bound()
	command.Stdout, command.Stderr = log, log
	if err := spawn(command); err != nil {
		return err
	}
	if err := command.Wait(); err != nil {
		return fmt.Errorf("%w. The end of %s:\n%s", err, c.logFile(), lastWords(c.logFile(), c.from))
	}
	return nil
}
