package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store/storetest"
)

// BenchmarkPreview says what a day off does to 100,000 open cases of real
// procedures; BenchmarkMisplaced how long it takes to see that all of them count
// by the calendar in force.
func BenchmarkPreview(b *testing.B) {
	o := many(b)
	id := o.load(casework.Loading{Text: dayHead + "off,2026-11-30,Nghỉ bão,CĐ 01\n"}).ID
	for b.Loop() {
		began := time.Now()
		p := o.look(id)
		b.ReportMetric(float64(p.Looked)/time.Since(began).Seconds(), "cases/s")
		if p.Looked < 100_000 {
			b.Fatalf("%+v", p)
		}
	}
}

func BenchmarkMisplaced(b *testing.B) {
	o := many(b)
	for b.Loop() {
		if n, err := o.Records.CountMisplaced(b.Context()); n != 0 || err != nil {
			b.Fatal(n, err)
		}
	}
}

// many is an office with 100,000 open cases, copies of twenty.
func many(b *testing.B) *office {
	o := newOffice(b)
	for n := range 20 {
		o.open([]string{"khieu-nai-lan-dau", "to-cao"}[n%2], "2026-11-20", uuid.NewString())
	}
	storetest.Damage(b, o.URL, `INSERT INTO cases (id, code, procedure, version, plan, calendar, kind, protected, engine, opened, received, responsible, superior, stage, seq, chain, state, wake, updated)
		SELECT gen_random_uuid(), 'X-' || c.code || i, procedure, version, plan, calendar, kind, protected, engine, opened, received, responsible, superior, stage, seq, chain, state, wake, updated
		FROM cases c, generate_series(1, 5000) i`)
	b.ResetTimer()
	return o
}
