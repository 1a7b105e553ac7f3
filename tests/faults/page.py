"""A page as docs/protocol.md describes it, without a browser: outbox, resending, resuming. Its clock runs ten times as fast."""

import asyncio
import contextlib
import json
import os
import random
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import websockets

WINDOW = 16  # commands a page may have unanswered
BACKOFF = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)
PING_SECONDS = 1
DEAD_SECONDS = 2
OPEN_SECONDS = 3
LOST = (OSError, TimeoutError, EOFError, websockets.WebSocketException)


@dataclass
class Message:
    text: str
    parts: list[dict] | None = None  # instead of the text
    client_id: str = field(default_factory=lambda: str(uuid4()))

    def fields(self) -> dict:
        return {"client_id": self.client_id} | ({"parts": self.parts} if self.parts else {"text": self.text})


class Ledger:
    """What was acknowledged, each line safe on the disk before the page goes on."""

    def __init__(self, path: Path):
        self.file = path.open("a")
        self.count = 0

    def write(self, **line) -> None:
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.count += 1

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in Path(self.file.name).read_text().splitlines()]


@dataclass(eq=False)
class Page:
    """One window of one person on one conversation. `live` runs until it is cancelled."""

    name: str
    url: str
    origin: str
    cookie: str
    conversation: str
    ledger: Ledger
    audience: str = "everyone"
    command: str = "message.post"

    def __post_init__(self):
        self.outbox: deque[Message] = deque()  # in order; the first `in_flight` of them are sent and unanswered
        self.in_flight = 0
        self.cursor = 0
        self.view: list[dict] = []
        self.wrong: list[str] = []  # what a server that keeps the protocol never does
        self.connections = 0
        self.is_live = False
        self.changed = asyncio.Event()

    def say(self, text: str, parts: list[dict] | None = None) -> None:
        self.outbox.append(Message(text, parts))
        self.changed.set()

    async def live(self) -> None:
        failures = 0
        while True:
            self.wait_for = None
            with contextlib.suppress(LOST):
                await self._connected()
            failures = 0 if self.is_live else failures + 1
            self.is_live = False
            wait = BACKOFF[min(failures, len(BACKOFF) - 1)] * random.uniform(0.7, 1.3)
            await asyncio.sleep(self.wait_for or wait)

    async def _connected(self) -> None:
        async with websockets.connect(
            self.url,
            additional_headers={"Origin": self.origin, "Cookie": self.cookie},
            subprotocols=["helpdesk.v1"],
            compression=None,
            ping_interval=None,
            open_timeout=OPEN_SECONDS,
            close_timeout=0.2,
            proxy=None,
        ) as self.connection:
            self.connections += 1
            self.in_flight, self.expected, self.pongs = 0, None, asyncio.Event()
            beside = []
            try:
                async for text in self.connection:
                    frame = json.loads(text)
                    if frame["type"] == "hello":
                        beside = [asyncio.create_task(part()) for part in (self._send, self._beat)]
                    self._receive(frame)
            finally:
                for task in beside:
                    task.cancel()

    async def _command(self, ref: str, type: str, **fields) -> None:
        await self.connection.send(json.dumps({"type": type, "ref": ref, **fields}))

    async def _send(self) -> None:
        """Resume, then everything that is not answered yet, in order."""
        point = {"id": self.conversation, "after": self.cursor if self.view else None}
        try:
            await self._command("resume", "conversation.resume", conversations=[point])
            self.is_live = True
            while True:
                self.changed.clear()
                while self.in_flight < min(WINDOW, len(self.outbox)):
                    message = self.outbox[self.in_flight]
                    self.in_flight += 1
                    fields = {"conversation": self.conversation, **message.fields()}
                    await self._command(message.client_id, self.command, **fields)
                await self.changed.wait()
        except LOST:
            await self.connection.close()

    async def _beat(self) -> None:
        try:
            while True:
                await asyncio.sleep(PING_SECONDS)
                self.pongs.clear()
                await self._command("ping", "ping")
                async with asyncio.timeout(DEAD_SECONDS):
                    await self.pongs.wait()
        except LOST:
            self.connection.transport.abort()

    def _receive(self, frame: dict) -> None:
        match frame:
            case {"type": "done", "ref": "ping"}:
                self.pongs.set()
            case {"type": "done", "ref": "resume"}:
                pass
            case {"type": "done"}:
                self._answered(frame)
            case {"type": "error"} if frame["code"] != "rate_limited":
                self.wrong.append(f"refused: {frame}")
            case {"type": "bye"}:
                self._dismissed(frame)
            case {"type": "conversation.resumed"}:
                self._resumed(frame)
            case {"audience": _}:
                self._show(frame)

    def _answered(self, frame: dict) -> None:
        message = self.outbox[0]
        if frame["ref"] != message.client_id:
            self.wrong.append(f"answered out of order: {frame}")
            return
        self.ledger.write(client_id=message.client_id, text=message.text, seq=frame.get("entry", {}).get("seq"))
        self.outbox.popleft()
        self.in_flight -= 1
        self.changed.set()

    def _dismissed(self, frame: dict) -> None:
        if frame["reconnect"] is False:
            self.wrong.append(f"sent away: {frame}")
        elif frame["reconnect"] is not True:
            self.wait_for = frame["reconnect"]

    def _resumed(self, frame: dict) -> None:
        self.expected = frame["first"]
        if frame["first"] != self.cursor + 1:
            self.wrong.append(f"resumed after {self.cursor} at {frame['first']}")

    def _show(self, frame: dict) -> None:
        """Only the next number is shown. What has none is shown as it comes."""
        number = frame.get("seq")
        if number is not None:
            if number != self.expected:
                self.wrong.append(f"number {number} on the wire, not {self.expected}")
            self.expected = number + 1
            if number != self.cursor + 1:
                return
            self.cursor = number
        self.view.append(frame)
