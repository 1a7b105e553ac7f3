"""Pages by the thousand: they open their sockets, follow their conversations, post, and time what comes back."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from time import monotonic as now
from uuid import UUID, uuid4

from bench.wire import REQUEST, Socket

AT_ONCE = 64  # sockets that open at the same time
PING_SECONDS = 10  # as pages do
TICK = 0.05
PATIENCE = 60  # seconds; then something is lost
DONE = b'{"type":"done","ref":"'
POSTED = b'{"type":"message.posted"'
CLIENT_ID = b'"client_id":"'
POST = b'{"type":"message.post","ref":"%d","conversation":"%b","client_id":"%b","text":"%b"}'
TEXT = b"The parcel should have come on Tuesday, and the page still says that it is on its way. Can you have a look?"


@dataclass(eq=False)
class Page:
    """A visitor's page, or an agent's console with several conversations."""

    host: str
    path: str
    cookie: str
    conversations: list[str]
    ready: asyncio.Future | None = None

    def request(self) -> bytes:
        return REQUEST.format(path=self.path, host=self.host, cookie=self.cookie).encode()


@dataclass
class Timings:
    """Of the messages sent while it was measured, in seconds."""

    seconds: float = 0
    acks: list[float] = field(default_factory=list)
    deliveries: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.acks) / self.seconds

    @staticmethod
    def percentile(times: list[float], share: float) -> float:
        """In milliseconds."""
        return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000 if times else float("nan")


@dataclass
class Message:
    sent_at: float
    by: Socket
    is_measured: bool
    is_acked: bool = False
    is_delivered: bool = False


class Load:
    """Every page takes its turn at posting, an agent in one conversation after the other."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.pages: dict[Socket, Page] = {}
        self.speakers: Iterator[tuple[Socket, bytes]] = iter(())
        self.number = uuid4().int >> 64 << 32  # client ids of one run never meet those of another
        self.messages: dict[int, Message] = {}
        self.timings = Timings()
        self.measured_from = self.ends_at = 0.0
        self.refills = False
        self.answered = 0  # since the last measuring began
        self.idle = asyncio.Event()
        self.complaint: str | None = None
        self.pings: asyncio.Task | None = None

    # opening ---------------------------------------------------------------------------------------------------------
    async def open(self, pages: list[Page]) -> float:
        """Open these too; returns how many could be opened and resumed each second."""
        started = now()
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._open(page, gate) for page in pages))
        self.speakers = cycle(list(self._turns()))
        if self.pings:
            self.pings.cancel()
        self.pings = self.loop.create_task(self._ping())
        return len(pages) / (now() - started)

    async def _open(self, page: Page, gate: asyncio.Semaphore) -> None:
        async with gate:
            page.ready = self.loop.create_future()
            host, port = page.host.split(":")
            socket = Socket(page.request(), self.hear, self.lost)
            self.pages[socket] = page
            async with asyncio.timeout(PATIENCE):
                await self.loop.create_connection(lambda: socket, host, int(port))
                await page.ready

    def _turns(self) -> Iterator[tuple[Socket, bytes]]:
        for turn in range(max(len(page.conversations) for page in self.pages.values())):
            for socket, page in self.pages.items():
                yield socket, page.conversations[turn % len(page.conversations)].encode()

    def close(self) -> None:
        if self.pings:
            self.pings.cancel()
        for socket in self.pages:
            socket.close()
        self.pages.clear()

    # measuring -------------------------------------------------------------------------------------------------------
    async def closed_loop(self, in_flight: int, *, seconds: float, warm_up: float = 1) -> Timings:
        """So many messages always on their way: how many a second the server can take."""
        self._begin(seconds, warm_up)
        self.refills = True
        for _ in range(in_flight):
            self._post(now())
        return await self._finish()

    async def open_loop(self, rate: float, *, seconds: float, warm_up: float = 1) -> Timings:
        """So many a second, whatever comes back: how long each takes. Late sending counts as waiting."""
        self._begin(seconds, warm_up)
        self.refills = False
        due = now()
        while due < self.ends_at:
            await asyncio.sleep(due - now())
            self._post(due)
            due += 1 / rate
        return await self._finish()

    def _begin(self, seconds: float, warm_up: float) -> None:
        self.timings = Timings(seconds)
        self.measured_from = now() + warm_up
        self.ends_at = self.measured_from + seconds
        self.answered = 0
        self.idle.clear()

    async def _finish(self) -> Timings:
        await asyncio.sleep(self.ends_at - now())
        self.refills = False
        if self.messages and not self.complaint:
            self.idle.clear()  # it was so before, between two messages
            async with asyncio.timeout(PATIENCE):
                await self.idle.wait()
        if self.complaint:
            raise RuntimeError(self.complaint)
        return self.timings

    async def _ping(self) -> None:
        sockets = cycle(list(self.pages))
        while True:
            for _ in range(max(1, round(len(self.pages) * TICK / PING_SECONDS))):
                next(sockets).send(b'{"type":"ping","ref":"ping"}')
            await asyncio.sleep(TICK)

    def _post(self, at: float) -> None:
        socket, conversation = next(self.speakers)
        self.number += 1
        self.messages[self.number] = Message(at, socket, self.measured_from <= at < self.ends_at)
        client_id = str(UUID(int=self.number)).encode()
        socket.send(POST % (self.number, conversation, client_id, TEXT))

    # hearing ---------------------------------------------------------------------------------------------------------
    def hear(self, socket: Socket, text: bytes) -> None:
        if text.startswith(POSTED):
            at = text.rindex(CLIENT_ID) + len(CLIENT_ID)
            number = int(text[at : at + 36].replace(b"-", b""), 16)
            message = self.messages.get(number)
            if message and message.by is not socket:
                self._delivered(number, message)
        elif text.startswith(DONE):
            ref = text[len(DONE) : text.index(b'"', len(DONE))]
            if ref == b"resume":
                self._resumed(self.pages[socket])
            elif ref != b"ping":
                self._acked(int(ref))
        elif text.startswith(b'{"type":"hello"'):
            points = ",".join(f'{{"id":"{each}","after":null}}' for each in self.pages[socket].conversations)
            socket.send(f'{{"type":"conversation.resume","ref":"resume","conversations":[{points}]}}'.encode())
        elif text.startswith((b'{"type":"error"', b'{"type":"bye"')):
            self.complain(text.decode())

    def _resumed(self, page: Page) -> None:
        if page.ready and not page.ready.done():
            page.ready.set_result(None)

    def _delivered(self, number: int, message: Message) -> None:
        message.is_delivered = True
        if message.is_measured:
            self.timings.deliveries.append(now() - message.sent_at)
        self._settle(number, message)

    def _acked(self, number: int) -> None:
        message, at = self.messages[number], now()
        message.is_acked = True
        self.answered += 1
        if message.is_measured:
            self.timings.acks.append(at - message.sent_at)
        if self.refills and at < self.ends_at:
            self._post(at)
        self._settle(number, message)

    def _settle(self, number: int, message: Message) -> None:
        if message.is_acked and message.is_delivered:
            del self.messages[number]
            if not self.messages:
                self.idle.set()

    def lost(self, socket: Socket) -> None:
        self.complain(f"the socket of {self.pages[socket].path} was closed")

    def complain(self, complaint: str) -> None:
        self.complaint = self.complaint or complaint
        for page in self.pages.values():
            if page.ready and not page.ready.done():
                page.ready.set_exception(RuntimeError(self.complaint))
        self.idle.set()
