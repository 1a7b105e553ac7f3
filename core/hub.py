"""The process's own sockets, by group. Everything live goes through here; nothing here talks to the database."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Event:
    """One frame for a group. `number` is its place in the group's own count (from 1), or 0 for what may be lost."""

    fields: dict
    number: int = 0

    @cached_property
    def text(self) -> str:
        """The frame as JSON, encoded once however many sockets get it."""
        return encode(self.fields)


class Pointer(Event):
    """Says only that there is an entry of this number: each socket reads it from the log, as far as its actor still may."""

    @cached_property
    def text(self) -> str:
        return ""


def encode(fields: dict) -> str:
    """A frame as compact JSON; times in UTC with milliseconds, ids as text, lazy words in the present language."""
    return _encoder.encode(fields)


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return str(value)


_encoder = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


class Hub:
    """Who is in which group, in this process. Members have `offer(group, event)`. To be used on the loop only, but for `post`."""

    def __init__(self):
        self.members: dict[str, set] = defaultdict(set)
        self.consumers: set = set()
        self.loop: Any = None  # the server's, once it serves

    @property
    def is_serving(self) -> bool:
        return self.loop is not None and self.loop.is_running()

    def join(self, group: str, member) -> None:
        self.members[group].add(member)

    def leave(self, group: str, member) -> None:
        members = self.members.get(group)
        if members:
            members.discard(member)
            if not members:
                del self.members[group]

    def tell(self, group: str, event: Event) -> int:
        """Offer the event to everyone in the group, now; how many these were. On the loop only."""
        members = tuple(self.members.get(group, ()))
        for member in members:
            member.offer(group, event)
        return len(members)

    def post(self, group: str, event: Event) -> None:
        """`tell` from any thread."""
        if self.is_serving:
            self.loop.call_soon_threadsafe(self.tell, group, event)


hub = Hub()
