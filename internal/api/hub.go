package api

import (
	"context"
	"slices"
	"sync"
)

// streamsEach is how many inboxes one officer may follow at once: a page in each
// of so many windows. A further one ends the oldest.
const streamsEach = 8

// Hub wakes those who follow an inbox when it changes. One listener serves them
// all.
type Hub struct {
	mu        sync.Mutex
	followers map[string][]*follower
	ended     bool
}

// follower is one stream.
type follower struct {
	wake chan struct{} // holds one: several changes are one look
	gone chan struct{} // closed: the stream must end
}

// Run listens until ctx ends; then all streams end. listen is
// store.Store.Listen on the channel of inboxes.
func (h *Hub) Run(ctx context.Context, listen func(ctx context.Context, hear func(user string)) error) {
	_ = listen(ctx, h.hear) // ends with ctx alone
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = true
	for _, list := range h.followers {
		for _, f := range list {
			close(f.gone)
		}
	}
	h.followers = nil
}

// hear wakes the followers of one officer; of everybody where nobody knows what
// was missed.
func (h *Hub) hear(user string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if user != "" {
		wake(h.followers[user])
		return
	}
	for _, list := range h.followers {
		wake(list)
	}
}

func wake(list []*follower) {
	for _, f := range list {
		select {
		case f.wake <- struct{}{}:
		default: // it looks soon anyway
		}
	}
}

// join begins to follow an officer's inbox; nil: the server stops.
func (h *Hub) join(user string) *follower {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended {
		return nil
	}
	if h.followers == nil {
		h.followers = map[string][]*follower{}
	}
	list := h.followers[user]
	if len(list) >= streamsEach {
		close(list[0].gone)
		list = slices.Clone(list[1:])
	}
	f := &follower{wake: make(chan struct{}, 1), gone: make(chan struct{})}
	h.followers[user] = append(list, f)
	return f
}

func (h *Hub) leave(user string, f *follower) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := slices.DeleteFunc(slices.Clone(h.followers[user]), func(x *follower) bool { return x == f })
	if len(list) == 0 {
		delete(h.followers, user)
		return
	}
	h.followers[user] = list
}
