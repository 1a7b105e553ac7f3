"""How an actor's roles towards a conversation are found, cheapest first (`helpdesk/permissions.csv` has the rules)."""

from collections.abc import Iterator

from accounts import access
from accounts.actors import Actor
from chat.models import Conversation, Participant
from chat.states import Disposition


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


def state(conversation: Conversation) -> str:
    """Its state; a rejected one is a state of its own here, for few may see it."""
    return "rejected" if conversation.disposition == Disposition.REJECTED else str(conversation.state)


def register() -> None:
    access.register(Conversation, roles=roles, state=state)
