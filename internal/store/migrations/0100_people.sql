-- The organisation: units, officers, the roles they hold, and how they sign in.
-- A period runs from its first day to its last day, both counted; no last day:
-- still open.

-- +goose Up
CREATE TABLE units (
  id        text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  code      text NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9.-]{0,34}$'), -- short, stands in case codes
  name      text NOT NULL CHECK (name <> ''),
  level     text NOT NULL CHECK (level IN ('trung-uong', 'tinh', 'khu-vuc', 'huyen', 'xa')), -- huyen: before 2025-07-01
  branch    text NOT NULL CHECK (branch IN ('hanh-chinh', 'dang', 'tu-phap')),
  parent    text REFERENCES units CHECK (parent <> id),
  first_day date NOT NULL,
  last_day  date CHECK (last_day >= first_day)
);
CREATE UNIQUE INDEX units_code ON units (code) WHERE last_day IS NULL; -- a code may come back after a reorganisation
CREATE INDEX units_parent ON units (parent);

-- Codes by which others know a unit: QĐ 20/2020/QĐ-TTg, administrative units, and so on.
CREATE TABLE unit_codes (
  unit      text NOT NULL REFERENCES units ON DELETE CASCADE,
  scheme    text NOT NULL CHECK (scheme <> ''),
  value     text NOT NULL CHECK (value <> ''),
  first_day date NOT NULL,
  last_day  date CHECK (last_day >= first_day),
  PRIMARY KEY (scheme, value, first_day)
);
CREATE INDEX unit_codes_unit ON unit_codes (unit);

CREATE TABLE users (
  id       text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  account  text NOT NULL UNIQUE CHECK (account ~ '^[a-z0-9][a-z0-9._@-]{0,99}$'),
  name     text NOT NULL CHECK (name <> ''),
  email    text NOT NULL DEFAULT '', -- empty: told in the inbox only
  password text NOT NULL DEFAULT '', -- argon2id; empty: no login
  disabled boolean NOT NULL DEFAULT false,
  created  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE holdings (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id   text NOT NULL REFERENCES users,
  unit      text NOT NULL REFERENCES units,
  role      text NOT NULL CHECK (role ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(role) <= 64),
  first_day date NOT NULL,
  last_day  date CHECK (last_day >= first_day),
  basis     text NOT NULL DEFAULT '', -- the decision that appoints
  UNIQUE (user_id, unit, role, first_day)
);
CREATE INDEX holdings_unit ON holdings (unit, role);

-- Officers who never see, handle or are told of a case: those it is about.
CREATE TABLE case_exclusions (
  case_id uuid NOT NULL,
  user_id text NOT NULL REFERENCES users,
  at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, user_id)
);

-- Only hashes of session ids and tokens stand here: a copy of the database
-- signs nobody in.
CREATE TABLE sessions (
  hash    bytea PRIMARY KEY,
  user_id text NOT NULL REFERENCES users,
  address inet,
  created timestamptz NOT NULL,
  seen    timestamptz NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE api_tokens (
  id        uuid PRIMARY KEY,
  user_id   text NOT NULL REFERENCES users,
  name      text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  hash      bytea NOT NULL UNIQUE,
  created   timestamptz NOT NULL,
  expires   timestamptz NOT NULL,
  last_used timestamptz
);
CREATE INDEX api_tokens_user ON api_tokens (user_id);

-- key is a hash: what somebody typed as an account may be a password.
CREATE TABLE sign_in_limits (
  key      bytea PRIMARY KEY,
  failures int NOT NULL,
  last     timestamptz NOT NULL,
  wait     timestamptz NOT NULL -- no attempt before
);
CREATE INDEX sign_in_limits_last ON sign_in_limits (last);

CREATE TABLE sign_ins (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  user_id text REFERENCES users, -- null: no such account; what was typed is not kept
  address inet,
  outcome text NOT NULL CHECK (outcome IN ('signed-in', 'wrong', 'told-to-wait', 'disabled', 'signed-out'))
);
CREATE INDEX sign_ins_user ON sign_ins (user_id, at DESC);

-- +goose Down
DROP TABLE sign_ins, sign_in_limits, api_tokens, sessions, case_exclusions, holdings, users, unit_codes, units;
