-- What the record knows of files, and the log of reveals.

-- +goose Up
-- Content and the name that a file came under lie in the vault, under the same
-- id: the scan of a petition names its sender as plainly as the form does. What
-- stands here must not tell either which paper it is, to somebody who has a
-- guess: the size is rounded up, the sum is over what the vault stored, sealed.
CREATE TABLE files (
  id          uuid PRIMARY KEY,
  case_id     uuid REFERENCES cases, -- null: uploaded, not yet used by an act
  number      int,                   -- counts the files of a case
  extension   text NOT NULL,         -- ".pdf": of what the content is
  type        text NOT NULL,
  size        bigint NOT NULL CHECK (size % 65536 = 0),
  digest      text NOT NULL,
  uploaded_by text NOT NULL,
  at          timestamptz NOT NULL,
  UNIQUE (case_id, number),
  CHECK ((case_id IS NULL) = (number IS NULL))
);
CREATE INDEX files_loose ON files (at) WHERE case_id IS NULL;

CREATE TABLE access_log (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor   text NOT NULL, -- user id
  unit    text NOT NULL,
  case_id uuid NOT NULL REFERENCES cases,
  what    text NOT NULL,
  reason  text NOT NULL CHECK (reason <> ''),
  at      timestamptz NOT NULL
);
CREATE INDEX access_log_case ON access_log (case_id, id);
CREATE TRIGGER access_log_kept BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_whole BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE access_log, files;
