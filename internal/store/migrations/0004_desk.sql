-- Files, and the log of reveals.

-- +goose Up
CREATE TABLE files (
  id          uuid PRIMARY KEY,
  case_id     uuid REFERENCES cases, -- null: uploaded, not yet used by an act
  name        text NOT NULL,
  type        text NOT NULL,
  size        bigint NOT NULL,
  sha256      text NOT NULL,
  content     bytea NOT NULL,
  uploaded_by text NOT NULL,
  at          timestamptz NOT NULL
);
ALTER TABLE files ALTER COLUMN content SET STORAGE EXTERNAL; -- PDF and images do not compress
CREATE INDEX files_case ON files (case_id) WHERE case_id IS NOT NULL;

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
