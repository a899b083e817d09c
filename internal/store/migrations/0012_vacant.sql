-- A notice that reaches nobody, because a body and all above it are vacant, says
-- in which bodies somebody was looked for. The heartbeat counts such notices apart:
-- they wait for a person to be appointed, not for a program.

-- +goose Up
ALTER TABLE outbox ADD COLUMN vacant text[] NOT NULL DEFAULT '{}'; -- unit ids; only while it waits
CREATE INDEX outbox_vacant ON outbox (id) WHERE state = 'waiting' AND vacant <> '{}';
ALTER TABLE heartbeats ADD COLUMN unreached int NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE heartbeats DROP COLUMN unreached;
DROP INDEX outbox_vacant;
ALTER TABLE outbox DROP COLUMN vacant;
