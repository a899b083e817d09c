-- Which case grew out of which. A row is written with the step that says so:
-- the opening of the later case, or an act of the earlier one. Whoever says it
-- first is kept.

-- +goose Up
CREATE TABLE case_links (
  earlier uuid NOT NULL REFERENCES cases,
  later   uuid NOT NULL REFERENCES cases,
  case_id uuid NOT NULL CHECK (case_id IN (earlier, later)), -- whose step says so
  seq     int  NOT NULL,
  field   text NOT NULL, -- of that step's form
  PRIMARY KEY (earlier, later),
  FOREIGN KEY (case_id, seq) REFERENCES steps,
  CHECK (earlier <> later)
);
CREATE UNIQUE INDEX case_links_pair ON case_links (least(earlier, later), greatest(earlier, later));
CREATE INDEX case_links_later ON case_links (later);
CREATE TRIGGER case_links_kept BEFORE UPDATE OR DELETE ON case_links FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_links_whole BEFORE TRUNCATE ON case_links FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE case_links;
