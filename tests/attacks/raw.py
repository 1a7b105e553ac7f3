"""A client that sends what no library would: bytes on a TCP connection, frames with any bit set."""

import asyncio
import os
import socket
import struct
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from django.conf import settings

TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9
WAIT = 10
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Protocol": "helpdesk.v1",
}


def a_frame(
    opcode: int,
    payload: bytes = b"",
    *,
    last: bool = True,
    masked: bool = True,
    reserved: int = 0,
    length: int | None = None,
) -> bytes:
    """One frame of the WebSocket protocol; `length` claims another size than the payload has."""
    size = len(payload) if length is None else length
    head = bytes([(0x80 if last else 0) | reserved << 4 | opcode])
    mask = 0x80 if masked else 0
    if size < 126:
        head += bytes([mask | size])
    elif size < 1 << 16:
        head += bytes([mask | 126]) + struct.pack("!H", size)
    else:
        head += bytes([mask | 127]) + struct.pack("!Q", size)
    if not masked:
        return head + payload
    return head + bytes(4) + payload  # a mask of zeroes changes nothing


class Raw:
    """A TCP connection to the server."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def send(self, sent: bytes) -> None:
        self.writer.write(sent)
        await self.writer.drain()

    async def handshake(self, path: str, headers: list[tuple[str, str]]) -> tuple[int, str]:
        """Ask for a socket; the status and the head of the answer."""
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        async with asyncio.timeout(WAIT):
            try:
                head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            except (asyncio.IncompleteReadError, ConnectionError):
                return 0, ""
        return int(head.split()[1]), head

    async def frame(self) -> tuple[int, bytes]:
        """The next frame from the server."""
        first, size = await self.reader.readexactly(2)
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return first & 15, await self.reader.readexactly(size)

    async def closed(self) -> int:
        """The code the server closes with; 1006 when it only drops the connection."""
        async with asyncio.timeout(WAIT):
            try:
                while True:
                    opcode, payload = await self.frame()
                    if opcode == CLOSE:
                        return struct.unpack("!H", payload[:2])[0] if payload else 1005
            except (asyncio.IncompleteReadError, ConnectionError):
                return 1006

    def reset(self) -> None:
        """Vanish without a word: the server gets a TCP reset."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@asynccontextmanager
async def connected(address: str, *, buffer: int | None = None):
    """A plain connection; `buffer` is how little of what comes it can hold unread."""
    parts = urlsplit(address)
    plug = socket.socket()
    if buffer:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    plug.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plug, (parts.hostname, parts.port))
    reader, writer = await asyncio.open_connection(sock=plug, limit=buffer or 2**16)
    try:
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()


def headers_of(address: str, secret: str | None, **more: str) -> list[tuple[str, str]]:
    """What a chat page's browser sends with its handshake."""
    cookie = {"Cookie": f"{settings.VISITOR_COOKIE}={secret}"} if secret else {}
    return list({"Host": urlsplit(address).netloc, "Origin": address, **HANDSHAKE, **cookie, **more}.items())


@asynccontextmanager
async def raw_page(address: str, contact, *, buffer: int | None = None):
    """The visitor's socket without a library, after its `hello`."""
    async with connected(address, buffer=buffer) as raw:
        state, _head = await raw.handshake("/ws/visitor/", headers_of(address, contact.secret))
        assert state == 101
        async with asyncio.timeout(WAIT):
            await raw.frame()
        yield raw


def random_bytes(size: int) -> bytes:
    return os.urandom(size)
