-- Attachments. The content is sealed once under a key of its own; that key
-- stands in the label, with the name that the file came under, sealed by the
-- keyset for this token and case. To give a file to a case is to seal its
-- label afresh.

-- +goose Up
CREATE TABLE vault.files (
    token       uuid PRIMARY KEY,
    case_id     text CHECK (case_id <> '' AND length(case_id) <= 100),
    label       bytea NOT NULL,
    content     bytea NOT NULL,
    put_at      timestamptz NOT NULL DEFAULT now(),
    attached_at timestamptz,
    CHECK ((case_id IS NULL) = (attached_at IS NULL))
);
ALTER TABLE vault.files ALTER COLUMN content SET STORAGE EXTERNAL; -- what is sealed does not compress

CREATE INDEX files_unattached ON vault.files (put_at) WHERE case_id IS NULL;

-- +goose Down
DROP TABLE vault.files;
