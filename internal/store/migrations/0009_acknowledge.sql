-- A rung may ask that somebody who is told of it says that they know. Where
-- nobody does in time, it is told again, one step up the chart: each step is a
-- notice of its own, once.

-- +goose Up
ALTER TABLE outbox
  ADD COLUMN asks            boolean NOT NULL DEFAULT false,
  ADD COLUMN again           int NOT NULL DEFAULT 0 CHECK (again >= 0), -- steps up the chart
  ADD COLUMN answer_by       timestamptz, -- when it is told one step higher; infinity: nobody is above
  ADD COLUMN acknowledged    timestamptz,
  ADD COLUMN acknowledged_by text;        -- user id
ALTER TABLE outbox DROP CONSTRAINT outbox_case_id_seq_kind_clock_rung_due_key;
ALTER TABLE outbox ADD UNIQUE (case_id, seq, kind, clock, rung, due, again);
DROP INDEX outbox_once;
CREATE UNIQUE INDEX outbox_once ON outbox (case_id, clock, rung, due, again) WHERE kind = 'notify';
CREATE INDEX outbox_unanswered ON outbox (id) WHERE asks AND state = 'done' AND acknowledged IS NULL;

-- +goose Down
UPDATE outbox SET kind = 'again' WHERE again > 0;
DROP INDEX outbox_unanswered, outbox_once;
ALTER TABLE outbox DROP CONSTRAINT outbox_case_id_seq_kind_clock_rung_due_again_key;
ALTER TABLE outbox ADD UNIQUE (case_id, seq, kind, clock, rung, due);
CREATE UNIQUE INDEX outbox_once ON outbox (case_id, clock, rung, due) WHERE kind = 'notify';
ALTER TABLE outbox DROP COLUMN asks, DROP COLUMN again, DROP COLUMN answer_by, DROP COLUMN acknowledged, DROP COLUMN acknowledged_by;
