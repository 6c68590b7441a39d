#!/bin/sh
# run.sh build|test DIRECTORY: builds the browser script into DIRECTORY, or runs its tests there.
# Maven calls it; what has not changed is not done again.
set -eu
cd "$(dirname "$0")"

if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
  echo "The browser script needs npm and Node.js 18 or newer: apt install npm (Debian), brew install node (macOS)" >&2
  exit 1
fi

# npm writes this file last: it is older than the lock after a change of versions or a broken install
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress --loglevel=error
  touch node_modules/.package-lock.json
fi

exec node build.mjs "$@"
