package lawbook

import (
	"errors"
	"sync"
)

// cache keeps what was read once. What is read is immutable under its key. Of
// many who ask for the same at once, the first reads and the others wait for
// it; who asks for something else waits for nobody. A failure is told to those
// who wait and then forgotten.
type cache[K comparable, V any] struct {
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

var errAbandoned = errors.New("lawbook: the reading broke off")

func (c *cache[K, V]) get(key K, read func() (V, error)) (V, error) {
	r, first := c.find(key)
	if first {
		c.do(key, r, read)
	}
	<-r.done
	return r.v, r.err
}

func (c *cache[K, V]) find(key K) (r *reading[V], first bool) {
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
func (c *cache[K, V]) do(key K, r *reading[V], read func() (V, error)) {
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
