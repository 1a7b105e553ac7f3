"""Every command over a real socket, by every role in every state: the answer is the table's."""

import asyncio
from uuid import uuid4

import pytest

from tests.access.scenes import ENTRANCES, PEOPLE, VISITORS, a_conversation, expected, states_of
from tests.live import a_session, as_staff, as_visitor

pytestmark = pytest.mark.django_db(transaction=True)
CODES = {"403": "forbidden", "404": "not_found", "409": "conflict"}
STATES = ("waiting", "active", "ended", "rejected")
OF_CONVERSATIONS = [
    name for name, row in ENTRANCES.items() if row["kind"] == "command" and row["verb"] in {"conversation.read", name}
]
FIELDS = {
    "message.post": lambda: {"text": "hello", "client_id": str(uuid4())},
    "note.add": lambda: {"text": "a note", "client_id": str(uuid4())},
    "message.read": lambda: {"seq": 1},
    "conversation.rate": lambda: {"score": 5},
    "conversation.end": lambda: {"disposition": "solved", "is_rating_asked": False},
}


def fields(name: str, conversation) -> dict:
    if name == "conversation.resume":
        return {"conversations": [{"id": str(conversation.pk), "after": None}]}
    return {"conversation": str(conversation.pk), **FIELDS.get(name, dict)()}


def answer(name: str, state: str, role: str) -> str:
    """`done`, or the code of the error that would be right."""
    door = ENTRANCES[name]["door"]
    if door != "any" and (door == "visitor") != (role in VISITORS):
        return "unknown_type"
    said = expected(ENTRANCES[name]["verb"], state, role)
    return CODES.get(said, "done")


async def say(address: str, key: str | None, person, name: str, given: dict) -> str:
    opened = as_visitor(address, person) if key is None else as_staff(address, key)
    async with opened as socket:
        frame = await socket.command(name, **given)
    return frame.get("code", frame["type"])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", [name for name in OF_CONVERSATIONS if name != "conversation.request"])
def test_commands(address, name, state):
    assert state in states_of(ENTRANCES[name]["verb"])
    conversation, people = a_conversation(state)
    for role in [role for role in PEOPLE if hasattr(people, role)]:
        person = getattr(people, role)
        key = None if role in VISITORS else a_session(person)
        given = fields(name, conversation)
        said = asyncio.run(say(address, key, person, name, given))
        assert said == answer(name, state, role), (name, state, role, said)
        if said == "done" and name in ("conversation.end", "conversation.leave", "conversation.rate"):
            conversation, people = a_conversation(state)
