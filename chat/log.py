"""The log of a conversation. This module alone writes entries; the numbers are given under the conversation's row lock."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from chat import digests, events, groups
from chat.models import Conversation, Entry, Kind, Participant
from chat.states import Audience, Disposition
from core import statements
from core.hub import Pointer
from core.publish import publish

QUIET = {Kind.TICKET_RECORDED, Kind.RATING_ASKED, Kind.REROUTED}  # the lists go on showing what was before
CHANGED = ("last_seq", "last_public_seq", "last", "unanswered_since_at")  # in a conversation, by a message


def append(conversation: Conversation, kind: str, **fields) -> Entry:
    """Add one entry (`next_entry` has its fields), save the conversation, and tell whom it concerns on commit.

    The conversation must be locked by the running transaction; all its changed fields are saved here.
    """
    entry = next_entry(conversation, kind, **fields)
    entry.save(force_insert=True)
    conversation.save()
    _tell(entry)
    return entry


def append_together(entries: list[Entry]) -> None:
    """Save these, made by `next_entry`, and what a message changes in their conversations: two statements for all of them."""
    Entry.objects.bulk_create(entries)
    statements.update(Conversation, {entry.conversation_id: entry.conversation for entry in entries}.values(), CHANGED)
    for entry in entries:
        _tell(entry)


def next_entry(
    conversation: Conversation,
    kind: str,
    *,
    at: datetime,
    author: Participant | None = None,
    audience: str = Audience.EVERYONE,
    text: str = "",
    payload: dict | None = None,
    client_id: UUID | None = None,
    reply_to: Entry | None = None,
) -> Entry:
    """The conversation's next entry with its numbers; nothing is saved yet."""
    is_public = audience == Audience.EVERYONE
    conversation.last_seq += 1
    conversation.last_public_seq += is_public
    entry = Entry(
        conversation=conversation,
        seq=conversation.last_seq,
        public_seq=conversation.last_public_seq if is_public else None,
        kind=kind,
        author=author,
        audience=audience,
        text=text,
        payload={"v": 1, **(payload or {})},
        client_id=client_id,
        reply_to=reply_to,
        at=at,
    )
    conversation.last = conversation.last if kind in QUIET else events.in_lists(entry)
    return entry


def _tell(entry: Entry) -> None:
    is_for_few = entry.audience == Audience.STAFF and entry.conversation.disposition == Disposition.REJECTED
    told = Pointer({}, entry.seq) if is_for_few else events.of_entry(entry, Audience.STAFF)
    publish(groups.staff(entry.conversation_id), told)
    if entry.audience == Audience.EVERYONE:
        # Encoded once for both audiences as long as they count alike: until a first note.
        is_same = entry.seq == entry.public_seq and not is_for_few
        heard = told if is_same else events.of_entry(entry, Audience.EVERYONE)
        publish(groups.everyone(entry.conversation_id), heard)
    digests.rows.touch(entry.conversation_id)


def sent(authors: Iterable[Participant], client_ids: set[UUID]) -> dict[tuple[int, UUID], Entry]:
    """The entries that were already made of these clients' messages, by author and the client's own id."""
    by_id = {author.pk: author for author in authors}
    places = {author.conversation_id for author in by_id.values()}
    found = statements.select(Entry, conversation=places, author=by_id, client_id=client_ids)
    for entry in found:
        entry.author = by_id[entry.author_id]
    return {(entry.author_id, entry.client_id): entry for entry in found}


def read(conversation_id, audience: str, *, after: int, limit: int) -> list[Entry]:
    """At most `limit` entries after that number of the audience's own count, in order."""
    found = Entry.objects.filter(conversation=conversation_id).after(after, audience)
    return list(found.shown()[:limit])


def last_number(conversation: Conversation, audience: str) -> int:
    return conversation.last_seq if audience == Audience.STAFF else conversation.last_public_seq
