#!/bin/bash
# Makes .venv with a Python of 3.11 or newer, and installs the pinned packages of one file.
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=$1
log=.venv/install.log

new_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
}

if [ ! -x .venv/bin/pip ]; then
  python=$(new_python)
  if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed, and this machine has $(python3 --version 2>/dev/null || echo none)." >&2
    exit 1
  fi
  rm -rf .venv
  if ! output=$("$python" -m venv .venv 2>&1); then
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
      "$python" -m venv .venv
    else
      echo "Python's venv module is incomplete here: run 'sudo apt install python3-venv', then this command again." >&2
      [ -n "${VERBOSE:-}" ] && echo "$output" >&2
      exit 1
    fi
  fi
fi

echo "Installing the packages of $requirements"
if ! .venv/bin/pip install --quiet --disable-pip-version-check -r "$requirements" >"$log" 2>&1; then
  tail -n 15 "$log" >&2
  if grep -qiE 'gcc|compiler|Failed building wheel|Python\.h' "$log"; then
    echo "A package has no ready-made build for this machine and there is no compiler: run 'sudo apt install build-essential python3-dev', then this command again." >&2
  else
    echo "The packages could not be installed; $log says why." >&2
  fi
  exit 1
fi
