// Package recall keeps what was read once.
package recall

import (
	"errors"
	"sync"
)

// Cache keeps what was read once: what never changes under its key, or must not
// for as long as the cache lives. Its zero value is empty. Of
// many who ask for the same at once, the first reads and the others wait for
// it; who asks for something else waits for nobody. A failure is told to those
// who wait and then forgotten.
type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	known map[K]*reading[V]
}

// reading is something read or being read; done is closed when v and err are
// set.
type reading[V any] struct {
	done chan struct{}
	v    V
	err  error
}

var errAbandoned = errors.New("recall: the reading broke off")

// Get is what stands under key, read where that was not done yet.
func (c *Cache[K, V]) Get(key K, read func() (V, error)) (V, error) {
	r, first := c.find(key)
	if first {
		c.do(key, r, read)
	}
	<-r.done
	return r.v, r.err
}

func (c *Cache[K, V]) find(key K) (r *reading[V], first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r := c.known[key]; r != nil {
		return r, false
	}
	if c.known == nil {
		c.known = map[K]*reading[V]{}
	}
	r = &reading[V]{done: make(chan struct{}), err: errAbandoned}
	c.known[key] = r
	return r, true
}

// do lets go of those who wait even where read panics.
func (c *Cache[K, V]) do(key K, r *reading[V], read func() (V, error)) {
	defer func() {
		if r.err != nil {
			c.mu.Lock()
			defer c.mu.Unlock()
			delete(c.known, key)
		}
		close(r.done)
	}()
	r.v, r.err = read()
}
