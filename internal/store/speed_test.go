package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// BenchmarkRecord writes acts with two tasks, two clocks and a notice to a
// durable server: alone, then 8 at once; before that acts without any of these.
func BenchmarkRecord(b *testing.B) {
	c := start(b, folder(b), 0)
	s, err := store.Open(b.Context(), c.URL("donthu"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	putLaw(b, s)
	b.Run("the smallest act", func(b *testing.B) {
		one := begin(b, s, commune, day(0))
		for b.Loop() {
			one.act("bo-sung", day(1))
		}
	})
	b.Run("alone", func(b *testing.B) {
		one := begin(b, s, commune, day(0))
		for b.Loop() {
			one.busy()
		}
	})
	b.Run("8 at once", func(b *testing.B) {
		var number atomic.Int64
		b.SetParallelism(4)
		b.RunParallel(func(pb *testing.PB) {
			one := begin(b, s, fmt.Sprintf("unit-%d", number.Add(1)), day(0))
			for pb.Next() {
				one.busy()
			}
		})
	})
}

func (c *story) busy() {
	n := c.state.Seq
	unit := c.state.Responsible
	c.act("bo-sung", day(1), machine.Command{Kind: machine.CloseTask, Task: &machine.Task{Act: "c"}},
		task("a", unit, "giai-quyet", day(n%50), "nguoi-xu-ly"), task("b", unit, "", day(n%50), "nguoi-xu-ly"),
		clock("giai-quyet", machine.Running, day(n%50)), clock("thong-bao", machine.Running, day(n%40)),
		notice("giai-quyet", n, day(n%50)))
}

// A worklist of 50,000 tasks is read through its index: the page costs the
// page, not the list.
func TestWorklistUsesItsIndex(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 50,000 tasks")
	}
	s, conn := openAt(t)
	c := begin(t, s, commune, day(0))
	for _, sql := range []string{
		`INSERT INTO cases (id, code, procedure, version, plan, calendar, kind, protected, engine, opened, received, responsible, state, updated)
			SELECT gen_random_uuid(), 'X-' || i, procedure, version, plan, calendar, kind, false, 1, opened, received, responsible, state, updated
			FROM cases, generate_series(1, 25000) i`,
		`INSERT INTO case_units (unit, case_id, opened, kept) SELECT responsible, id, opened, true FROM cases ON CONFLICT DO NOTHING`,
		`INSERT INTO tasks (case_id, act, unit, roles, due_on, opened)
			SELECT id, act, 'commune', '{nguoi-xu-ly}', date '2026-07-01' + (random() * 300)::int, date '2026-07-01'
			FROM cases, (VALUES ('a'), ('b')) v (act)`,
		`ANALYZE`,
	} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	plan := explain(t, conn, store.TasksQuery(), "an", []string{commune}, []string{"nguoi-xu-ly"}, "-infinity",
		"00000000-0000-0000-0000-000000000000", "", "-infinity", "infinity", "2026-07-06", "2026-07-09", "", 51, []string{""})
	if !strings.Contains(plan, "Index Scan using tasks_list") || strings.Contains(plan, "Seq Scan on tasks") || strings.Contains(plan, "Seq Scan on cases") {
		t.Error(plan)
	}
	plan = explain(t, conn, store.CasesQuery(), "an", []string{commune}, "infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff", "open", "", "", 51, []string{""}, []string{""})
	if !strings.Contains(plan, "case_units_list") || strings.Contains(plan, "Seq Scan on case_units") || strings.Contains(plan, "Seq Scan on cases") {
		t.Error(plan)
	}
	quick(t, s, c)
}

func quick(t *testing.T, s *store.Store, c *story) {
	t.Helper()
	f := store.TaskFilter{Today: day(5)}
	for name, read := range map[string]func() error{
		"tasks": func() error {
			_, _, err := s.Tasks(context.Background(), officer(commune), f, store.Page{})
			return err
		},
		"counts": func() error { _, err := s.TaskCounts(context.Background(), officer(commune), f); return err },
		"cases": func() error {
			_, _, err := s.Cases(context.Background(), officer(commune), store.CaseFilter{}, store.Page{})
			return err
		},
		"case": func() error { _, _, err := s.Case(context.Background(), officer(commune), c.code); return err },
	} {
		var total time.Duration
		const rounds = 20
		for range rounds {
			begun := time.Now()
			if err := read(); err != nil {
				t.Fatal(err)
			}
			total += time.Since(begun)
		}
		t.Logf("%s: %v", name, total/rounds)
	}
}

func explain(t *testing.T, conn *pgx.Conn, sql string, args ...any) string {
	t.Helper()
	rows, _ := conn.Query(t.Context(), "EXPLAIN "+sql, args...)
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
