-- Notices: what a step must tell somebody, written with the step (outbox),
-- then turned once into inbox entries and mails for the people found that day.

-- +goose Up
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id    uuid NOT NULL REFERENCES cases,
  seq        int  NOT NULL,
  kind       text NOT NULL, -- notify | hand-over | end
  clock      text NOT NULL DEFAULT '',
  rung       int  NOT NULL DEFAULT -1,
  does       text NOT NULL DEFAULT '',
  roles      text[] NOT NULL DEFAULT '{}',
  unit       text NOT NULL, -- responsible for the case after the step
  superior   text NOT NULL,
  receiver   text NOT NULL,
  date       date NOT NULL, -- the rung's own date, or that of the act
  due        text NOT NULL DEFAULT '',
  not_before timestamptz NOT NULL,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
  attempts   int  NOT NULL DEFAULT 0,
  fence      bigint NOT NULL DEFAULT 0, -- grows with each claim: who lost a lease can no longer write
  leased     timestamptz,
  problem    text NOT NULL DEFAULT '',
  UNIQUE (case_id, seq, kind, clock, rung, due)
);
-- Exactly once per rung: a due date that moved is another rung.
CREATE UNIQUE INDEX outbox_once ON outbox (case_id, clock, rung, due) WHERE kind = 'notify';
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';

CREATE TABLE inbox (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner     text NOT NULL, -- user id
  outbox_id bigint NOT NULL REFERENCES outbox,
  case_id   uuid NOT NULL REFERENCES cases,
  kind      text NOT NULL,
  title     text NOT NULL,
  body      text NOT NULL,
  at        timestamptz NOT NULL,
  read_at   timestamptz,
  UNIQUE (outbox_id, owner)
);
CREATE INDEX inbox_list ON inbox (owner, id DESC);
CREATE INDEX inbox_unread ON inbox (owner) WHERE read_at IS NULL;

CREATE TABLE deliveries (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key        text NOT NULL UNIQUE, -- the same for the same rung and person, even after a restore
  outbox_id  bigint NOT NULL REFERENCES outbox,
  recipient  text NOT NULL, -- user id
  address    text NOT NULL,
  subject    text NOT NULL,
  body       text NOT NULL,
  not_before timestamptz NOT NULL,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
  attempts   int  NOT NULL DEFAULT 0,
  fence      bigint NOT NULL DEFAULT 0,
  leased     timestamptz,
  problem    text NOT NULL DEFAULT '',
  sent       timestamptz,
  UNIQUE (outbox_id, recipient)
);
CREATE INDEX deliveries_waiting ON deliveries (not_before, id) WHERE state = 'waiting';
CREATE INDEX deliveries_dead ON deliveries (id) WHERE state = 'dead';

-- +goose Down
DROP TABLE deliveries, inbox, outbox;
