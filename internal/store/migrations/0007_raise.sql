-- Alarms that the sweep raises in bulk, beside the timers of the cases: a rung is
-- claimed in the outbox, whoever comes first. What became moot before anybody
-- was told is withdrawn. What wakes people waits for the office's hours.

-- +goose Up
ALTER TABLE cases
  ADD COLUMN raised_seq int NOT NULL DEFAULT 0, -- state whose rungs the sweep looked at
  ADD COLUMN raised_on  date;                   -- and on which day
ALTER TABLE outbox
  ADD COLUMN urgent boolean NOT NULL DEFAULT false, -- at any hour
  ADD COLUMN wanted timestamptz NOT NULL DEFAULT now(), -- when it should have been told: not_before moves with every attempt
  DROP CONSTRAINT outbox_state_check,
  ADD CONSTRAINT outbox_state_check CHECK (state IN ('waiting', 'done', 'dead', 'moot'));
ALTER TABLE deliveries
  ADD COLUMN wanted timestamptz NOT NULL DEFAULT now(),
  DROP CONSTRAINT deliveries_state_check,
  ADD CONSTRAINT deliveries_state_check CHECK (state IN ('waiting', 'done', 'dead', 'dropped', 'held', 'moot'));

UPDATE outbox SET wanted = not_before;
UPDATE deliveries SET wanted = not_before;

-- When people may be sent something; minutes of the day at +07:00. A unit that
-- is not here keeps 07:30 to 17:00.
CREATE TABLE office_hours (
  unit   text PRIMARY KEY,
  opens  int NOT NULL CHECK (opens BETWEEN 0 AND 1439),
  closes int NOT NULL CHECK (closes BETWEEN 1 AND 1440),
  CHECK (opens < closes)
);

-- The last word of each guard: the sweep writes one line, whoever runs it.
CREATE TABLE heartbeats (
  part     text PRIMARY KEY,
  at       timestamptz NOT NULL,
  open     int NOT NULL, -- clocks that run in open cases
  waiting  int NOT NULL, -- alarms whose time has come and that are not told
  lateness interval NOT NULL -- of the oldest of them
);

-- +goose Down
DROP TABLE heartbeats, office_hours;
UPDATE deliveries SET state = 'done' WHERE state = 'moot';
UPDATE outbox SET state = 'done' WHERE state = 'moot';
ALTER TABLE deliveries DROP COLUMN wanted, DROP CONSTRAINT deliveries_state_check,
  ADD CONSTRAINT deliveries_state_check CHECK (state IN ('waiting', 'done', 'dead', 'dropped', 'held'));
ALTER TABLE outbox DROP COLUMN wanted, DROP COLUMN urgent, DROP CONSTRAINT outbox_state_check,
  ADD CONSTRAINT outbox_state_check CHECK (state IN ('waiting', 'done', 'dead'));
ALTER TABLE cases DROP COLUMN raised_on, DROP COLUMN raised_seq;
