"""kill -9 where it hurts uploads: at a random byte, while a file is looked at, as it moves into the storage."""

import asyncio
import os
import random
import signal
from pathlib import Path

from tests.faults.senders import Senders
from tests.services.child import Child
from tests.services.site import Site

GLANCE = 0.001
AIM_SECONDS = 8  # nothing to aim at: strike all the same


class Killer:
    """Each kill is of one process, with or without what it has started; it is started again a moment later."""

    def __init__(self, site: Site, targets: list[Child], senders: Senders, chance: random.Random):
        self.targets, self.senders, self.chance = targets, senders, chance
        self.uploads = Path(site.environment()["DATA_DIR"]) / "uploads"
        self.aims = {"a move": self._a_move, "a byte": self._a_byte, "a look": self._a_look}
        self.hits = dict.fromkeys(self.aims, 0)

    async def strike(self, number: int) -> None:
        aim = list(self.aims)[number % len(self.aims)]
        try:
            async with asyncio.timeout(AIM_SECONDS):
                await self.aims[aim]()
            self.hits[aim] += 1
        except TimeoutError:
            pass
        child = self.chance.choice(self.targets)
        (child.kill if self.chance.random() < 0.5 else lambda: _kill_alone(child))()
        await asyncio.sleep(self.chance.uniform(0, 0.5))
        await asyncio.to_thread(child.start)

    async def _a_byte(self) -> None:
        await self.senders.more_than(self.chance.randint(1, 6 * 1024**2))

    async def _a_look(self) -> None:
        await self._seen("*.making")
        await asyncio.sleep(self.chance.uniform(0, 0.4))

    async def _a_move(self) -> None:
        await self._seen("*.making/as-it-came")
        await asyncio.sleep(self.chance.uniform(0, 0.02))

    async def _seen(self, pattern: str) -> None:
        """Something new of that name; what an earlier kill has left does not count."""
        known = set(self.uploads.glob(pattern))
        while not set(self.uploads.glob(pattern)) - known:
            await asyncio.sleep(GLANCE)


def _kill_alone(child: Child) -> None:
    os.kill(child.pid, signal.SIGKILL)
    child.child.wait()
