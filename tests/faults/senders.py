"""People who send files with their messages and go on when everything has died; and what they may believe of each."""

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.faults.page import Page
from tests.faults.tus import CHUNK, Door, Upload

UPLOADING = 3  # at the same time, of all of them
CHUNKS = (256 * 1024, 1024**2, CHUNK)  # a client of tus chooses
PACE = 8 * 1024**2  # bytes a second of one upload
LARGEST = 24  # two to the power of


@dataclass
class Sent:
    """One file, and what its sender knows of it."""

    name: str
    sha256: str
    size: int
    upload: Upload
    shown: dict | None = None  # what the server said once it had looked

    @property
    def id(self) -> str | None:
        return self.shown and self.shown["id"]


class Senders:
    """They begin files until `enough`; `files` are all they began. Each is posted by whoever uploaded it, once it is ready."""

    def __init__(self, pages: dict[Page, Door], folder: Path, chance: random.Random):
        self.pages, self.folder, self.chance = pages, folder, chance
        self.files: list[Sent] = []
        self.sent = 0  # bytes on the wire, of all
        self.moved = asyncio.Event()
        self.enough = asyncio.Event()
        folder.mkdir()

    async def send(self) -> None:
        """Returns when every file begun is looked at and handed to its page."""
        async with asyncio.TaskGroup() as group:
            for _ in range(UPLOADING):
                group.create_task(self._one_after_the_other(group))

    async def _one_after_the_other(self, group: asyncio.TaskGroup) -> None:
        while not self.enough.is_set():
            page = self.chance.choice(list(self.pages))
            sent = self._made(page)
            self.files.append(sent)
            await sent.upload.bring()
            group.create_task(self._post(page, sent))
            await asyncio.sleep(self.chance.uniform(0, 0.5))

    async def _post(self, page: Page, sent: Sent) -> None:
        sent.shown = await sent.upload.looked_at()
        assert sent.shown["state"] == "ready", (sent.name, sent.shown)
        page.say(sent.name, [{"type": "text", "text": sent.name}, {"type": "file", "file": sent.id}])

    def _made(self, page: Page) -> Sent:
        number = len(self.files) + 1
        is_picture = self.chance.random() < 0.25
        holds = noise(self.chance) if is_picture else b"held\0" + self.chance.randbytes(self._size())
        path = self.folder / f"{number}.{'png' if is_picture else 'bin'}"
        path.write_bytes(holds)
        upload = Upload(self.pages[page], path, chunk=self.chance.choice(CHUNKS), on_sent=self._count())
        return Sent(path.name, hashlib.sha256(holds).hexdigest(), len(holds), upload)

    def _size(self) -> int:
        """From a byte to 16 MB, each magnitude as often as the others."""
        return int(2 ** self.chance.uniform(0, LARGEST))

    def _count(self) -> Callable[[Upload], Awaitable]:
        before = 0

        async def count(upload: Upload) -> None:
            nonlocal before
            step, before = upload.sent - before, upload.sent
            self.sent += step
            self.moved.set()
            await asyncio.sleep(step / PACE)

        return count

    def unfinished(self) -> list[str]:
        waiting = (sent for sent in self.files if not sent.shown)
        return [f"{each.name} ({each.upload.address}, {each.size} bytes, {each.upload.left} left)" for each in waiting]

    async def more_than(self, bytes_sent: int) -> None:
        """Until they have put so many bytes more on the wire."""
        goal = self.sent + bytes_sent
        while self.sent < goal:
            self.moved.clear()
            await self.moved.wait()


def noise(chance: random.Random) -> bytes:
    """A picture that does not get smaller."""
    width, height = chance.randint(40, 400), chance.randint(40, 300)
    out = BytesIO()
    Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3)).save(out, "PNG")
    return out.getvalue()
