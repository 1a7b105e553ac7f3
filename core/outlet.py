"""What leaves through one socket: a bounded queue, and a cursor for each group that is counted."""

import asyncio
import logging
from collections import deque

log = logging.getLogger(__name__)
QUEUE = 1000  # frames one socket may have waiting before it is closed and has to resume
SEND_SECONDS = 10
PAGE = 200  # entries read at a time when a socket is behind


class Stalled(Exception):
    """The other side does not read."""


class Outlet:
    """Forwards an event when it is the next one of its group; on a hole reads what is missing from the log.

    `send(text)` and `read(group, after, limit) -> [Event]` are coroutines.
    """

    def __init__(self, send, read):
        self.send, self.read = send, read
        self.queue: deque[str] = deque()
        self.cursors: dict[str, int] = {}
        self.behind: set[str] = set()
        self.catching: str | None = None
        self.wake = asyncio.Event()
        self.is_overrun = False

    def follow(self, group: str, after: int) -> None:
        """Count this group from `after`, and look at once for what came since."""
        self.cursors[group] = after
        self.fall_behind(group)

    def forget(self, group: str) -> None:
        self.cursors.pop(group, None)
        self.behind.discard(group)

    def fall_behind(self, group: str) -> None:
        self.behind.add(group)
        self.wake.set()

    def compare(self, group: str, last: int) -> None:
        """The log's last number of this group, as the database knows it."""
        if last > self.cursors.get(group, last):
            self.fall_behind(group)

    def offer(self, group: str, event) -> None:
        """Take an event, or leave it to be read from the log, or (unnumbered) drop it when the socket is slow."""
        if event.number:
            self._offer_numbered(group, event)
        elif len(self.queue) < QUEUE // 2:
            self.put(event.text)

    def _offer_numbered(self, group: str, event) -> None:
        cursor = self.cursors.get(group)
        if cursor is None or event.number <= cursor:
            return
        if event.text and event.number == cursor + 1 and group not in self.behind and group != self.catching:
            self.cursors[group] = event.number
            self.put(event.text)
        else:
            self.fall_behind(group)

    def put(self, text: str) -> None:
        """Queue a frame. A queue that is full ends the socket: it resumes by its cursors."""
        if len(self.queue) >= QUEUE:
            self.is_overrun = True
        else:
            self.queue.append(text)
        self.wake.set()

    def begin_with(self, text: str) -> None:
        """Queue a frame before whatever has come already."""
        self.queue.appendleft(text)
        self.wake.set()

    async def pump(self) -> None:
        """Send until cancelled. Raises Stalled when the other side has not read for 10 s or the queue ran over."""
        while True:
            await self.wake.wait()
            self.wake.clear()
            await self.flush()
            while self.behind:
                await self._catch_up(self.behind.pop())
                await self.flush()

    async def flush(self) -> None:
        while self.queue:
            if self.is_overrun:
                raise Stalled
            await self._send(self.queue.popleft())

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.send(text)
        except TimeoutError as error:
            raise Stalled from error

    async def _catch_up(self, group: str) -> None:
        self.catching = group
        try:
            events = None
            while group in self.cursors and (events is None or len(events) == PAGE):
                events = await self.read(group, self.cursors[group], PAGE)
                for event in events:
                    if event.number == self.cursors.get(group, -1) + 1:
                        self.cursors[group] = event.number
                        await self._send(event.text)
        finally:
            self.catching = None
