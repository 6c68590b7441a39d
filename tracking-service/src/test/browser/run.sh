#!/bin/sh
# run.sh SCENARIO JSON: plays a visitor in Chromium and prints what the browser saw, as JSON
set -eu
cd "$(dirname "$0")"

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress --loglevel=error >&2
  touch node_modules/.package-lock.json
fi

exec node run.mjs "$@"
