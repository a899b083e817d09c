package store

import (
	"github.com/donthu/donthu/procedures/machine"
	"github.com/jackc/pgx/v5"
)

// correct is what only a correction does to the views of a case: its reception
// may have another date, a clock may never have begun, and what was withdrawn
// may be due again.
func (w *writing) correct(b *pgx.Batch) {
	if w.Event.Kind != machine.Corrects {
		return
	}
	w.dropClocks(b)
	w.withdraw(b)
	w.restore(b)
	if len(w.State.Done) == 0 {
		return
	}
	b.Queue(`UPDATE cases SET opened = $2, received = $3 WHERE id = $1 AND received <> $3`,
		w.Case, dateArg(w.State.Opened), w.State.Done[0].On.String())
	b.Queue(`UPDATE case_units SET opened = $2 WHERE case_id = $1 AND opened <> $2`, w.Case, dateArg(w.State.Opened))
}

func (w *writing) dropClocks(b *pgx.Batch) {
	var names []string
	for _, c := range w.of(machine.DropClock) {
		names = append(names, c.Clock.Name)
	}
	if len(names) > 0 {
		b.Queue(`DELETE FROM clocks WHERE case_id = $1 AND name = ANY ($2)`, w.Case, names)
	}
}

// restore lets wait again what was withdrawn before anybody was told, where its
// clock runs to the same due date once more: the machine raises it only once.
func (w *writing) restore(b *pgx.Batch) {
	b.Queue(`UPDATE outbox o SET state = 'waiting', leased = NULL, problem = '', wanted = $2, not_before = greatest(o.not_before, $2)
		FROM clocks k WHERE o.case_id = $1 AND k.case_id = o.case_id AND k.name = o.clock AND o.kind = 'notify' AND o.state = 'moot' AND (o.again = 0 OR o.acknowledged IS NULL)
			AND`+sameDue+`AND k.state IN ('running', 'overdue')`, w.Case, w.Event.At)
}
