-- Channels: an inbox that can be followed, mail and webhook side by side,
-- templates of letters, addresses at a gateway, calendar feeds.

-- +goose Up
-- An entry that no notice of a case stands behind says what it is about: each
-- person is told of that once.
ALTER TABLE inbox ALTER COLUMN outbox_id DROP NOT NULL, ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE inbox ADD COLUMN about text;
CREATE UNIQUE INDEX inbox_about ON inbox (owner, about);
ALTER TABLE inbox ADD CHECK ((outbox_id IS NULL) = (about IS NOT NULL));

-- The place of an entry among those of its owner. Ids are given out before
-- transactions end, so a greater one may be seen first, and who follows them
-- would miss the other. A place is given out under a lock on the owner's row
-- here, which lasts until its transaction ends: who has seen a place has seen
-- all before it.
CREATE TABLE inbox_ends (
  owner text PRIMARY KEY,
  last  bigint NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE inbox ADD COLUMN place bigint NOT NULL DEFAULT 0;
UPDATE inbox i SET place = n.place FROM (SELECT id, row_number() OVER (PARTITION BY owner ORDER BY id) AS place FROM inbox) n WHERE n.id = i.id;
INSERT INTO inbox_ends (owner, last) SELECT owner, max(place) FROM inbox GROUP BY owner;
CREATE UNIQUE INDEX inbox_place ON inbox (owner, place);

-- +goose StatementBegin
CREATE FUNCTION inbox_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO inbox_ends AS e (owner, last) VALUES (NEW.owner, 1)
    ON CONFLICT (owner) DO UPDATE SET last = e.last + 1 RETURNING last INTO NEW.place;
  RETURN NEW;
END $$;
CREATE FUNCTION inbox_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('inbox', o.owner) FROM (SELECT DISTINCT owner FROM changed) o;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER inbox_placed BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION inbox_placed();
CREATE TRIGGER inbox_grown AFTER INSERT ON inbox REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION inbox_changed();
CREATE TRIGGER inbox_read AFTER UPDATE ON inbox REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION inbox_changed();

ALTER TABLE deliveries ALTER COLUMN outbox_id DROP NOT NULL;
ALTER TABLE deliveries
  ADD COLUMN channel  text NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'webhook')),
  ADD COLUMN html     text NOT NULL DEFAULT '',
  ADD COLUMN thread   text NOT NULL DEFAULT '', -- the same for all mails about one case
  ADD COLUMN begun    int  NOT NULL DEFAULT 0,  -- times it may have gone out: sent, with no word of what became of it
  ADD COLUMN reported boolean NOT NULL DEFAULT false; -- dead, and an administrator knows
ALTER TABLE deliveries DROP CONSTRAINT deliveries_outbox_id_recipient_key;
ALTER TABLE deliveries ADD UNIQUE (outbox_id, recipient, channel, address);
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state_check;
-- held: goes out when another way to the same person fails; dropped: an
-- administrator has seen that it is dead and leaves it so.
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state_check CHECK (state IN ('waiting', 'done', 'dead', 'dropped', 'held'));
DROP INDEX deliveries_waiting;
CREATE INDEX deliveries_waiting ON deliveries (channel, not_before, id) WHERE state = 'waiting';
CREATE INDEX deliveries_unreported ON deliveries (id) WHERE state = 'dead' AND NOT reported;

-- Each saving is a version of its own; the newest holds. One without a text
-- goes back to the built-in letter.
CREATE TABLE letter_templates (
  kind    text NOT NULL,
  version int  NOT NULL CHECK (version > 0),
  subject text NOT NULL,
  body    text NOT NULL,
  short   text NOT NULL,
  author  text NOT NULL, -- user id
  at      timestamptz NOT NULL,
  PRIMARY KEY (kind, version)
);
CREATE TRIGGER letter_templates_kept BEFORE UPDATE OR DELETE ON letter_templates FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_templates_whole BEFORE TRUNCATE ON letter_templates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How the gateway (SMS, Zalo) of the installation knows an officer.
CREATE TABLE gateway_addresses (
  user_id text PRIMARY KEY,
  address text NOT NULL CHECK (address <> '' AND length(address) <= 200),
  author  text NOT NULL,
  at      timestamptz NOT NULL
);

-- Only the hash of the secret in a feed's address stands here.
CREATE TABLE feeds (
  user_id   text PRIMARY KEY,
  hash      bytea NOT NULL UNIQUE,
  created   timestamptz NOT NULL,
  last_used timestamptz
);

-- +goose Down
DROP TABLE feeds, gateway_addresses, letter_templates;
DELETE FROM deliveries WHERE channel <> 'mail' OR outbox_id IS NULL;
UPDATE deliveries SET state = 'dead' WHERE state = 'dropped';
DROP INDEX deliveries_waiting, deliveries_unreported;
ALTER TABLE deliveries DROP CONSTRAINT deliveries_state_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_state_check CHECK (state IN ('waiting', 'done', 'dead'));
ALTER TABLE deliveries DROP COLUMN channel, DROP COLUMN html, DROP COLUMN thread, DROP COLUMN begun, DROP COLUMN reported;
ALTER TABLE deliveries ADD UNIQUE (outbox_id, recipient);
ALTER TABLE deliveries ALTER COLUMN outbox_id SET NOT NULL;
CREATE INDEX deliveries_waiting ON deliveries (not_before, id) WHERE state = 'waiting';
DROP TRIGGER inbox_placed ON inbox;
DROP TRIGGER inbox_grown ON inbox;
DROP TRIGGER inbox_read ON inbox;
DROP FUNCTION inbox_placed, inbox_changed;
DROP TABLE inbox_ends;
DELETE FROM inbox WHERE outbox_id IS NULL;
DROP INDEX inbox_about, inbox_place;
ALTER TABLE inbox DROP COLUMN place, DROP COLUMN about;
ALTER TABLE inbox ALTER COLUMN outbox_id SET NOT NULL, ALTER COLUMN case_id SET NOT NULL;
