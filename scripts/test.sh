#!/bin/bash
# Every test: the pages' own, then all on the embedded profile, then those of the server on PostgreSQL and Redis.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()

scripts/services.sh

step() {
  local name=$1
  shift
  echo
  echo "== $name"
  "$@" </dev/null || failed+=("$name")
}

on_scaled() {
  if [ -x "$(command -v redis-server)" ] && compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then
    HELPDESK_TEST_PROFILE=scaled .venv/bin/python -m pytest -m "not prove and not browser and not processes" --ignore tests/house
  else
    echo "Skipped: PostgreSQL and Redis are needed for it."
  fi
}

step "the pages' tests" npm test --silent
step "the server on PostgreSQL and Redis" on_scaled
step "everything on the embedded profile" .venv/bin/python -m pytest

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFailed: %s\n' "$(IFS=';'; echo "${failed[*]}")"
  exit 1
fi
