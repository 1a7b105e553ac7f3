#!/bin/bash
# Every check that runs nothing of the product, each named, all of them even when one fails.
set -uo pipefail
cd "$(dirname "$0")/.."
export DATA_DIR
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
failed=()
templates=$(git ls-files '*.html')
typed=$(git ls-files 'core/*.py' 'helpdesk/*.py' ':!helpdesk/settings.py' '*/actions.py' '*/actions/*.py' '*/states.py' '*/events.py' '*/groups.py')

step() {
  local name=$1 started=$SECONDS
  shift
  if output=$("$@" 2>&1 </dev/null); then
    printf 'ok      %-34s %2d s\n' "$name" $((SECONDS - started))
  else
    printf 'FAILED  %s\n%s\n' "$name" "$output"
    failed+=("$name")
  fi
}

step "ruff" .venv/bin/ruff check .
step "ruff's format" .venv/bin/ruff format --check .
# shellcheck disable=SC2086 # one word for each file
step "types" .venv/bin/mypy $typed
step "layers" .venv/bin/lint-imports
# shellcheck disable=SC2086
step "templates" .venv/bin/djade --check --target-version 5.2 $templates
# shellcheck disable=SC2086
step "templates' indentation" .venv/bin/djhtml --check --tabwidth 2 $templates
step "the pages' code" npm run --silent lint
step "the pages' weight" npm run --silent size
step "migrations" .venv/bin/python manage.py makemigrations --check --dry-run
step "deployment" .venv/bin/python manage.py check
step "the house's own rules" .venv/bin/python -m pytest -q --tb=short tests/house

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFailed: %s\n' "$(IFS=';'; echo "${failed[*]}")"
  exit 1
fi
