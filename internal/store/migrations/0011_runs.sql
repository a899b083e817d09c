-- A clock that ends and starts anew, perhaps for another body, owes its rungs
-- anew, also where both runs end on one date.

-- +goose Up
ALTER TABLE outbox ADD COLUMN run int NOT NULL DEFAULT 0 CHECK (run >= 0); -- how often the clock ran before
DROP INDEX outbox_once;
CREATE UNIQUE INDEX outbox_once ON outbox (case_id, clock, run, rung, due, again) WHERE kind = 'notify';

-- +goose Down
UPDATE outbox SET kind = 'run' WHERE run > 0;
DROP INDEX outbox_once;
CREATE UNIQUE INDEX outbox_once ON outbox (case_id, clock, rung, due, again) WHERE kind = 'notify';
ALTER TABLE outbox DROP COLUMN run;
