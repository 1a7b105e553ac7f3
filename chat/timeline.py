"""What conversations add to a ticket's page: each one's transcript, as far as the reader may see it."""

from collections.abc import Iterator

from accounts import access
from accounts.actors import Actor
from chat.models import Conversation
from tickets import timeline
from tickets.models import Ticket
from tickets.timeline import Item


def transcripts(ticket: Ticket, actor: Actor) -> Iterator[Item]:
    """One item a conversation, at the time of its request, with all its entries."""
    found = Conversation.objects.filter(ticket=ticket).for_lists().order_by("requested_at")
    for conversation in found:
        if access.can(actor, "conversation.read", conversation):
            entries = conversation.entries.shown()
            yield Item(
                conversation.requested_at, "chat/_transcript.html", {"conversation": conversation, "entries": entries}
            )


def register() -> None:
    timeline.register(transcripts)
