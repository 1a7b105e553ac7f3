"""How much a request may carry: counted as it arrives, before anything is kept of it on the disk."""

MAX_BYTES = 9 * 1024 * 1024  # a piece of an upload (8 MiB, docs/protocol.md), a photo of 5 MB, and what is around it


class TooLarge(Exception):
    pass


class BodyLimit:
    """Wraps the pages' application; answers 413 to what says it is, or turns out to be, too large."""

    def __init__(self, application, limit: int = MAX_BYTES):
        self.application, self.limit = application, limit

    async def __call__(self, scope, receive, send):
        read = 0

        async def counted():
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.limit:
                raise TooLarge
            return message

        if self.declared(scope) > self.limit:
            await refuse(send)
            return
        try:
            await self.application(scope, counted, send)
        except TooLarge:
            await refuse(send)

    @staticmethod
    def declared(scope) -> int:
        """What the request says of itself; nothing, or nonsense, is counted as it comes."""
        length = dict(scope["headers"]).get(b"content-length", b"")
        return int(length) if length.isdigit() and len(length) < 19 else 0


async def refuse(send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This is too large.\n"})
