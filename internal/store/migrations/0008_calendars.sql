-- Calendars that administrators load: layers of days (of the nation, of a body
-- and all below it) with their source documents, and which calendar each body
-- counts by. What was published never changes; the days it gave stand whole in
-- the table calendars, under their hash.

-- +goose Up
CREATE TABLE calendar_layers (
  id           uuid PRIMARY KEY,
  unit         text NOT NULL DEFAULT '', -- whose days: empty for the whole nation
  title        text NOT NULL,
  number       text NOT NULL DEFAULT '', -- of the source document
  issued       date,
  link         text NOT NULL DEFAULT '',
  file_name    text NOT NULL DEFAULT '', -- the document itself, where it was attached
  file         bytea,
  given        text NOT NULL,            -- CSV as it was given
  whole        boolean NOT NULL DEFAULT false, -- given is the whole layer, not a change to it
  csv          text NOT NULL DEFAULT '', -- all days of the layer, once it is published
  status       text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'dropped')),
  author       text NOT NULL DEFAULT '', -- user id; empty: came with the program
  created      timestamptz NOT NULL,
  published_by text NOT NULL DEFAULT '',
  published_at timestamptz,
  base         text NOT NULL DEFAULT '', -- what was in force when the preview was made: see Base
  preview      timestamptz,              -- when the preview was complete
  running      timestamptz,              -- sign of life of the preview that is being made
  cases        int NOT NULL DEFAULT 0,   -- open cases that it looked at
  CHECK (author = '' OR author <> published_by) -- two people
);
CREATE INDEX calendar_layers_list ON calendar_layers (created DESC, id DESC) WHERE status <> 'dropped';
CREATE TRIGGER calendar_layers_kept BEFORE UPDATE OR DELETE ON calendar_layers FOR EACH ROW
  WHEN (OLD.status = 'published') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_layers_whole BEFORE TRUNCATE ON calendar_layers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A body without a row counts by that of the nearest body above that has one,
-- at last by the nation's.
CREATE TABLE calendars_in_force (
  unit    text PRIMARY KEY,
  hash    text NOT NULL REFERENCES calendars, -- of all layers together
  layer   uuid NOT NULL REFERENCES calendar_layers, -- its own days
  because uuid NOT NULL REFERENCES calendar_layers, -- whose publication changed the hash last
  since   timestamptz NOT NULL
);

-- What a layer would do to each clock that runs: the preview.
CREATE TABLE calendar_moves (
  layer      uuid NOT NULL REFERENCES calendar_layers,
  case_id    uuid NOT NULL REFERENCES cases,
  clock      text NOT NULL,
  title      text NOT NULL,
  unit       text NOT NULL, -- that answers for the case
  old_due    text NOT NULL, -- moments
  new_due    text NOT NULL,
  days       int  NOT NULL, -- calendar days gained; negative: lost
  late       boolean NOT NULL, -- becomes overdue by the move
  relieved   boolean NOT NULL, -- is no longer overdue
  PRIMARY KEY (layer, case_id, clock)
);

INSERT INTO calendar_layers (id, title, given, csv, status, created, published_at)
  SELECT gen_random_uuid(), name, csv, csv, 'published', at, at FROM calendars ORDER BY at DESC, hash DESC LIMIT 1;
INSERT INTO calendars_in_force (unit, hash, layer, because, since)
  SELECT '', c.hash, l.id, l.id, c.at FROM (SELECT * FROM calendars ORDER BY at DESC, hash DESC LIMIT 1) c, calendar_layers l;

-- +goose Down
DROP TABLE calendar_moves, calendars_in_force, calendar_layers;
