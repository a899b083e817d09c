package sink

import (
	"crypto/subtle"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// session is one connection.
type session struct {
	sink   *Sink
	signed bool
	from   string
	to     []string
}

// AuthMechanisms offers a login where one is asked for.
func (s *session) AuthMechanisms() []string {
	if s.sink.o.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

// Auth checks the login.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if subtle.ConstantTimeCompare([]byte(user+"\x00"+password), []byte(s.sink.o.User+"\x00"+s.sink.o.Secret)) != 1 {
			return smtp.ErrAuthFailed
		}
		s.signed = true
		return nil
	}), nil
}

// Mail begins a mail.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.sink.o.User != "" && !s.signed {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return nil
}

// Rcpt adds a recipient.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

// Data takes the mail itself.
func (s *session) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "not a mail"}
	}
	var caught Mail
	if err := caught.read(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body); err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "the text cannot be read"}
	}
	caught.At, caught.MessageID, caught.Thread = time.Now().UTC(), m.Header.Get("Message-Id"), m.Header.Get("In-Reply-To")
	caught.From, caught.To, caught.Subject = s.from, s.to, decoded(m.Header.Get("Subject"))
	return s.sink.take(caught)
}

// Reset forgets a mail half told.
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout ends the connection.
func (s *session) Logout() error { return nil }

func decoded(header string) string {
	text, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		return header
	}
	return text
}

// read keeps the first plain text and the first HTML of a mail.
func (m *Mail) read(kind, encoding string, body io.Reader) error {
	media, parameters, err := mime.ParseMediaType(kind)
	if err == nil && strings.HasPrefix(media, "multipart/") {
		return m.readParts(multipart.NewReader(body, parameters["boundary"]))
	}
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	bytes, err := io.ReadAll(body)
	text := strings.ReplaceAll(string(bytes), "\r\n", "\n")
	switch {
	case media == "text/html" && m.HTML == "":
		m.HTML = text
	case media != "text/html" && m.Text == "":
		m.Text = text
	}
	return err
}

func (m *Mail) readParts(parts *multipart.Reader) error {
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := m.read(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part); err != nil {
			return err
		}
	}
}
