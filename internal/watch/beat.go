// Package watch is the third guard of every term: an ear outside. The worker and
// the sweep each send what all guards last said; a program on another machine
// listens, and cries when it hears nothing, or nothing new of one of them, or that
// alarms wait too long.
//
// A beat carries numbers and instants only. It says nothing of any case.
package watch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"github.com/donthu/donthu/internal/store"
)

// Beat is what is said of all guards, whichever of them says it.
type Beat struct {
	Sent  time.Time `json:"sent"`
	Parts []Part    `json:"parts"`
}

// Part is the last word of one guard.
type Part struct {
	Name     string    `json:"name"`
	At       time.Time `json:"at"`       // when it last did its work
	Open     int       `json:"open"`     // clocks that run
	Waiting  int       `json:"waiting"`  // alarms whose time has come and of which nobody was told
	Lateness int       `json:"lateness"` // of the oldest of them, in seconds; those of Unreached left out
	// Unreached counts those of Waiting for whom nobody is appointed, up to the top
	// of the chart.
	Unreached int `json:"unreached"`
}

// Every is how often a beat is sent where nothing else is said.
const Every = 15 * time.Second

// limit is how long a beat may take on its way.
const limit = 7 * time.Second

// Source gives the last words of the guards.
type Source interface {
	Heartbeats(ctx context.Context) ([]store.Heartbeat, error)
}

// Send posts a beat again and again until ctx ends. token goes along as a bearer
// token; empty: none. What cannot be sent is the listener's alarm.
func Send(ctx context.Context, from Source, url, token string, every time.Duration, log zerolog.Logger) {
	client := &http.Client{Timeout: limit}
	for {
		if err := post(ctx, client, from, url, token); err != nil && ctx.Err() == nil {
			log.Warn().Err(err).Msg("heartbeat not sent")
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
		}
	}
}

func post(ctx context.Context, client *http.Client, from Source, url, token string) error {
	body, err := said(ctx, from)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= 300 {
		return fmt.Errorf("watch: the listener answers %d", answer.StatusCode)
	}
	return nil
}

func said(ctx context.Context, from Source) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	rows, err := from.Heartbeats(ctx)
	if err != nil {
		return nil, err
	}
	beat := Beat{Sent: time.Now().UTC(), Parts: []Part{}}
	for _, r := range rows {
		beat.Parts = append(beat.Parts, Part{r.Part, r.At.UTC(), r.Open, r.Waiting, int(r.Lateness / time.Second), r.Unreached})
	}
	return json.Marshal(beat)
}
