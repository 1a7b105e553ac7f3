"""What files on their way do to conversations, and to the server's memory."""

import asyncio
import json
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from bench.load import Load, Page, Timings
from bench.machine import Meter
from bench.messages import STEADY, pages_of, people_of
from bench.rows import EACH
from tests.faults.tus import Door, Upload
from tests.services import memory
from tests.services.site import ROOT, Site

MB = 1024**2
SOCKETS = 1000
FILES = 20  # at once
SIZE, LARGE = 20 * MB, 200 * MB
LASTS = 12  # seconds that one of them takes
SECONDS = 6  # of measuring, each time
ROUNDS = 3  # each beside and without them, so that a disturbance meets both
SETTLES = 3


@dataclass
class Beside:
    """Conversations at a steady pace, beside so many files."""

    name: str
    path: Path | None = None
    pace: float | None = None  # bytes a second of each
    deliveries: list[float] = field(default_factory=list)
    elsewhere: float = 0  # share of the machine that others used
    brought: list[float] = field(default_factory=list)  # MB a second


@dataclass
class Uploads:
    sockets: int
    alone: Beside
    paced: Beside
    pressed: Beside
    held: dict[int, int]  # by size of a file: bytes the server held more at most, while it came


def uploads(folder: Path) -> Uploads:
    """The embedded profile."""
    site = Site(folder, SOCKETS_PER_ADDRESS="100000", LOG_LEVEL="WARNING")
    people = people_of(site, SOCKETS * EACH // (EACH + 1))
    with site:
        [web] = site.webs
        pages = pages_of(people, [f"127.0.0.1:{web.port}"])
        return uvloop.run(Measuring(site, pages, folder).measure())


class Measuring:
    def __init__(self, site: Site, pages: list[Page], folder: Path):
        self.site, self.pages, self.folder = site, pages, folder
        self.web = site.webs[0]
        self.visitors = [page.cookie for page in pages if page.path == "/ws/visitor/"]

    async def measure(self) -> Uploads:
        sizes = (MB, SIZE, LARGE)  # the first one has the server load what every first one does
        held = {size: await self._held(size) for size in sizes}
        load = Load()
        try:
            await load.open(self.pages)
            alone = Beside("nothing")
            paced = Beside(f"{FILES} files of {SIZE // MB} MB, each within {LASTS} s", self._file(SIZE), SIZE / LASTS)
            pressed = Beside(f"{FILES} files of {LARGE // MB} MB, as fast as they go", self._file(LARGE))
            for _ in range(ROUNDS):
                await self._talk(load, alone)
                await self._talk_beside(load, paced)
            await self._talk_beside(load, pressed)
        finally:
            load.close()
        return Uploads(len(self.pages), alone, paced, pressed, held)

    async def _held(self, size: int) -> int:
        """What the server holds more than before, at most, while a file comes and is looked at."""
        before = memory.held(self.web.pid)
        memory.forget_peak(self.web.pid)
        upload = Upload(Door(self.web.port, self.site.address, self.visitors[0], "?as=visitor"), self._file(size))
        await upload.bring()
        await upload.looked_at()
        return memory.peak(self.web.pid) - before

    def _file(self, size: int) -> Path:
        path = self.folder / f"{size}.bin"
        if not path.exists():
            block = random.Random(size).randbytes(MB)
            with path.open("wb") as file:
                file.writelines(block for _ in range(size // MB))
        return path

    async def _talk(self, load: Load, side: Beside, *others: int) -> None:
        meter = Meter([self.web.pid, *others])
        timings: Timings = await load.open_loop(STEADY, seconds=SECONDS)
        side.deliveries += timings.deliveries
        side.elsewhere = max(side.elsewhere, meter.read()[1])

    async def _talk_beside(self, load: Load, side: Beside) -> None:
        task = {
            "port": self.web.port, "origin": self.site.address, "cookies": self.visitors[:FILES],
            "path": str(side.path), "pace": side.pace,
        }  # fmt: skip
        bringer = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.bringer", cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            await _told(bringer, json.dumps(task))
            await self._talk(load, side, bringer.pid)
            brought = json.loads(await _told(bringer, ""))
        finally:
            bringer.kill()
            await bringer.wait()
        side.brought.append(brought["bytes"] / MB / brought["seconds"])
        await asyncio.sleep(SETTLES)  # what was left to be looked at does not disturb what is measured next


async def _told(bringer: asyncio.subprocess.Process, line: str) -> bytes:
    """What it answers."""
    assert bringer.stdin
    assert bringer.stdout
    bringer.stdin.write(f"{line}\n".encode())
    return await bringer.stdout.readline()
