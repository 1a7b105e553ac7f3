"""The stage of an attack: who talks with whom, what the rows hold, and everything that a socket was sent."""

import asyncio
import json
from contextlib import asynccontextmanager
from uuid import uuid4

from django.apps import apps
from django.db import connections

from accounts.models import Agent, Contact, User
from tests import live
from tests.people import a_request, a_service, a_team, a_visitor, an_agent

APPS = ("accounts", "files", "tickets", "chat")
BY_PRESENCE = {Agent: {"seen_at", "idle_since_at"}, Contact: {"seen_at"}, User: {"last_login"}}


class Scene:
    """One team, its agent, and a visitor whose conversation is active."""

    def __init__(self, address: str):
        self.address = address
        self.team = a_team()
        self.service = a_service(self.team)
        self.agent = an_agent(self.team, name="Ann Agent")
        self.key = live.a_session(self.agent.user)
        self.visitor = a_visitor("Vera Visitor")
        self.conversation = a_request(self.service, self.visitor)
        self.id = str(self.conversation.pk)

    def page(self, visitor=None, **headers):
        return taped(live.as_visitor(self.address, visitor or self.visitor, **headers))

    def desk(self, key: str | None = None, **headers):
        return taped(live.as_staff(self.address, key or self.key, **headers))


class Tape:
    """Stands before a connection and keeps every text that came through it."""

    def __init__(self, connection):
        self.connection, self.texts = connection, []

    async def recv(self):
        self.texts.append(await self.connection.recv())
        return self.texts[-1]

    async def send(self, text) -> None:
        await self.connection.send(text)


@asynccontextmanager
async def taped(opening):
    """The socket after its `hello`; `socket.tape` holds all that it was sent."""
    async with opening as socket:
        socket.connection = Tape(socket.connection)
        socket.tape = socket.connection.texts
        await socket.next()
        yield socket


async def in_database(function, *args, **kwargs):
    """Run what touches rows, beside the test's loop."""

    def run():
        try:
            return function(*args, **kwargs)
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)


def rows() -> dict[str, list]:
    """All that is stored, but for who was seen when."""
    stored = {}
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        names = [field.attname for field in model._meta.concrete_fields if field.name not in BY_PRESENCE.get(model, ())]
        stored[model._meta.label] = sorted(map(str, model.objects.values_list(*names)))
    return stored


async def resume(socket, conversation, after: int | None = None) -> dict:
    """Follow a conversation; the `conversation.resumed` frame."""
    done = await socket.command("conversation.resume", conversations=[{"id": str(conversation), "after": after}])
    assert done["type"] == "done", done
    return await socket.until("conversation.resumed")


def a_message(conversation, text: str = "hello", **fields) -> dict:
    return {"conversation": str(conversation), "client_id": str(uuid4()), "text": text, **fields}


def parts(conversation, *some: dict, **fields) -> dict:
    return {"conversation": str(conversation), "client_id": str(uuid4()), "parts": list(some), **fields}


def a_text(text: str = "x") -> dict:
    return {"type": "text", "text": text}


async def refuse(socket, conversation, *some, code: str = "invalid", command: str = "message.post", **fields) -> dict:
    answer = await socket.command(command, **parts(conversation, *some, **fields))
    assert answer.get("code") == code, (str(some)[:200], answer)
    return answer


def frame(type: str, ref: str = "r", **fields) -> str:
    return json.dumps({"type": type, "ref": ref, **fields})


async def everything(socket) -> list[str]:
    """All that the socket was sent until now: an answer comes after what was queued before it."""
    assert (await socket.command("ping"))["type"] == "done"
    return socket.tape


async def refused(socket, text: str | bytes) -> dict:
    """Send a frame that cannot be answered by reference; the error it gets."""
    await socket.raw(text)
    return await error(socket)


async def error(socket) -> dict:
    """The next error, with a reference or without."""
    while True:
        for ref in list(socket.answers):
            return socket.answers.pop(ref)
        for at in range(socket.taken, len(socket.frames)):
            if socket.frames[at]["type"] == "error":
                socket.taken = at + 1
                return socket.frames[at]
        await socket._receive()
