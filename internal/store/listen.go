package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Listen calls hear with every payload that comes over a channel, until ctx
// ends, and then returns its error. It holds a connection of its own, and makes
// another when that breaks. What was told while there was none is lost: whenever
// it starts to listen, hear is called with an empty payload, which means: look
// for yourself.
func (s *Store) Listen(ctx context.Context, channel string, hear func(payload string)) error {
	for {
		_ = s.listenOnce(ctx, channel, hear) // broken, for whatever reason: again
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (s *Store) listenOnce(ctx context.Context, channel string, hear func(string)) error {
	conn, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return err
	}
	for hear(""); ; {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		hear(n.Payload)
	}
}
