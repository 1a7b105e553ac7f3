"""How an actor's roles towards a conversation are found, cheapest first (`helpdesk/permissions.csv` has the rules)."""

from collections.abc import Iterator

from accounts import access
from accounts.actors import Actor
from chat.models import Conversation, Entry, Participant
from chat.states import Audience, Disposition
from files.models import File
from files.states import FileState


def roles(actor: Actor, conversation: Conversation) -> Iterator[str]:
    if actor.contact is not None and conversation.contact_id == actor.contact.pk:
        yield "visitor"
    if actor.user is None:
        return
    if conversation.owner_id == actor.user.pk:
        yield "owner"
    takes_part = {"user": actor.user, "is_shown": True, "left_at": None}  # a note alone gives no right to speak
    if Participant.objects.filter(conversation=conversation, **takes_part).exists():
        yield "participant"
    yield from access.team_roles(actor, conversation.team)


def roles_of_file(actor: Actor, file: File) -> Iterator[str]:
    """Until it is sent, a file is its uploader's; then it is for whoever may read the entry it goes with."""
    entry = _entry_of(file)
    if entry is None:
        if file.is_of(actor):
            yield "owner" if actor.user else "visitor"
    elif entry.audience == Audience.EVERYONE or actor.is_staff:
        yield from roles(actor, entry.conversation)


def state_of_file(file: File) -> str:
    """`unsent`, `sent`, or `rejected` with its conversation; `absent` while there is nothing that could be shown."""
    if file.state != FileState.READY:
        return "absent"
    entry = _entry_of(file)
    if entry is None:
        return "unsent"
    return "rejected" if state(entry.conversation) == "rejected" else "sent"


def _entry_of(file: File) -> Entry | None:
    if not hasattr(file, "sent_with"):
        found = Entry.objects.filter(attachments__file=file).select_related("conversation__team")
        file.sent_with = found.first()
    return file.sent_with


def state(conversation: Conversation) -> str:
    """Its state; a rejected one is a state of its own here, for few may see it."""
    return "rejected" if conversation.disposition == Disposition.REJECTED else str(conversation.state)


def register() -> None:
    access.register(Conversation, roles=roles, state=state)
    access.register(File, roles=roles_of_file, state=state_of_file)
