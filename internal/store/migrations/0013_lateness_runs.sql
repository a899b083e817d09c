-- A clock that starts anew may have been missed before: through whom is said of
-- each run. A run that gave way to a later one stands here as it was recorded;
-- after a correction the record itself knows better.

-- +goose Up
ALTER TABLE lateness ADD COLUMN run int NOT NULL DEFAULT 0 CHECK (run >= 0); -- how often the clock ran before
ALTER TABLE lateness DROP CONSTRAINT lateness_case_id_clock_command_key;
ALTER TABLE lateness ADD UNIQUE (case_id, clock, run, command);

CREATE TABLE clock_runs (
  case_id uuid NOT NULL REFERENCES cases,
  name    text NOT NULL,
  run     int  NOT NULL,
  due_on  date,
  missed  boolean NOT NULL,
  PRIMARY KEY (case_id, name, run)
);
CREATE INDEX clocks_missed ON clocks (case_id) WHERE state IN ('overdue', 'stopped') OR state = 'met' AND body ->> 'late' = 'true';

-- +goose Down
DROP INDEX clocks_missed;
DROP TABLE clock_runs;
ALTER TABLE lateness DROP CONSTRAINT lateness_case_id_clock_run_command_key;
ALTER TABLE lateness ADD UNIQUE (case_id, clock, command);
ALTER TABLE lateness DROP COLUMN run;
