"""A browser's uploading without a browser: tus as tus-js-client speaks it, in pieces, each begun where the server says that the last one ended."""

import asyncio
import base64
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

CHUNK = 8 * 1024**2
STEP = 64 * 1024
SILENCE = 5  # seconds; then the request is lost
BACKOFF = (0.1, 0.2, 0.4, 0.8, 1.5)
ASK_AGAIN = 0.1
LOST = (OSError, TimeoutError, EOFError)
BYTES = "application/offset+octet-stream"
LATER = (409, 423, 429)  # at another offset, in another request, too many: ask where it stands and go on


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytearray


class Door(NamedTuple):
    """Where somebody reaches the site: a port, the site's own address, and who they are."""

    port: int
    origin: str
    cookie: str
    query: str = ""  # `?as=visitor`

    async def ask(self, method: str, path: str, pieces=None, **headers: str) -> Answer:
        """One request on a connection of its own. `pieces`: an async generator of the body, whose length a header tells."""
        async with asyncio.timeout(SILENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._head(method, path, headers))
            async for piece in pieces or _nothing():
                writer.write(piece)
                async with asyncio.timeout(SILENCE):
                    await writer.drain()
            return await _answer(reader, method)
        finally:
            writer.transport.abort()

    def _head(self, method: str, path: str, headers: dict[str, str]) -> bytes:
        said = {"Host": self.origin.partition("//")[2], "Origin": self.origin, "Cookie": self.cookie}
        said |= {"Connection": "close", "Tus-Resumable": "1.0.0"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
        return "\r\n".join([*lines, "", ""]).encode()


async def _nothing():
    for piece in ():
        yield piece


async def _answer(reader: asyncio.StreamReader, method: str) -> Answer:
    async with asyncio.timeout(SILENCE):
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if value}
    body, size = bytearray(), 0 if method == "HEAD" else int(headers.get("content-length", 0))
    while len(body) < size:
        async with asyncio.timeout(SILENCE):
            body += await reader.readexactly(min(1024**2, size - len(body)))
    return Answer(int(first.split()[1]), headers, body)


class Unwelcome(AssertionError):
    """The server said no to what it must accept."""


class Upload:
    """One file on its way. `on_sent(upload)` is awaited whenever some of it was put on the wire."""

    def __init__(self, door: Door, path: Path, *, chunk: int = CHUNK, on_sent: Callable[..., Awaitable] | None = None):
        self.door, self.path, self.chunk, self.on_sent = door, path, chunk, on_sent
        self.size = path.stat().st_size
        self.address: str | None = None
        self.sent = 0  # repeated bytes count again
        self.left = 0  # of the piece that is on its way
        self.losses = 0

    async def bring(self) -> None:
        """Until the server has every byte."""
        failures = 0
        while True:
            before = self.sent
            try:
                if await self._go_on():
                    return
            except LOST:
                self.losses += 1
            failures = 0 if self.sent - before > self.chunk else failures + 1
            await asyncio.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])

    async def looked_at(self) -> dict:
        """What the server says of it, once it has looked."""
        while True:
            with contextlib.suppress(*LOST):
                answer = await self.door.ask("GET", self.address)
                shown = json.loads(answer.body) if answer.status == 200 else {"state": f"answered {answer.status}"}
                if shown["state"] not in ("uploading", "checking") and answer.status < 500:
                    return shown
            await asyncio.sleep(ASK_AGAIN)

    async def _go_on(self) -> bool:
        """Begin it, or ask where it stands; then piece after piece. False: ask again soon."""
        answer = await (self._stands() if self.address else self.begin())
        if not self._is_welcome(answer):
            return False
        self.address = self.address or answer.headers["location"]
        offset = int(answer.headers.get("upload-offset", 0))
        while offset < self.size:
            answer = await self.patch(offset)
            if not self._is_welcome(answer):
                return False
            offset = int(answer.headers["upload-offset"])
        return True

    def _is_welcome(self, answer: Answer) -> bool:
        if answer.status in LATER or answer.status >= 500:
            return False
        if answer.status >= 300:
            raise Unwelcome(f"{self.path.name} at {self.address}: {answer}")
        return True

    async def begin(self) -> Answer:
        name = base64.b64encode(self.path.name.encode()).decode()
        headers = {"Upload_Length": str(self.size), "Upload_Metadata": f"filename {name}", "Content_Length": "0"}
        return await self.door.ask("POST", f"/uploads/{self.door.query}", **headers)

    async def _stands(self) -> Answer:
        return await self.door.ask("HEAD", self.address)

    async def patch(self, offset: int) -> Answer:
        length = min(self.chunk, self.size - offset)
        headers = {"Upload_Offset": str(offset), "Content_Length": str(length), "Content_Type": BYTES}
        return await self.door.ask("PATCH", self.address, self._pieces(offset, length), **headers)

    async def _pieces(self, offset: int, length: int):
        self.left = length
        with self.path.open("rb") as file:
            file.seek(offset)
            while self.left:
                yield (step := file.read(min(STEP, self.left)))
                self.left -= len(step)
                self.sent += len(step)
                if self.on_sent:
                    await self.on_sent(self)
