"""The virus scanner, where there is one: any program that is given a path and answers by its exit code."""

import logging
import shlex
import subprocess
from pathlib import Path
from typing import Literal

from django.conf import settings

Verdict = Literal["clean", "infected", "unavailable"]
log = logging.getLogger(__name__)
SECONDS = 60
VERDICTS: dict[int, Verdict] = {0: "clean", 1: "infected"}


def scan(path: Path) -> Verdict:
    """What the program of ANTIVIRUS_COMMAND says of this file; without one, everything is clean."""
    command = getattr(settings, "ANTIVIRUS_COMMAND", "")
    if not command:
        return "clean"
    nowhere = subprocess.DEVNULL
    try:
        code = subprocess.run(
            _words(command, path), stdin=nowhere, stdout=nowhere, stderr=nowhere, timeout=SECONDS, check=False
        ).returncode
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.warning("antivirus: %s", error)
        return "unavailable"
    if code not in VERDICTS:
        log.warning("antivirus: the scanner ended with %s", code)
    return VERDICTS.get(code, "unavailable")


def _words(command: str | list[str], path: Path) -> list[str]:
    """The path is put where `{path}` stands, else at the end; no shell ever reads it."""
    words = shlex.split(command) if isinstance(command, str) else list(command)
    if not any("{path}" in word for word in words):
        words.append("{path}")
    return [word.replace("{path}", str(path.absolute())) for word in words]
