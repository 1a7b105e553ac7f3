#!/bin/bash
# Installs what the tests drive besides the product, where it may; says what is skipped where it may not.
set -uo pipefail

wanted=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
command -v redis-server >/dev/null || wanted+=(redis-server)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || wanted+=(postgresql)
command -v xgettext >/dev/null || wanted+=(gettext)
command -v ffprobe >/dev/null || wanted+=(ffmpeg)
[ ${#wanted[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then
  apt=(apt-get)
elif sudo -n true 2>/dev/null; then
  apt=(sudo apt-get)
else
  echo "Not installed: ${wanted[*]}. The tests that need them are skipped ('sudo apt install ${wanted[*]}')."
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
echo "Installing ${wanted[*]}"
"${apt[@]}" update -qq </dev/null
for package in "${wanted[@]}"; do
  "${apt[@]}" install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 </dev/null ||
    echo "Could not install $package: the tests that need it are skipped."
done
