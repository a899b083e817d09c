package lawbook

import "sync"

// cache keeps what was read once. What is read is immutable under its key, so
// of two who read the same at once, the first one's is kept for both.
type cache[K comparable, V any] struct{ known sync.Map }

func (c *cache[K, V]) get(key K, read func() (V, error)) (V, error) {
	if v, ok := c.known.Load(key); ok {
		return v.(V), nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	kept, _ := c.known.LoadOrStore(key, v)
	return kept.(V), nil
}
