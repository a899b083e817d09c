-- Published procedures, which never change, and the drafts they come from.

-- +goose Up
CREATE TABLE procedures (
  name         text NOT NULL,
  version      text NOT NULL,
  title        text NOT NULL,
  kind         text NOT NULL,
  from_date    date NOT NULL,
  to_date      date,
  text         text NOT NULL,
  plan         text NOT NULL REFERENCES plans,
  author       text NOT NULL DEFAULT '', -- user id; empty: came with the program
  published_by text NOT NULL DEFAULT '',
  published_at timestamptz NOT NULL,
  PRIMARY KEY (name, version),
  CHECK (author = '' OR author <> published_by) -- two people
);
CREATE TRIGGER procedures_kept BEFORE UPDATE OR DELETE ON procedures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedures_whole BEFORE TRUNCATE ON procedures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE drafts (
  id       uuid PRIMARY KEY,
  name     text NOT NULL,
  version  text NOT NULL,
  text     text NOT NULL,
  revision int  NOT NULL DEFAULT 1,
  status   text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'published')),
  author   text NOT NULL,
  reason   text NOT NULL DEFAULT '', -- why it was returned
  updated  timestamptz NOT NULL
);
CREATE INDEX drafts_list ON drafts (updated DESC, id DESC);

-- +goose Down
DROP TABLE drafts, procedures;
