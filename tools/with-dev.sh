#!/usr/bin/env bash
# Runs a command against the whole product, started on fresh data and stopped
# afterwards: BASE_URL, MAIL_URL and TEMPORAL_URL say where things are, DEV_DATA
# is the data directory (run/*.pid: process ids, logs/*.log).
#
#   tools/with-dev.sh npm --prefix web run e2e
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
DEV_DATA=$(mktemp -d /var/tmp/donthu-with-dev.XXXXXX)
chmod 755 "$DEV_DATA"
screen=$DEV_DATA/screen.log

(cd "$root" && DATA_DIR=$DEV_DATA exec .bin/donthu dev) >"$screen" 2>&1 &
dev=$!

finish() {
  kill -TERM "$dev" 2>/dev/null || true
  wait "$dev" 2>/dev/null || true
  rm -rf "$DEV_DATA"
}
trap finish EXIT

for ((i = 0; i < 1200; i++)); do
  grep -q 'Ctrl-C stops' "$screen" && break
  kill -0 "$dev" 2>/dev/null || break
  sleep 0.5
done
grep -q 'Ctrl-C stops' "$screen" || { cat "$screen" >&2; exit 1; }

port() { sed -n "s/.*\"$1\": \([0-9]*\).*/\1/p" "$DEV_DATA/ports.json"; }
export DEV_DATA BASE_URL="http://127.0.0.1:$(port page)" MAIL_URL="http://127.0.0.1:$(port mail-page)" \
  TEMPORAL_URL="http://127.0.0.1:$(port temporal-page)"
status=0
"$@" || status=$?
[ "$status" = 0 ] || tail -n 20 "$screen" "$DEV_DATA"/logs/{serve,worker}.log >&2
exit "$status"
