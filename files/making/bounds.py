"""What this process, and each it starts, may use at most."""

import contextlib
import os
import resource
from pathlib import Path

CPU_SECONDS = 30
MEMORY = 1_536 * 1024**2
FILM_MEMORY = 1024**3
OPEN_FILES = 64
NICE = 10


def hold(*, largest_file: int) -> None:
    """From here on. The hard limits fall too: they cannot be raised again."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, largest_file)
    hold_memory(MEMORY)
    _give_way()


def _give_way() -> None:
    """People who are being answered come first."""
    os.nice(NICE)
    with contextlib.suppress(OSError):  # where the kernel weighs sessions against each other, this one is its own
        Path("/proc/self/autogroup").write_text(str(NICE))


def hold_memory(most: int) -> None:
    _limit(resource.RLIMIT_AS, most)


def _limit(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a system without this limit, or one that is lower already
        resource.setrlimit(what, (most, most))
