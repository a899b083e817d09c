-- Who stands in for whom, who is close to whom a case is about, deputies in
-- charge, inspectorates. A period runs from its first day to its last day, both
-- counted; no last day: not known yet.

-- +goose Up
-- An absence (no unit and role: the whole person is away, with or without a
-- substitute), or a delegation of one role in one unit. Nothing is removed: what
-- ended early, or was entered by mistake, has a day on which it no longer holds.
CREATE TABLE replacements (
  id         uuid PRIMARY KEY,
  user_id    text NOT NULL REFERENCES users,            -- who is away, or delegates
  substitute text REFERENCES users CHECK (substitute <> user_id),
  unit       text REFERENCES units,
  role       text NOT NULL DEFAULT '',
  first_day  date NOT NULL,
  last_day   date CHECK (last_day >= first_day),
  basis      text NOT NULL DEFAULT '',                  -- the document that says so; no ground of an absence
  entered_by text REFERENCES users,                     -- null: from a file
  entered    timestamptz NOT NULL,
  ended      date CHECK (ended >= first_day),           -- first day on which it no longer holds
  ended_by   text REFERENCES users,
  ended_at   timestamptz,
  CHECK ((unit IS NULL) = (role = '')),
  CHECK (role = '' OR substitute IS NOT NULL AND last_day IS NOT NULL)
);
CREATE INDEX replacements_user ON replacements (user_id, first_day DESC);
CREATE INDEX replacements_substitute ON replacements (substitute, first_day DESC);

-- What a deputy is in charge of: names of kinds or procedures; empty: the whole.
ALTER TABLE holdings ADD COLUMN charge text[] NOT NULL DEFAULT '{}' CHECK (charge = '{}' OR role = 'pho-phu-trach');

-- The body for which a unit is the inspectorate.
ALTER TABLE units ADD COLUMN inspects text REFERENCES units CHECK (inspects <> id);
CREATE INDEX units_inspects ON units (inspects) WHERE inspects IS NOT NULL;

-- In whose place each of the people was told, beside them; empty: as themselves.
ALTER TABLE addressees ADD COLUMN instead text[] NOT NULL DEFAULT '{}';

-- Whoever was barred by mistake is let in again; that they were barred, and why
-- both, stays. Queries ask the view: who is barred now.
ALTER TABLE case_exclusions RENAME TO exclusions;
ALTER TABLE exclusions ADD COLUMN relation text NOT NULL DEFAULT 'subject' CHECK (relation IN ('subject', 'close'));
ALTER TABLE exclusions ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE exclusions ADD COLUMN lifted timestamptz;
CREATE VIEW case_exclusions AS SELECT case_id, user_id, relation, reason, at FROM exclusions WHERE lifted IS NULL;

-- +goose Down
DROP VIEW case_exclusions;
DELETE FROM exclusions WHERE lifted IS NOT NULL;
ALTER TABLE exclusions DROP COLUMN lifted, DROP COLUMN reason, DROP COLUMN relation;
ALTER TABLE exclusions RENAME TO case_exclusions;
ALTER TABLE addressees DROP COLUMN instead;
ALTER TABLE units DROP COLUMN inspects;
ALTER TABLE holdings DROP COLUMN charge;
DROP TABLE replacements;
