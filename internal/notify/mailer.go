package notify

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Mail is one mail on its way. ID becomes its Message-ID: it is the same each
// time the mail is sent, so that a mailbox that gets it twice shows it once.
type Mail struct {
	ID      string
	To      string
	Subject string
	Text    string
	HTML    string // empty: the mail is plain text
	Thread  string // the same for all mails that belong together; empty: none
}

// MailOptions say which mail server is used, and how.
type MailOptions struct {
	Host     string
	Port     int
	TLS      string // starttls, tls or none
	CAFile   string // PEM of the authority that signed the server's certificate; empty: the system's
	User     string // empty: no login
	Password string
	From     string
	Patience time.Duration // for one step of the conversation; 0: 20 seconds
}

// Mailer sends mails over one SMTP server.
type Mailer struct {
	o      MailOptions
	client *mail.Client
}

// patience is how long one step of the conversation with a mail server may
// take.
const patience = 20 * time.Second

// NewMailer prepares a Mailer; it does not connect yet. STARTTLS, where asked
// for, is required: a server that does not offer it gets no mail.
func NewMailer(o MailOptions) (*Mailer, error) {
	if o.Patience == 0 {
		o.Patience = patience
	}
	options := []mail.Option{mail.WithPort(o.Port), mail.WithTimeout(o.Patience)}
	switch o.TLS {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	config, err := tlsConfig(o)
	if err != nil {
		return nil, err
	}
	options = append(options, mail.WithTLSConfig(config))
	if o.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(o.User), mail.WithPassword(o.Password))
	}
	client, err := mail.NewClient(o.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("notify: mail server: %w", err)
	}
	return &Mailer{o: o, client: client}, nil
}

func tlsConfig(o MailOptions) (*tls.Config, error) {
	config := &tls.Config{ServerName: o.Host, MinVersion: tls.VersionTLS12}
	if o.CAFile == "" {
		return config, nil
	}
	pem, err := os.ReadFile(o.CAFile)
	if err != nil {
		return nil, fmt.Errorf("notify: authority of the mail server: %w", err)
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, errors.New("notify: authority of the mail server: the file holds no certificate")
	}
	return config, nil
}

// fate is what became of a mail or a call: nil, or why not, and whether another
// attempt makes sense.
type fate struct {
	problem string // without the server's words: they may repeat an address
	final   bool
	unsure  bool          // it may have gone out all the same
	after   time.Duration // the other side wants to be left alone for so long
}

// send sends mails over one connection and tells the fate of each as soon as
// it is known; begin is asked right before each, and one that it refuses is left
// out. Where no connection comes about (server away, certificate or login
// refused), no mail is at fault: all are tried again later. A mail that breaks
// the connection holds up none of those behind it: they get another.
func (m *Mailer) send(ctx context.Context, mails []Mail, begin func(i int) error, told func(i int, f *fate)) {
	for i := 0; i < len(mails); {
		connection, err := m.client.DialToSMTPClientWithContext(ctx)
		if err != nil {
			for ; i < len(mails); i++ {
				told(i, &fate{problem: "connect: " + kindOf(err)})
			}
			return
		}
		for broken := false; i < len(mails) && !broken; i++ {
			if begin(i) != nil {
				continue
			}
			var f *fate
			f, broken = m.sendOne(connection, mails[i])
			told(i, f)
		}
		_ = m.client.CloseWithSMTPClient(connection)
	}
}

// SendAll sends mails over one connection at once, outside of any record: what
// a watchman has to say. The error says of how many it is not known that they
// went out; it repeats neither addresses nor the server's words.
func (m *Mailer) SendAll(ctx context.Context, mails []Mail) error {
	failed, problem := 0, ""
	m.send(ctx, mails, func(int) error { return nil }, func(_ int, f *fate) {
		if f != nil {
			failed, problem = failed+1, f.problem
		}
	})
	if failed > 0 {
		return fmt.Errorf("notify: %d of %d mails not sent: %s", failed, len(mails), problem)
	}
	return nil
}

// sendOne says what became of a mail, and whether the connection is of no more
// use.
func (m *Mailer) sendOne(connection *smtp.Client, one Mail) (f *fate, broken bool) {
	msg, err := m.message(one)
	if err != nil {
		return &fate{problem: "address", final: true}, false
	}
	err = m.client.SendWithSMTPClient(connection, msg)
	var refused *mail.SendError
	switch {
	case err == nil:
		return nil, false
	case msg.IsDelivered(): // what failed came after
		return nil, true
	case !errors.As(err, &refused):
		return &fate{problem: "send: " + kindOf(err)}, true
	case refused.ErrorCode() >= 400:
		code := refused.ErrorCode()
		return &fate{problem: fmt.Sprintf("server: %d", code), final: code >= 500 && ofThisMail(refused)}, code == 421
	}
	return &fate{problem: "send: " + kindOf(err), unsure: refused.Reason == mail.ErrSMTPDataClose}, true
}

// ofThisMail tells whether the server refused this recipient or text. What it
// says before (login needed, sender not allowed) is a matter of settings: the
// mail waits until they are right.
func ofThisMail(e *mail.SendError) bool {
	return e.Reason == mail.ErrSMTPRcptTo || e.Reason == mail.ErrSMTPData || e.Reason == mail.ErrSMTPDataClose
}

func (m *Mailer) message(one Mail) (*mail.Msg, error) {
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(m.o.From), msg.To(one.To)); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(m.o.From, "@")
	msg.SetMessageIDWithValue(one.ID + "@" + domain)
	if one.Thread != "" {
		// No mail has this id: mail programs gather all that answer it.
		root := "<" + one.Thread + "@" + domain + ">"
		msg.SetGenHeader(mail.HeaderInReplyTo, root)
		msg.SetGenHeader(mail.HeaderReferences, root)
	}
	msg.SetDate()
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.Subject(one.Subject)
	msg.SetBodyString(mail.TypeTextPlain, one.Text)
	if one.HTML != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, one.HTML)
	}
	return msg, nil
}

// kindOf is a word for an error of the network, without addresses.
func kindOf(err error) string {
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.Is(err, os.ErrDeadlineExceeded):
		return "timeout"
	case errors.As(err, &certificate):
		return "certificate"
	case errors.Is(err, mail.ErrServerNoUnencoded):
		return "8bit"
	case strings.Contains(strings.ToLower(err.Error()), "starttls"):
		return "starttls"
	case strings.Contains(strings.ToLower(err.Error()), "auth"):
		return "login"
	}
	return "network"
}
