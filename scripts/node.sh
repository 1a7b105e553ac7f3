#!/bin/bash
# Installs the pinned front-end packages, with the machine's Node or, where it has none, one from the Python packages.
set -euo pipefail
cd "$(dirname "$0")/.."
log=.venv/npm.log

has_node() {
  command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

if ! has_node; then
  echo "Installing Node"
  .venv/bin/pip install --quiet --disable-pip-version-check -r requirements-node.txt
  hash -r
fi

echo "Installing the front-end packages"
if ! npm ci --no-audit --no-fund --loglevel=error >"$log" 2>&1 </dev/null; then
  tail -n 15 "$log" >&2
  echo "The front-end packages could not be installed; $log says why." >&2
  exit 1
fi
