-- The record: plans and calendars under their hashes, cases, the append-only
-- log of steps, and the views of a case that are written with each step.
-- Moments are text ("2026-07-06" or "2026-11-20T16:30", local at +07:00);
-- dates are civil dates at +07:00; timestamptz are instants.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is not allowed: its rows are written once', TG_OP, TG_TABLE_NAME USING ERRCODE = 'DT002';
END $$;
-- +goose StatementEnd

CREATE TABLE plans (
  hash      text PRIMARY KEY,
  procedure text NOT NULL,
  version   text NOT NULL,
  body      json NOT NULL, -- json keeps the text as it was written, so its hash can be checked
  at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE calendars (
  hash text PRIMARY KEY,
  name text NOT NULL,
  csv  text NOT NULL,
  at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE case_counters (
  unit text NOT NULL, -- the unit's code, as it stands in case codes
  year int  NOT NULL,
  last int  NOT NULL,
  PRIMARY KEY (unit, year)
);

-- A case whose workflow was asked for and that has no first step yet.
CREATE TABLE cases_pending (
  id        uuid PRIMARY KEY,
  code      text NOT NULL UNIQUE,
  procedure text NOT NULL,
  version   text NOT NULL,
  kind      text NOT NULL,
  unit      text NOT NULL,
  protected boolean NOT NULL,
  created   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX cases_pending_created ON cases_pending (created);

CREATE TABLE cases (
  id          uuid PRIMARY KEY,
  code        text NOT NULL UNIQUE,
  procedure   text NOT NULL,
  version     text NOT NULL,
  plan        text NOT NULL REFERENCES plans,
  calendar    text NOT NULL REFERENCES calendars,
  kind        text NOT NULL,
  protected   boolean NOT NULL,
  engine      int  NOT NULL,
  opened      date NOT NULL,
  received    text NOT NULL,  -- moment
  responsible text NOT NULL,
  superior    text NOT NULL DEFAULT '',
  receiver    text NOT NULL DEFAULT '', -- unit to which the case is offered now
  stage       text NOT NULL DEFAULT '',
  outcome     text NOT NULL DEFAULT '', -- empty: open
  ended       date,
  seq         int  NOT NULL DEFAULT 0,
  chain       text NOT NULL DEFAULT '',
  state       json NOT NULL,
  wake        date,           -- next alarm
  updated     timestamptz NOT NULL
) WITH (fillfactor = 70);     -- room for the next version of a row beside it
CREATE INDEX cases_wake ON cases (wake) WHERE outcome = '';
CREATE INDEX cases_opened ON cases (opened DESC, id DESC);

-- Units that may see a case. Kept: the unit is or was responsible, or was told
-- as superior by an escalation. Not kept: the case is offered to it, or a task
-- waits there, now.
CREATE TABLE case_units (
  unit    text NOT NULL,
  case_id uuid NOT NULL REFERENCES cases,
  opened  date NOT NULL,
  kept    boolean NOT NULL,
  PRIMARY KEY (case_id, unit)
);
CREATE INDEX case_units_list ON case_units (unit, opened DESC, case_id DESC);

-- The record. What stands beside the event is computed from it, so that no
-- column can say something else than the text that was hashed.
CREATE TABLE steps (
  case_id    uuid NOT NULL REFERENCES cases,
  seq        int  NOT NULL CHECK (seq > 0),
  event      json NOT NULL,
  prev       text NOT NULL, -- hash of step seq-1; empty for the first
  hash       text NOT NULL, -- SHA-256, hex: see Chain
  at         timestamptz NOT NULL, -- when it was recorded, as the event says
  commands   json NOT NULL, -- what it made happen: for the story of a case, outside the hash
  command_id text NOT NULL GENERATED ALWAYS AS (event ->> 'command') STORED CHECK (command_id <> ''),
  kind       text NOT NULL GENERATED ALWAYS AS (event ->> 'kind') STORED,
  act        text NOT NULL GENERATED ALWAYS AS (coalesce(event ->> 'act', '')) STORED,
  moment     text NOT NULL GENERATED ALWAYS AS (event ->> 'on') STORED,
  actor      text NOT NULL GENERATED ALWAYS AS (coalesce(event -> 'actor' ->> 'user', '')) STORED,
  unit       text NOT NULL GENERATED ALWAYS AS (coalesce(event -> 'actor' ->> 'unit', '')) STORED,
  PRIMARY KEY (case_id, seq),
  UNIQUE (case_id, command_id)
);

-- +goose StatementBegin
CREATE FUNCTION steps_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM cases WHERE id = NEW.case_id AND seq = NEW.seq - 1 AND chain = NEW.prev;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'step % does not follow what is recorded', NEW.seq USING ERRCODE = 'DT001';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER steps_follow BEFORE INSERT ON steps FOR EACH ROW EXECUTE FUNCTION steps_follow();
CREATE TRIGGER steps_kept BEFORE UPDATE OR DELETE ON steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER steps_whole BEFORE TRUNCATE ON steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plans_kept BEFORE UPDATE OR DELETE ON plans FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plans_whole BEFORE TRUNCATE ON plans FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendars_kept BEFORE UPDATE OR DELETE ON calendars FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendars_whole BEFORE TRUNCATE ON calendars FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE clocks (
  case_id uuid NOT NULL REFERENCES cases,
  name    text NOT NULL,
  state   text NOT NULL,
  due_on  date,         -- civil date of the due moment
  body    json NOT NULL, -- machine.Clock
  PRIMARY KEY (case_id, name)
);
CREATE INDEX clocks_overdue ON clocks (due_on) WHERE state IN ('running', 'overdue');

CREATE TABLE tasks (
  case_id uuid NOT NULL REFERENCES cases,
  act     text NOT NULL,
  unit    text NOT NULL,
  roles   text[] NOT NULL,
  clock   text NOT NULL DEFAULT '',
  own_due date,           -- as the task itself says
  due_on  date NOT NULL DEFAULT 'infinity', -- the order of worklists: infinity where nothing presses
  opened  date NOT NULL,
  PRIMARY KEY (case_id, act)
) WITH (fillfactor = 80);
CREATE INDEX tasks_list ON tasks (unit, due_on, case_id, act);

-- +goose Down
DROP TABLE tasks, clocks, steps, case_units, cases, cases_pending, case_counters, calendars, plans;
DROP FUNCTION steps_follow, refuse_change;
