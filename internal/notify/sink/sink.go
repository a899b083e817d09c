// Package sink is a mail server that keeps what it gets instead of delivering
// it: demonstrations and tests see every mail, and nobody outside gets one. It
// speaks real SMTP, with TLS and AUTH where asked.
package sink

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// keep is how many mails are kept; older ones are forgotten.
const keep = 2000

// Mail is one mail that was caught.
type Mail struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	MessageID string    `json:"messageId"`
	From      string    `json:"from"`
	To        []string  `json:"to"`
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	HTML      string    `json:"html,omitempty"`
	Thread    string    `json:"thread,omitempty"` // In-Reply-To
}

// Options say how the server behaves. The zero value listens on a free port of
// the loopback, without TLS or AUTH, and keeps mails in memory only.
type Options struct {
	Address string      // host:port; only the loopback is allowed
	File    string      // where mails outlive the program, a JSON object a line
	TLS     *tls.Config // offers STARTTLS
	FromTLS bool        // speaks TLS from the first byte instead
	User    string      // asks for this login before any mail
	Secret  string      // its password
	// Answer lets a rehearsal refuse mails: an SMTP code from 400 on and its
	// text; 0 accepts.
	Answer func(Mail) (code int, text string)
}

// Sink is a running server.
type Sink struct {
	o      Options
	server *smtp.Server
	listen net.Listener
	file   *file

	mu    sync.Mutex
	mails []Mail // oldest first
	next  int
}

// Start begins to listen, with the mails of an earlier run.
func Start(o Options) (*Sink, error) {
	if o.Address == "" {
		o.Address = "127.0.0.1:0"
	}
	if err := loopback(o.Address); err != nil {
		return nil, err
	}
	s := &Sink{o: o, next: 1}
	if err := s.load(); err != nil {
		return nil, err
	}
	listen, err := net.Listen("tcp", o.Address)
	if err != nil {
		return nil, fmt.Errorf("mail sink: %w", err)
	}
	s.listen = listen
	if o.FromTLS {
		listen = tls.NewListener(listen, o.TLS)
	}
	s.server = s.newServer()
	go func() { _ = s.server.Serve(listen) }() // ends with Close
	return s, nil
}

// loopback refuses an address that others could reach: the sink takes mail
// from anybody.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return errors.New("mail sink: only a loopback address is allowed")
	}
	return nil
}

func (s *Sink) newServer() *smtp.Server {
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{sink: s}, nil }))
	server.Domain = "localhost"
	server.EnableSMTPUTF8 = true
	server.MaxMessageBytes = 10 << 20
	server.MaxRecipients = 100
	server.ReadTimeout, server.WriteTimeout = time.Minute, time.Minute
	server.ErrorLog = silent{}
	if !s.o.FromTLS {
		server.TLSConfig = s.o.TLS
	}
	return server
}

// silent drops the server's own log: broken connections are no news here.
type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// Address is host:port on which the server listens.
func (s *Sink) Address() string { return s.listen.Addr().String() }

// Close stops the server. Connections that are still open when ctx ends, or
// after a second, are cut.
func (s *Sink) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		err = s.server.Close()
	}
	if errors.Is(err, net.ErrClosed) || errors.Is(err, smtp.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, s.file.close())
}

// List is the mails that were caught, newest first, at most 2000.
func (s *Sink) List() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return newestFirst(s.mails)
}

func newestFirst(mails []Mail) []Mail {
	list := slices.Clone(mails)
	slices.Reverse(list)
	return list
}

func (s *Sink) take(m Mail) error {
	if s.o.Answer != nil {
		if code, text := s.o.Answer(m); code != 0 {
			return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 0, 0}, Message: text}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m.ID = fmt.Sprint(s.next)
	s.next++
	s.mails = append(s.mails, m)
	if len(s.mails) > keep {
		s.mails = slices.Clone(s.mails[len(s.mails)-keep:])
	}
	return s.file.add(m, s.mails)
}
