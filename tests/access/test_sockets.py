"""Every command over a real socket, by every role in every state: the answer is the table's."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Contact, User
from chat import log
from chat.actions.connect import join
from chat.models import Consent, Entry, Kind, Participant
from tests.access.scenes import ENTRANCES, PEOPLE, VISITORS, a_conversation, expected, states_of
from tests.live import a_session, as_staff, as_visitor

pytestmark = pytest.mark.django_db(transaction=True)
CODES = {"403": "forbidden", "404": "not_found", "409": "conflict"}
STATES = ("waiting", "active", "ended", "rejected")
OF_CONVERSATIONS = [
    name for name, row in ENTRANCES.items() if row["kind"] == "command" and row["verb"] in {"conversation.read", name}
]
FIELDS = {
    "message.post": lambda conversation, person: {"text": "hello", "client_id": str(uuid4())},
    "note.add": lambda conversation, person: {"text": "a note", "client_id": str(uuid4())},
    "message.read": lambda conversation, person: {"seq": 1},
    "message.take_back": lambda conversation, person: {"seq": number_of(own_words(conversation, person), person)},
    "message.redact": lambda conversation, person: {
        "seq": own_words(conversation, person).seq,
        "reason": "A card number",
    },
    "consent.ask": lambda conversation, person: {"wanted": "screenshot"},
    "consent.answer": lambda conversation, person: {"consent": str(a_card(conversation).pk), "answer": "accepted"},
    "conversation.rate": lambda conversation, person: {"score": 5},
    "conversation.end": lambda conversation, person: {"disposition": "solved", "is_rating_asked": False},
}


def own_words(conversation, person) -> Entry:
    """A message of this person's, or (a stranger among visitors) of the visitor's."""
    if isinstance(person, User):
        join(conversation, person, at=timezone.now(), is_shown=False)
    parts = {part.user_id or part.contact_id: part for part in Participant.objects.filter(conversation=conversation)}
    author = parts.get(person.pk) or parts[conversation.contact_id]
    conversation.refresh_from_db()
    return log.append(conversation, Kind.MESSAGE_POSTED, author=author, text="hello", at=timezone.now())


def number_of(entry: Entry, person) -> int:
    return entry.public_seq if isinstance(person, Contact) else entry.seq


def a_card(conversation) -> Consent:
    [asker] = Participant.objects.filter(conversation=conversation, role="agent")[:1]
    now = timezone.now()
    Consent.objects.filter(conversation=conversation).delete()
    return Consent.objects.create(
        conversation=conversation, wanted="photo", asked_by=asker, asked_at=now, until_at=now + timedelta(minutes=2)
    )


def fields(name: str, conversation, person) -> dict:
    if name == "conversation.resume":
        return {"conversations": [{"id": str(conversation.pk), "after": None}]}
    make = FIELDS.get(name)
    return {"conversation": str(conversation.pk), **(make(conversation, person) if make else {})}


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
        given = fields(name, conversation, person)
        said = asyncio.run(say(address, key, person, name, given))
        assert said == answer(name, state, role), (name, state, role, said)
        if said == "done" and name in ("conversation.end", "conversation.leave", "conversation.rate"):
            conversation, people = a_conversation(state)
