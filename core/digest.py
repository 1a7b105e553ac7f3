"""Gathers what was touched and tells it five times a second at most, the latest state only; with very many listeners, less often."""

import asyncio
import json
import logging

from core.hub import Event, hub
from core.publish import publish
from core.threads import in_thread

log = logging.getLogger(__name__)
SECONDS = 0.2
FRAMES = 2000  # a second, at most: for a thousand listeners that is twice a second


class Digest:
    """A member of its own group in each process. `build(keys) -> [(group, Event)]` reads rows, in a thread."""

    def __init__(self, name: str, build):
        self.group = f"digest.{name}"
        self.build = build
        self.keys: set[str] = set()
        self.is_due = False
        self.pause = SECONDS

    def start(self) -> None:
        self.keys, self.is_due = set(), False
        hub.join(self.group, self)

    def touch(self, key) -> None:
        """Say, from any action, that what is known by this key looks different once this transaction has committed."""
        publish(self.group, Event({"key": str(key)}))

    def offer(self, group: str, event: Event) -> None:
        self.keys.add(event.text)
        if not self.is_due:
            self.is_due = True
            hub.loop.call_later(self.pause, lambda: hub.loop.create_task(self._flush()))

    async def _flush(self) -> None:
        self.is_due = False
        keys, self.keys = self.keys, set()
        told = 0
        try:
            for group, event in await in_thread(self.build, {json.loads(text)["key"] for text in keys}):
                told += hub.tell(group, event)
                await asyncio.sleep(0)  # messages go between one group and the next
        except Exception:
            log.warning("%s: not told", self.group, exc_info=True)
        self.pause = max(SECONDS, told / FRAMES)
