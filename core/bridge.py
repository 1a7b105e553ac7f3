"""Carries events to the other processes, over one group of the channel layer. Embedded, there is no other process.

Nothing depends on its delivering: a socket that misses a number reads it from the log (`core.rounds`, `chat.watch`).
"""

import asyncio
import logging
import os

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from core.hub import Event, hub

log = logging.getLogger(__name__)
GROUP = "bridge"
SEND_SECONDS = 2


class Bridge:
    """Collects what one tick of the loop publishes and sends it as one message."""

    def __init__(self):
        self.collected: list = []
        self.sender = f"{os.getpid()}.{id(self)}"

    @property
    def is_up(self) -> bool:
        return get_channel_layer() is not None

    def carry(self, group: str, event: Event) -> None:
        """Hand an event over, from any thread of any process."""
        item = [group, event.text, event.number]
        if hub.is_serving:
            hub.loop.call_soon_threadsafe(self._collect, item)
        else:
            self._send_now([item])

    def _collect(self, item: list) -> None:
        if not self.collected:
            hub.loop.call_soon(lambda: hub.loop.create_task(self._flush()))
        self.collected.append(item)

    async def _flush(self) -> None:
        items, self.collected = self.collected, []
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await get_channel_layer().group_send(GROUP, self._message(items))
        except Exception as error:
            log.warning("bridge: %d events not carried: %s", len(items), error)

    def _send_now(self, items: list) -> None:
        try:
            async_to_sync(get_channel_layer().group_send)(GROUP, self._message(items))
        except Exception as error:
            log.warning("bridge: %d events not carried: %s", len(items), error)

    def _message(self, items: list) -> dict:
        return {"type": "bridge.events", "from": self.sender, "events": items}

    async def listen(self) -> None:
        """Tell this process's sockets what the others publish; starts again after every failure, until cancelled."""
        while True:
            try:
                await self._receive()
            except Exception as error:
                log.warning("bridge: %s; listening again in a second", error)
                await asyncio.sleep(1)

    async def _receive(self) -> None:
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        while True:
            message = await layer.receive(channel)
            if message["from"] != self.sender:
                for group, text, number in message["events"]:
                    hub.tell(group, CarriedEvent(text, number))


class CarriedEvent(Event):
    """An event that comes from another process, encoded there already."""

    def __init__(self, text: str, number: int):
        super().__init__({}, number)
        self.__dict__["text"] = text


bridge = Bridge()
