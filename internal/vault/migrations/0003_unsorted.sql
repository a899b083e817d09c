-- Who sent a petition that is not yet classified may be a denouncer: their
-- entries are kept as those of denouncers are, under a name of their own.

-- +goose Up
ALTER TABLE vault.secrets DROP CONSTRAINT secrets_kind_check;
ALTER TABLE vault.secrets ADD CONSTRAINT secrets_kind_check CHECK (kind IN ('identity', 'denouncer', 'unsorted', 'narrative'));

-- +goose Down
ALTER TABLE vault.secrets DROP CONSTRAINT secrets_kind_check;
ALTER TABLE vault.secrets ADD CONSTRAINT secrets_kind_check CHECK (kind IN ('identity', 'denouncer', 'narrative'));
