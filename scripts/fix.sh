#!/bin/bash
# Puts right what a program can: order, format, simple mistakes.
set -uo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check --fix --quiet .
.venv/bin/ruff format --quiet .
git ls-files -z '*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2
git ls-files -z '*.html' | xargs -0 -r .venv/bin/djhtml --tabwidth 2
npm run --silent lint -- --fix
