"""A socket of a page, for tests: real frames over a real connection."""

import asyncio
import json
from contextlib import asynccontextmanager
from uuid import uuid4

import websockets
from django.conf import settings

WAIT = 10


class Socket:
    """Sends commands, keeps every frame it got in `frames`."""

    def __init__(self, connection):
        self.connection = connection
        self.frames: list[dict] = []
        self.answers: dict[str, dict] = {}
        self.taken = 0

    async def _receive(self) -> None:
        async with asyncio.timeout(WAIT):
            frame = json.loads(await self.connection.recv())
        if frame["type"] in ("done", "error") and frame["ref"]:
            self.answers[frame["ref"]] = frame
        else:
            self.frames.append(frame)

    async def next(self) -> dict:
        """The next event not yet looked at (or the error of a frame that had no reference)."""
        while self.taken >= len(self.frames):
            await self._receive()
        self.taken += 1
        return self.frames[self.taken - 1]

    async def until(self, kind: str, **fields) -> dict:
        """The next event of this type with these fields; what comes before it stays in `frames`."""
        while True:
            frame = await self.next()
            if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    async def command(self, kind: str, **fields) -> dict:
        """Its answer: the `done` or the `error` frame. Events that come before it wait for `until`."""
        ref = uuid4().hex
        await self.connection.send(json.dumps({"type": kind, "ref": ref, **fields}))
        while ref not in self.answers:
            await self._receive()
        return self.answers.pop(ref)

    async def raw(self, text: str | bytes) -> None:
        await self.connection.send(text)

    async def closed(self) -> int:
        """The code the server closes with."""
        async with asyncio.timeout(WAIT):
            try:
                while True:
                    self.frames.append(json.loads(await self.connection.recv()))
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006


@asynccontextmanager
async def socket(address: str, path: str, cookies: dict[str, str], **headers):
    """An open socket, after its `hello` if it gets one."""
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"Origin": address, "Cookie": cookie, **headers}
    url = address.replace("http", "ws", 1) + path
    async with websockets.connect(
        url,
        additional_headers={k: v for k, v in headers.items() if v is not None},
        subprotocols=["helpdesk.v1"],
        compression=None,
        max_size=None,
        user_agent_header="Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
    ) as connection:
        yield Socket(connection)


def as_visitor(address: str, contact_or_secret, **headers):
    """The chat page's socket of this contact (made by `people.a_visitor`) or secret."""
    secret = getattr(contact_or_secret, "secret", contact_or_secret)
    return socket(address, "/ws/visitor/", {settings.VISITOR_COOKIE: secret}, **headers)


def as_staff(address: str, session_key: str, **headers):
    return socket(address, "/ws/console/", {settings.SESSION_COOKIE_NAME: session_key}, **headers)


def a_session(user) -> str:
    """A session of a signed-in user, as signing in makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key
