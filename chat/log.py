"""The log of a conversation. This module alone writes entries; the numbers are given under the conversation's row lock."""

from datetime import datetime
from uuid import UUID

from chat import digests, events, groups
from chat.models import Conversation, Entry, Kind, Participant
from chat.states import Audience, Disposition
from core.hub import Pointer
from core.publish import publish

QUIET = {Kind.TICKET_RECORDED, Kind.RATING_ASKED, Kind.REROUTED}  # the lists go on showing what was before


def append(
    conversation: Conversation,
    kind: str,
    *,
    at: datetime,
    author: Participant | None = None,
    audience: str = Audience.EVERYONE,
    text: str = "",
    payload: dict | None = None,
    client_id: UUID | None = None,
) -> Entry:
    """Add one entry, save the conversation, and tell whom it concerns on commit.

    The conversation must be locked by the running transaction; all its changed fields are saved here.
    """
    is_public = audience == Audience.EVERYONE
    conversation.last_seq += 1
    conversation.last_public_seq += is_public
    entry = Entry.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        public_seq=conversation.last_public_seq if is_public else None,
        kind=kind,
        author=author,
        audience=audience,
        text=text,
        payload={"v": 1, **(payload or {})},
        client_id=client_id,
        at=at,
    )
    conversation.last = conversation.last if kind in QUIET else events.in_lists(entry)
    conversation.save()
    _tell(entry)
    return entry


def _tell(entry: Entry) -> None:
    is_for_few = entry.audience == Audience.STAFF and entry.conversation.disposition == Disposition.REJECTED
    told = Pointer({}, entry.seq) if is_for_few else events.of_entry(entry, Audience.STAFF)
    publish(groups.staff(entry.conversation_id), told)
    if entry.audience == Audience.EVERYONE:
        publish(groups.everyone(entry.conversation_id), events.of_entry(entry, Audience.EVERYONE))
    digests.rows.touch(entry.conversation_id)


def first_sent(conversation: Conversation, author: Participant, client_id: UUID) -> Entry | None:
    """The entry that was already made of this client's message, if any."""
    found = Entry.objects.filter(conversation=conversation, author=author, client_id=client_id)
    return found.select_related("author").first()


def read(conversation_id, audience: str, *, after: int, limit: int) -> list[Entry]:
    """At most `limit` entries after that number of the audience's own count, in order."""
    found = Entry.objects.filter(conversation=conversation_id).after(after, audience)
    return list(found.select_related("author")[:limit])


def last_number(conversation: Conversation, audience: str) -> int:
    return conversation.last_seq if audience == Audience.STAFF else conversation.last_public_seq
