"""The least a WebSocket client can be, so that the load takes little from what it loads."""

import asyncio
from collections.abc import Callable

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Protocol: helpdesk.v1\r\nCookie: {cookie}\r\n\r\n"
)


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One frame as a client sends it. Its mask is zero, which changes no byte and so costs nothing."""
    size = len(payload)
    length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes((0x80 | opcode,)) + length + b"\0\0\0\0" + payload


class Socket(asyncio.Protocol):
    """`hear(socket, text)` gets every text frame, `lost(socket)` the news that the other side has closed."""

    def __init__(self, request: bytes, hear: Callable, lost: Callable):
        self.request, self.hear, self.lost = request, hear, lost
        self.rest = b""
        self.is_open = False

    def connection_made(self, transport) -> None:
        self.transport = transport
        transport.write(self.request)

    def connection_lost(self, error) -> None:
        self.lost(self)

    def send(self, text: bytes) -> None:
        self.transport.write(frame(text))

    def close(self) -> None:
        self.lost = lambda socket: None
        self.transport.abort()

    def data_received(self, chunk: bytes) -> None:
        chunk = self.rest + chunk
        if not self.is_open:
            head, end, chunk = chunk.partition(b"\r\n\r\n")
            if not end:
                self.rest = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionError(head.decode("latin-1"))
            self.is_open = True
        self.rest = self._read(chunk)

    def _read(self, chunk: bytes) -> bytes:
        """Take every whole frame; what is left waits for more."""
        at, end = 0, len(chunk)
        while at + 2 <= end:
            size, start = chunk[at + 1], at + 2
            if size > 125:
                start += 2 if size == 126 else 8
                size = int.from_bytes(chunk[at + 2 : start], "big")
            if start + size > end:
                break
            self._take(chunk[at] & 15, chunk[start : start + size])
            at = start + size
        return chunk[at:]

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.hear(self, payload)
        elif opcode == PING:
            self.transport.write(frame(payload, PONG))
