"""How much a request may carry, and how slowly: counted as it arrives, before anything is kept of it on the disk."""

import asyncio

MAX_BYTES = 9 * 1024 * 1024  # a piece of an upload, 8 MiB (docs/protocol.md), and what is around it
MAX_HELD = 512 * 1024 * 1024  # of all requests of this process: they lie on the disk until they are answered
PATIENCE = 60  # seconds that a body may be behind its pace
PACE = 1000  # bytes a second
ANSWERS = {408: b"This is too slow.\n", 413: b"This is too large.\n", 503: b"This is too much at once. Try again.\n"}


class Unreadable(Exception):
    def __init__(self, status: int):
        self.status = status


class BodyLimit:
    """Wraps the pages' application; answers 413 to what says it is, or turns out to be, too large, 408 to what is too slow."""

    def __init__(self, application, limit: int = MAX_BYTES):
        self.application, self.limit = application, limit
        self.held = 0

    async def __call__(self, scope, receive, send):
        if self.declared(scope) > self.limit:
            await refuse(send, 413)
            return
        body = Body(self, receive)
        try:
            await self.application(scope, body.receive, send)
        except Unreadable as unreadable:
            await refuse(send, unreadable.status)
        finally:
            self.held -= body.read

    @staticmethod
    def declared(scope) -> int:
        """What the request says of itself; nothing, or nonsense, is counted as it comes."""
        length = dict(scope["headers"]).get(b"content-length", b"")
        return int(length) if length.isdigit() and len(length) < 19 else 0


class Body:
    """One request's. What comes faster than its pace is a credit, of at most `PATIENCE`: nobody saves up an hour of silence."""

    def __init__(self, limits: BodyLimit, receive):
        self.limits, self._receive = limits, receive
        self.read, self.is_over = 0, False
        self.until = asyncio.get_running_loop().time() + PATIENCE

    async def receive(self) -> dict:
        if self.is_over:  # what comes now is only that the other side has gone
            return await self._receive()
        try:
            async with asyncio.timeout_at(self.until):
                message = await self._receive()
        except TimeoutError as error:
            raise Unreadable(408) from error
        self._count(len(message.get("body", b"")))
        self.is_over = not message.get("more_body", False)
        return message

    def _count(self, more: int) -> None:
        self.read += more
        self.limits.held += more
        if self.read > self.limits.limit:
            raise Unreadable(413)
        if self.limits.held > MAX_HELD:
            raise Unreadable(503)
        self.until = min(self.until + more / PACE, asyncio.get_running_loop().time() + PATIENCE)


async def refuse(send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": ANSWERS[status]})
