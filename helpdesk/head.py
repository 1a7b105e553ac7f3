"""HTTP as the server speaks it, but for who never finishes asking: a head that does not end costs a descriptor and memory for ever."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 10  # from connecting, or a request's first byte, to the end of its head
BYTES = 1024 * 1024  # that a head may take to arrive; what the product accepts is far smaller (`core.middleware`)


class Http(HttpToolsProtocol):
    """Drops a connection whose head is late or without end."""

    patience: asyncio.TimerHandle | None = None
    size = 0

    def connection_made(self, transport):
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self):
        super().on_message_begin()
        self._wait()

    def data_received(self, received):
        self.size += len(received)
        if self.patience and self.size > BYTES:
            self.transport.abort()
        else:
            super().data_received(received)

    def on_headers_complete(self):
        self._wait_no_more()
        super().on_headers_complete()

    def connection_lost(self, exc):
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self):
        self._wait_no_more()
        self.size = 0
        self.patience = self.loop.call_later(SECONDS, self.transport.close)

    def _wait_no_more(self):
        if self.patience:
            self.patience.cancel()
            self.patience = None
