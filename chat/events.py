"""What is told on the wire, as docs/protocol.md says it."""

from chat.models import Entry, Kind, Participant
from chat.states import Audience
from core.hub import Event

SHOWN_IN_LISTS = 120  # characters of the newest entry


def author_of(participant: Participant | None) -> dict | None:
    return participant and {"id": participant.pk, "role": participant.role, "name": participant.name}


def entry_frame(entry: Entry, audience: str) -> dict:
    """The entry as this audience counts it."""
    frame = {
        "type": entry.kind,
        "conversation": entry.conversation_id,
        "seq": number(entry, audience),
        "author": author_of(entry.author),
        "audience": entry.audience,
        "text": entry.text,
        "payload": _counted(entry, audience) if entry.kind == Kind.REDACTED else entry.payload,
        "at": entry.at,
        "client_id": entry.client_id,
    }
    if entry.reply_to_id:
        frame["quote"] = quote(entry.reply_to, audience)
    if entry.redacted_at:
        frame["redacted_at"] = entry.redacted_at
    return frame


def _counted(entry: Entry, audience: str) -> dict:
    """Which entry lost its content, in this audience's count."""
    of = entry.payload["of"]
    return {"v": 1, "seq": of["seq"] if audience == Audience.STAFF else of["public_seq"]}


def quote(entry: Entry, audience: str) -> dict:
    """What is answered, in short."""
    return {
        "seq": number(entry, audience),
        "name": entry.author.name if entry.author else "",
        "text": entry.text[:SHOWN_IN_LISTS],
        "kinds": kinds(entry),
        "is_redacted": entry.redacted_at is not None,
    }


def kinds(entry: Entry) -> list[str]:
    """Of its parts; none for plain text."""
    return [part["type"] for part in entry.payload.get("parts", ())]


def number(entry: Entry, audience: str) -> int:
    return entry.seq if audience == Audience.STAFF else entry.public_seq


def of_entry(entry: Entry, audience: str) -> Event:
    return Event(entry_frame(entry, audience), number(entry, audience))


def in_lists(entry: Entry) -> dict:
    """What a row shows of its newest entry."""
    by = entry.author and entry.author.role
    line = {"type": entry.kind, "text": entry.text[:SHOWN_IN_LISTS], "by": by, "at": entry.at.isoformat()}
    return line | {"kinds": kinds(entry)} if "parts" in entry.payload else line


def typing_shown(conversation_id, participant: Participant) -> Event:
    return Event({"type": "typing.shown", "conversation": conversation_id, "participant": participant.pk})


def read_moved(conversation_id, participant: Participant, seq: int) -> Event:
    return Event(
        {
            "type": "read.moved",
            "conversation": conversation_id,
            "participant": participant.pk,
            "seq": seq,
            "at": participant.read_at,
        }
    )


def preview_made(entry: Entry, audience: str) -> Event:
    """A card for the page that the entry links to."""
    shown = {
        "conversation": entry.conversation_id,
        "entry": number(entry, audience),
        "preview": entry.payload["preview"],
    }
    return Event({"type": "preview.made", **shown})


def conversation_opened(conversation_id) -> Event:
    return Event({"type": "conversation.opened", "conversation": conversation_id})


def queue_moved(conversation_id, position: int, wait_minutes: int | None, is_staffed: bool) -> Event:
    return Event(
        {
            "type": "queue.moved",
            "conversation": conversation_id,
            "position": position,
            "wait_minutes": wait_minutes,
            "is_staffed": is_staffed,
        }
    )


def list_changed(rows: list[dict]) -> Event:
    return Event({"type": "list.changed", "rows": rows})


def you_changed(you: dict) -> Event:
    return Event({"type": "you.changed", "you": you})
