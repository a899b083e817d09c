#!/bin/sh
# Makes the three roles and their databases: the record, the vault, Temporal.
# Each role owns its own and may not connect to the others. Run as PostgreSQL's
# administrator, with the passwords in DATABASE_PASSWORD, VAULT_PASSWORD and
# TEMPORAL_PASSWORD.
set -eu
: "${DATABASE_PASSWORD:?}" "${VAULT_PASSWORD:?}" "${TEMPORAL_PASSWORD:?}"
psql -v ON_ERROR_STOP=1 -d postgres -v record="$DATABASE_PASSWORD" -v vault="$VAULT_PASSWORD" -v temporal="$TEMPORAL_PASSWORD" <<'SQL'
CREATE ROLE donthu       LOGIN PASSWORD :'record';
CREATE ROLE donthu_vault LOGIN PASSWORD :'vault';
CREATE ROLE temporal     LOGIN PASSWORD :'temporal';
CREATE DATABASE donthu              OWNER donthu       TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE donthu_vault        OWNER donthu_vault TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE temporal            OWNER temporal     TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE temporal_visibility OWNER temporal     TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE donthu, donthu_vault, temporal, temporal_visibility FROM PUBLIC;
SQL
