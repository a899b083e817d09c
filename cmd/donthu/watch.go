package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/notify"
	"github.com/donthu/donthu/internal/watch"
)

// Watch listens, on another machine, to the heartbeat that the worker sends to
// HEARTBEAT_URL.
type Watch struct {
	Listen  string        `help:"Address and port on which beats arrive." default:":9091"`
	Token   string        `name:"token-file" help:"File with the token that beats bring (HEARTBEAT_TOKEN)." type:"existingfile" required:""`
	Silence time.Duration `help:"Longest time without word of a guard's work." default:"90s"`
	Late    time.Duration `help:"Longest time that an alarm may wait." default:"2m"`
	Again   time.Duration `help:"How often to cry while nothing gets better." default:"1h"`

	Post string   `help:"URL of a gateway (SMS, chat) that takes {\"text\": …}."`
	To   []string `help:"Mail addresses of those who must hear." sep:","`

	SMTPHost     string `name:"smtp-host" help:"Mail server; best another than Donthu's own."`
	SMTPPort     int    `name:"smtp-port" default:"587"`
	SMTPTLS      string `name:"smtp-tls" enum:"starttls,tls,none" default:"starttls"`
	SMTPCA       string `name:"smtp-ca-file" help:"PEM file of the authority that signed the mail server's certificate." type:"existingfile"`
	SMTPUser     string `name:"smtp-user"`
	SMTPPassword string `name:"smtp-password-file" type:"existingfile"`
	From         string `help:"Sender of the mails."`
}

// Run listens until it is told to stop.
func (w *Watch) Run() error {
	ctx, stop := untilStopped()
	defer stop()
	token, err := firstLine(w.Token)
	if err != nil {
		return err
	}
	cry, err := w.voices()
	if err != nil {
		return err
	}
	log := logger("info", "watch")
	ear := &watch.Ear{Token: token, Silence: w.Silence, Late: w.Late, Again: w.Again, Log: log, Cry: func(ctx context.Context, text string) error {
		log.Warn().Str("text", text).Msg("cry")
		return cry(ctx, "Donthu: "+text)
	}}
	server := &http.Server{Addr: w.Listen, Handler: ear, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	go ear.Run(ctx)
	log.Info().Str("listen", w.Listen).Msg("listening")
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

type voice func(ctx context.Context, text string) error

// voices are all the ways to be heard; one that is taken is enough.
func (w *Watch) voices() (voice, error) {
	var all []voice
	if w.Post != "" {
		all = append(all, w.call)
	}
	if w.SMTPHost != "" && len(w.To) > 0 {
		v, err := w.letters()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	if len(all) == 0 {
		return nil, errors.New("nobody would hear: give --post, or --smtp-host with --from and --to")
	}
	return func(ctx context.Context, text string) (err error) {
		heard := 0
		for _, v := range all {
			if failed := v(ctx, text); failed != nil {
				err = errors.Join(err, failed)
				continue
			}
			heard++
		}
		if heard > 0 {
			return nil
		}
		return err
	}, nil
}

func (w *Watch) call(ctx context.Context, text string) error {
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Post, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= 300 {
		return fmt.Errorf("the gateway answers %d", answer.StatusCode)
	}
	return nil
}

func (w *Watch) letters() (voice, error) {
	password := ""
	if w.SMTPPassword != "" {
		var err error
		if password, err = firstLine(w.SMTPPassword); err != nil {
			return nil, err
		}
	}
	mailer, err := notify.NewMailer(notify.MailOptions{Host: w.SMTPHost, Port: w.SMTPPort, TLS: w.SMTPTLS, CAFile: w.SMTPCA,
		User: w.SMTPUser, Password: password, From: w.From})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, text string) error {
		var mails []notify.Mail
		for _, to := range w.To {
			mails = append(mails, notify.Mail{ID: fmt.Sprintf("watch-%d-%d", time.Now().UnixNano(), len(mails)), To: to, Subject: text, Text: text + "\n"})
		}
		return mailer.SendAll(ctx, mails)
	}, nil
}

func firstLine(path string) (string, error) {
	text, err := os.ReadFile(path)
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(line), err
}
