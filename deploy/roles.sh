#!/bin/sh
# Makes the three roles and their databases: the record, the vault, Temporal.
# Each role owns its own and may not connect to the others. Run as PostgreSQL's
# administrator, with the passwords in DATABASE_PASSWORD, VAULT_PASSWORD and
# TEMPORAL_PASSWORD; psql reads them there, so that no list of processes and no
# line of PostgreSQL's log shows them.
#
# It may be repeated: what is there stays, the passwords become the given ones.
set -eu
: "${DATABASE_PASSWORD:?}" "${VAULT_PASSWORD:?}" "${TEMPORAL_PASSWORD:?}"
cd / # whoever calls may stand where PostgreSQL's administrator may not go
psql -q -v ON_ERROR_STOP=1 -d postgres <<'SQL'
\getenv record DATABASE_PASSWORD
\getenv vault VAULT_PASSWORD
\getenv temporal TEMPORAL_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', role)
FROM unnest(ARRAY['donthu', 'donthu_vault', 'temporal']) role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
SET log_min_error_statement = 'panic';
SET log_statement = 'none';
SET log_min_duration_statement = -1;
ALTER ROLE donthu       LOGIN PASSWORD :'record';
ALTER ROLE donthu_vault LOGIN PASSWORD :'vault';
ALTER ROLE temporal     LOGIN PASSWORD :'temporal';

SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8''', name, owner)
FROM (VALUES ('donthu', 'donthu'), ('donthu_vault', 'donthu_vault'),
             ('temporal', 'temporal'), ('temporal_visibility', 'temporal')) wanted (name, owner)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \gexec
REVOKE ALL ON DATABASE donthu, donthu_vault, temporal, temporal_visibility FROM PUBLIC;
SQL
