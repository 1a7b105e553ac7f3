"""The consumer that both sockets are built on: admits, reads commands one by one, answers each, and ends cleanly (docs/protocol.md)."""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.errors import BadFrame, RateLimited, Refused
from core.frames import Frame, read
from core.hub import encode, hub
from core.limits import Bucket
from core.outlet import Outlet, Stalled
from core.reader import read_object

log = logging.getLogger(__name__)
SUBPROTOCOL = "helpdesk.v1"
BROKEN_FRAMES = 10  # a minute, then the socket is closed
addresses: Counter = Counter()  # open sockets of this process by whoever is limited


class Ping(Frame):
    """The page asks whether the server is there."""


def command(name: str, shape: type[Frame], *, per_second: float = 20, burst: int = 100):
    """Make a method the answer to a command: it gets the checked frame and returns the fields of `done`."""

    def register(method):
        method.command = name
        method.shape = shape
        method.pace = (per_second, burst)
        return method

    return register


class LiveConsumer(AsyncWebsocketConsumer):
    """One socket. Subclasses say who may come in (`admit`), what `hello` says, and have methods marked `@command`."""

    channel_layer_alias = "none"  # the hub carries events; the channel layer is only the bridge's
    commands: dict[str, Any] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        found = {name: getattr(cls, name) for name in dir(cls)}
        cls.commands = {method.command: method for method in found.values() if hasattr(method, "command")}

    async def __call__(self, scope, receive, send):
        """As the stock consumer, without its two tasks and its database hop for every message."""
        self.scope, self.base_send = scope, send
        self.actor = None
        self.language = "en"
        self.is_over = False
        self.counted_as: list[str] = []
        self.buckets: dict[str, Bucket] = {"broken": Bucket(BROKEN_FRAMES / 60, BROKEN_FRAMES - 1)}
        self.outlet = Outlet(self._send_text, self.read_entries)
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            await self._clean_up()

    async def dispatch(self, message):
        match message["type"]:
            case "websocket.connect":
                await self._connect()
            case "websocket.receive" if not self.is_over:
                await self._receive(message)
            case "websocket.disconnect":
                raise StopConsumer

    # what subclasses give ------------------------------------------------------------------------------------------
    async def admit(self):
        """Set `self.actor` and `self.language`; raise Refused when nobody is known."""
        raise NotImplementedError

    async def hello(self) -> dict:
        """The fields of the first frame."""
        raise NotImplementedError

    async def read_entries(self, group: str, after: int, limit: int) -> list:
        """The events of a group after that number, as the actor may see them now."""
        raise NotImplementedError

    async def left(self) -> None:
        """The socket has gone."""

    # coming and going ----------------------------------------------------------------------------------------------
    async def _connect(self):
        offered = SUBPROTOCOL in self.scope.get("subprotocols", ())
        await self.base_send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if offered else None})
        try:
            await self.admit()
            hub.consumers.add(self)
            with translation.override(self.language):
                hello = {"type": "hello", "server_time": timezone.now(), **await self.hello()}
            self.outlet.begin_with(encode(hello))
            self.pump = asyncio.create_task(self._pump())
        except RateLimited as refused:
            await self.end(4429, "too many sockets", reconnect=refused.retry_after or 60)
        except Refused as refused:
            await self.end(4401 if refused.status in (401, 403, 404) else 1013, str(refused.message), reconnect=False)
        except Exception:
            log.exception("a socket could not be opened")
            await self.end(1013, "try later", reconnect=True)

    def count_in(self, key: str, limit: int) -> None:
        """Count this socket under a key; raise RateLimited above the limit. Counted out when it closes."""
        addresses[key] += 1
        self.counted_as.append(key)
        if addresses[key] > limit:
            raise RateLimited(retry_after=60)

    async def _clean_up(self):
        self.is_over = True
        hub.consumers.discard(self)
        for group in list(self.groups_joined):
            self.leave(group)
        for key in self.counted_as:
            addresses[key] -= 1
            if not addresses[key]:
                del addresses[key]
        if hasattr(self, "pump"):
            self.pump.cancel()
        if self.actor is not None:
            try:
                await self.left()
            except Exception:
                log.warning("a socket's leaving was not noted", exc_info=True)

    async def end(self, code: int, reason: str, *, reconnect) -> None:
        """Say `bye` and close; nothing that arrives afterwards is handled."""
        if self.is_over:
            return
        self.is_over = True
        hub.consumers.discard(self)
        for group in list(self.groups_joined):
            self.leave(group)
        bye = encode({"type": "bye", "code": code, "reason": reason, "reconnect": reconnect})
        try:
            async with asyncio.timeout(2):
                await self.base_send({"type": "websocket.send", "text": bye})
                await self.base_send({"type": "websocket.close", "code": code})
        except Exception:
            log.info("a socket was gone before its bye")

    # groups --------------------------------------------------------------------------------------------------------
    @property
    def groups_joined(self) -> set:
        return self.__dict__.setdefault("_groups", set())

    def join(self, group: str) -> None:
        if not self.is_over:
            hub.join(group, self)
            self.groups_joined.add(group)

    def leave(self, group: str) -> None:
        hub.leave(group, self)
        self.groups_joined.discard(group)
        self.outlet.forget(group)

    def offer(self, group: str, event) -> None:
        """The hub has something for this socket."""
        self.outlet.offer(group, event)

    def tell(self, frame: dict) -> None:
        """Queue a frame for this socket alone."""
        self.outlet.put(encode(frame))

    async def _pump(self):
        try:
            await self.outlet.pump()
        except Stalled:
            await self.end(4408, "too slow", reconnect=True)
        except Exception:
            if not self.is_over:
                log.exception("a socket could not be served")
                await self.end(1013, "try later", reconnect=True)

    async def _send_text(self, text: str) -> None:
        if not self.is_over:
            # Who has just gone is no failure of ours; the server's `websocket.disconnect` is on its way.
            with suppress(OSError, RuntimeError):
                await self.base_send({"type": "websocket.send", "text": text})

    # commands ------------------------------------------------------------------------------------------------------
    async def _receive(self, message):
        ref = None
        try:
            self._pace("", (100, 300))
            fields = self._read(message)
            ref = self._ref(fields)
            await self._answer(ref, fields)
        except Refused as refused:
            await self._refuse(ref, refused)
        except Exception:
            log.exception("a command failed")
            await self.end(1013, "try later", reconnect=True)

    def _read(self, message) -> dict:
        if message.get("text") is None:
            raise BadFrame("bad_frame", _("Only text frames are read here."))
        return read_object(message["text"])

    def _ref(self, fields: dict) -> str:
        ref = fields.pop("ref", None)
        if not isinstance(ref, str) or not 1 <= len(ref) <= 64:
            raise BadFrame("invalid", _("A reference of 1 to 64 characters is required."), field="ref")
        return ref

    async def _answer(self, ref: str, fields: dict) -> None:
        name = fields.pop("type", None)
        method = self.commands.get(name) if isinstance(name, str) else None
        if method is None:
            raise BadFrame("unknown_type", _("There is no such command here."))
        self._pace(name, method.pace)
        with translation.override(self.language):
            done = await method(self, read(method.shape, fields))
        self.tell({"type": "done", "ref": ref, **(done or {})})

    def _pace(self, name: str, pace: tuple[float, int]) -> None:
        """Raise RateLimited when this socket sends more of these than `pace` (a second, and at once)."""
        bucket = self.buckets.get(name) or self.buckets.setdefault(name, Bucket(*pace))
        if not bucket.take():
            raise RateLimited(retry_after=5)

    async def _refuse(self, ref: str | None, refused: Refused) -> None:
        with translation.override(self.language):
            self.tell({"type": "error", "ref": ref, **refused.as_frame()})
        if isinstance(refused, RateLimited):
            await self._end_after_all(4429, "rate limited", reconnect=refused.retry_after)
        elif refused.code in ("bad_json", "bad_frame") and not self.buckets["broken"].take():
            await self._end_after_all(4400, "too many broken frames", reconnect=False)

    async def _end_after_all(self, code: int, reason: str, *, reconnect) -> None:
        """End it once all that is queued has been sent."""
        try:
            await self.outlet.flush()
        except Stalled:
            code, reason, reconnect = 4408, "too slow", True
        await self.end(code, reason, reconnect=reconnect)

    @command("ping", Ping)
    async def ping(self, frame) -> dict:
        return {"server_time": timezone.now()}
