-- Which body a term of a case was missed through, and why, as the officer says
-- who closes the case. A correction is a further row: the last one holds.

-- +goose Up
CREATE TABLE lateness (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  clock   text NOT NULL,
  unit    text NOT NULL,
  cause   text NOT NULL,
  note    text NOT NULL DEFAULT '', -- token of the vault
  author  text NOT NULL,            -- user id
  at      timestamptz NOT NULL,
  command text NOT NULL,            -- the same request again is the same row
  UNIQUE (case_id, clock, command)
);
CREATE TRIGGER lateness_kept BEFORE UPDATE OR DELETE ON lateness FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lateness_whole BEFORE TRUNCATE ON lateness FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE lateness;
