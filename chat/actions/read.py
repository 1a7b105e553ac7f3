"""Read marks and typing: told at once, kept (the marks) on the participant, never entries."""

from datetime import datetime
from uuid import UUID

from accounts import access
from accounts.actors import Actor
from chat import events, groups, log, shapes
from chat.models import Conversation, Participant
from core.errors import Invalid, NotFound
from core.publish import publish, tell_now
from core.transactions import acting


@acting
def mark_read(conversation_id: UUID, *, seq: int, by: Actor, at: datetime) -> None:
    """The actor has read up to `seq` of their own count. Marks only move forward; who takes no part leaves none."""
    conversation, participant = _find(conversation_id, by)
    if seq > log.last_number(conversation, shapes.audience_of(by)):
        raise Invalid(field="seq")
    if participant is None:
        return
    if not by.is_staff:
        found = conversation.entries.filter(public_seq=seq).values_list("seq", flat=True).first()
        seq = found or 0
    moved = Participant.objects.filter(pk=participant.pk, read_seq__lt=seq).update(read_seq=seq, read_at=at)
    if not moved:
        return
    before, participant.read_at = participant.read_seq, at
    publish(groups.staff(conversation.pk), events.read_moved(conversation.pk, participant, seq))
    public = shapes.public_number(conversation, seq)
    if participant.is_shown and public > shapes.public_number(
        conversation, before
    ):  # reading a note is told to nobody else
        publish(groups.everyone(conversation.pk), events.read_moved(conversation.pk, participant, public))


def show_typing(conversation_id: UUID, *, by: Actor) -> None:
    """The actor is typing a message for everyone."""
    conversation, participant = _find(conversation_id, by)
    if participant is None or not conversation.is_open or not access.can(by, "message.post", conversation):
        return
    event = events.typing_shown(conversation.pk, participant)
    tell_now(groups.staff(conversation.pk), event)
    if by.is_staff:
        tell_now(groups.everyone(conversation.pk), event)


def _find(conversation_id: UUID, by: Actor) -> tuple[Conversation, Participant | None]:
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound
    access.check(by, "conversation.read", conversation)
    of = {"user": by.user} if by.is_staff else {"contact": by.contact}
    return conversation, Participant.objects.filter(conversation=conversation, **of).first()
