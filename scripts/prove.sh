#!/bin/bash
# The full counts of faults, races and state machines, on both profiles (docs/proofs.md). An hour on two cores.
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

step "faults on both profiles; races and state machines on SQLite" \
  .venv/bin/python -m pytest -m prove --capture=no --durations=0
step "races and state machines on PostgreSQL" \
  env HELPDESK_TEST_PROFILE=scaled .venv/bin/python -m pytest -m "prove and not processes and not browser" --capture=no --durations=0

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFailed: %s\n' "$(IFS=';'; echo "${failed[*]}")"
  exit 1
fi
