"""A network between two programs that can be made to fail: it resets connections, and for a while swallows what is sent."""

import asyncio
import contextlib
import socket
import struct

CHUNK = 65536
RESET = struct.pack("ii", 1, 0)  # closing sends a reset instead of a farewell


class Proxy:
    """Listens on `port` and passes every connection on to the next of the backends' ports that answers."""

    def __init__(self, *backends: int):
        self.backends = list(backends)
        self.turn = 0
        self.links: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()
        self.passing = asyncio.Event()
        self.passing.set()
        self.port = 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._link, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *exception):
        self.server.close()
        self.passing.set()
        self.reset()

    def reset(self) -> None:
        """Cut every connection there is, without a farewell."""
        for writer in [writer for link in self.links for writer in link]:
            if (connection := writer.get_extra_info("socket")) is not None and connection.fileno() >= 0:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()

    async def swallow(self, seconds: float) -> None:
        """Pass nothing on, in either direction; afterwards everything arrives, late."""
        self.passing.clear()
        try:
            await asyncio.sleep(seconds)
        finally:
            self.passing.set()

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await self._connect()
        if there is None:
            writer.transport.abort()
            return
        link = (writer, there[1])
        self.links.add(link)
        try:
            ways = [self._pass(reader, there[1]), self._pass(there[0], writer)]
            await asyncio.wait([asyncio.ensure_future(way) for way in ways], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.links.discard(link)
            for each in link:
                each.close()

    async def _connect(self):
        for _ in self.backends:
            self.turn += 1
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", self.backends[self.turn % len(self.backends)])
        return None

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(CHUNK):
                await self.passing.wait()
                writer.write(chunk)
                await writer.drain()
