"""`python -m bench.bringer` with its task on standard input: uploads by tus, so many at once, each followed by another, until the input ends.

Prints a line when all are under way, and at the end how many bytes it brought, and in how many seconds.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.faults.tus import Door, Upload


@dataclass
class Task:
    """Each person brings one file after the other, at `pace` bytes a second; without one, as fast as it goes."""

    port: int
    origin: str
    cookies: list[str]
    path: str
    pace: float | None

    @property
    def gap(self) -> float:
        """Seconds between two beginnings, so that not all end in the same moment."""
        return Path(self.path).stat().st_size / self.pace / len(self.cookies) if self.pace else 0


class Bringer:
    def __init__(self, task: Task):
        self.task = task
        self.bytes = 0
        self.is_over = False

    async def bring(self) -> None:
        gap, under_way = self.task.gap, []
        for cookie in self.task.cookies:
            under_way.append(asyncio.create_task(self._one_after_the_other(cookie)))
            await asyncio.sleep(gap)
        began, before = time.monotonic(), self.bytes
        print("under way", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        self.is_over = True
        print(json.dumps({"bytes": self.bytes - before, "seconds": time.monotonic() - began}), flush=True)
        for each in under_way:
            each.cancel()

    async def _one_after_the_other(self, cookie: str) -> None:
        door = Door(self.task.port, self.task.origin, cookie, "?as=visitor")
        while not self.is_over:
            upload = Upload(door, Path(self.task.path), on_sent=self._paced())
            await upload.bring()

    def _paced(self):
        began, before = time.monotonic(), 0

        async def pace(upload: Upload) -> None:
            nonlocal before
            self.bytes += upload.sent - before
            before = upload.sent
            if self.task.pace:
                await asyncio.sleep(began + upload.sent / self.task.pace - time.monotonic())

        return pace


if __name__ == "__main__":
    asyncio.run(Bringer(Task(**json.loads(sys.stdin.readline()))).bring())
