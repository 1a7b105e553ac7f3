"""A card for the page a message links to: made later, by a worker; a message without one is a message all the same."""

from chat import events, groups
from chat.models import Entry
from chat.states import Audience
from core.publish import publish
from core.tasks import HEAVY, ring
from core.transactions import acting
from files.models import Limits


def wants_preview(entry: Entry) -> bool:
    """Whether the admin allows it, and the text has a link."""
    return "://" in entry.text and "parts" not in entry.payload and Limits.current().has_link_previews


def ask_for_preview(entry: Entry) -> None:
    ring("chat.tasks.make_preview", str(entry.pk), queue=HEAVY)


@acting
def show_preview(entry_id: int, found: dict) -> None:
    """Keep what was found with the entry, unless its words are gone meanwhile, and tell who sees it."""
    entry = Entry.objects.locked().filter(pk=entry_id, redacted_at=None).first()
    if entry is None:
        return
    entry.payload = entry.payload | {"preview": found}
    entry.save(update_fields=["payload"])
    publish(groups.staff(entry.conversation_id), events.preview_made(entry, Audience.STAFF))
    if entry.audience == Audience.EVERYONE:
        publish(groups.everyone(entry.conversation_id), events.preview_made(entry, Audience.EVERYONE))
