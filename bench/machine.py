"""What the machine's cores were busy with."""

import os
import time
from pathlib import Path

from tests.services.child import children

TICKS = os.sysconf("SC_CLK_TCK")


def busy_seconds() -> float:
    """Of all cores and all processes, since the machine started."""
    user, nice, system, _idle, _wait, irq, soft, *_ = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(map(int, (user, nice, system, irq, soft))) / TICKS


def used_seconds(pids: list[int]) -> float:
    """Of these processes and all below them."""
    return sum(map(_used, {each for pid in pids for each in (pid, *children(pid))}))


def _used(pid: int) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, words[11:15])) / TICKS  # with those of its children that have ended


class Meter:
    """Between its making and `read`: CPU seconds of the servers, and the share of the machine that neither they nor this process used."""

    def __init__(self, pids: list[int]):
        self.pids = pids
        self.start = self._now()

    def _now(self) -> tuple[float, ...]:
        return used_seconds(self.pids), _used(os.getpid()), busy_seconds(), time.monotonic()

    def read(self) -> tuple[float, float]:
        servers, own, busy, passed = (now - before for now, before in zip(self._now(), self.start, strict=True))
        return servers, max(0.0, busy - servers - own) / passed / (os.cpu_count() or 1)
