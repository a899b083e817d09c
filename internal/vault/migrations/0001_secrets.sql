-- +goose Up
REVOKE ALL ON SCHEMA vault FROM PUBLIC;

-- One row: the keyset that encrypts all secrets, itself encrypted by the key
-- of the key file.
CREATE TABLE vault.keyset (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    wrapped  bytea NOT NULL
);

-- token is all that the record and Temporal ever see of a secret.
CREATE TABLE vault.secrets (
    token       uuid PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('identity', 'denouncer', 'narrative')),
    field       text NOT NULL CHECK (field ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(field) <= 64),
    case_id     text CHECK (case_id <> '' AND length(case_id) <= 100),
    ciphertext  bytea NOT NULL,
    put_at      timestamptz NOT NULL DEFAULT now(),
    attached_at timestamptz,
    CHECK ((case_id IS NULL) = (attached_at IS NULL))
);

CREATE INDEX secrets_unattached ON vault.secrets (put_at) WHERE case_id IS NULL;

-- +goose Down
DROP TABLE vault.secrets;
DROP TABLE vault.keyset;
