package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/donthu/donthu/internal/cluster"
)

// template is a database that is filled once in a test program, by whichever
// test comes first, and then only copied.
type template struct {
	once sync.Once
	err  error
}

// templates are known by what fills them: name -> *template.
var templates sync.Map

// Copy is the address of a database of its own that fill has filled. It fills
// one database for each name and copies that for every test: a copy takes a
// fraction of migrating and installing. The name, of a-z and _, must always
// come with the same fill.
func Copy(t testing.TB, name string, fill func(ctx context.Context, url string) error) string {
	t.Helper()
	c := running(t)
	known, _ := templates.LoadOrStore(name, &template{})
	kept := known.(*template)
	kept.once.Do(func() { kept.err = prepare(c, "template_"+name, fill) })
	if kept.err != nil {
		t.Fatal(kept.err)
	}
	return create(t, " TEMPLATE template_"+name)
}

// prepare is not bound to the test that happens to come first: the next ones
// need what it makes.
func prepare(c *cluster.Cluster, name string, fill func(ctx context.Context, url string) error) error {
	ctx := context.Background()
	if err := execute(ctx, c, "CREATE DATABASE "+name); err != nil {
		return err
	}
	if err := fill(ctx, c.URL(name)); err != nil {
		return fmt.Errorf("storetest: %s: %w", name, err)
	}
	return nil
}
