"""A conversation as one reader may see it."""

from uuid import UUID

from django.utils import timezone

from accounts import access
from accounts.actors import Actor
from chat import log, shapes
from chat.models import Conversation
from core.errors import NotFound


def find(conversation_id: UUID, actor: Actor, *, is_shown: bool = False) -> Conversation:
    """The conversation (with what its summary shows), if this actor may read it; raises NotFound otherwise."""
    rows = Conversation.objects.for_lists().select_related("rating") if is_shown else Conversation.objects.all()
    conversation = rows.filter(pk=conversation_id).order_by().first()
    if conversation is None or actor is None:
        raise NotFound
    access.check(actor, "conversation.read", conversation)
    return conversation


def resumed(conversation_id: UUID, actor: Actor) -> dict:
    """The frame that comes before the entries."""
    at = timezone.now()
    conversation = find(conversation_id, actor, is_shown=True)
    return {
        "type": "conversation.resumed",
        "conversation": shapes.summary(conversation, actor, at=at),
        "participants": shapes.participants(conversation, actor, at=at),
        "last_seq": log.last_number(conversation, shapes.audience_of(actor)),
    }
