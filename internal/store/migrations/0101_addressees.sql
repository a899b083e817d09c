-- Who was told in place of a role: the legal addressee, and where somebody was
-- found when the post was vacant.

-- +goose Up
CREATE TABLE addressees (
  outbox_id bigint NOT NULL REFERENCES outbox,
  role      text NOT NULL, -- of the procedure
  unit      text NOT NULL, -- in which the law looks for it
  reached   text NOT NULL, -- unit in which somebody was found
  as_role   text NOT NULL, -- role of the organisation by which; empty: the role itself
  people    text[] NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (outbox_id, role, unit) -- a hand-over is told in two units
);

-- +goose Down
DROP TABLE addressees;
