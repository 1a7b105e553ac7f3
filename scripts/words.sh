#!/bin/bash
# Collects the words people read from the sources into locale/, for a translator.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(-l zh_Hans --no-obsolete --no-wrap --add-location file -v 0)
skipped=(-i '.venv*' -i node_modules -i 'tests*' -i bench -i scripts -i 'static/build*' -i 'static/collected*' -i 'data*')
.venv/bin/python -m django makemessages -d django -e html,py,txt "${options[@]}" "${skipped[@]}"
.venv/bin/python -m django makemessages -d djangojs -e js "${options[@]}" "${skipped[@]}"
