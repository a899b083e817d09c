package storetest

import (
	"context"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// Counter remembers the statements that a store sends: give it to store.Options
// as the Tracer.
type Counter struct {
	mu   sync.Mutex
	sent []string
}

// TraceQueryStart implements pgx.QueryTracer.
func (c *Counter) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	if !strings.HasPrefix(q.SQL, "--") { // the pool asks connections that rested whether they live
		c.mu.Lock()
		defer c.mu.Unlock()
		c.sent = append(c.sent, strings.Join(strings.Fields(q.SQL), " "))
	}
	return ctx
}

// TraceQueryEnd implements pgx.QueryTracer.
func (c *Counter) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// During are the statements that are sent while do runs, by whomever.
func (c *Counter) During(do func()) []string {
	c.mu.Lock()
	from := len(c.sent)
	c.mu.Unlock()
	do()
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sent[from:len(c.sent):len(c.sent)]
}
