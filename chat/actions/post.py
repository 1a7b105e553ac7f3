"""Words: messages for everyone and notes for staff. Sending is idempotent by the client's own id."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actors import Actor
from chat import log
from chat.actions.connect import join
from chat.models import Conversation, Entry, Kind, Participant
from chat.states import Audience, ConversationState
from core.errors import Conflict, NotFound
from core.transactions import acting

MAX_TEXT = 4000  # characters


def post_limit() -> int:
    """How long a message may be, in characters."""
    return MAX_TEXT


@acting
def post(conversation_id: UUID, *, text: str, client_id: UUID, by: Actor, at: datetime) -> Entry:
    """Say something to everyone. The same `client_id` again returns the first entry and tells no one."""
    conversation, author = _lock(conversation_id, by)
    if author and (sent := _already_sent(conversation, author, client_id, text, Kind.MESSAGE_POSTED)):
        return sent
    access.check(by, "message.post", conversation)
    if by.is_staff:
        conversation.unanswered_since_at = None
        author = author or join(conversation, by.user, at=at)
    elif conversation.state == ConversationState.ACTIVE:
        conversation.unanswered_since_at = conversation.unanswered_since_at or at
    return log.append(conversation, Kind.MESSAGE_POSTED, author=author, text=text, client_id=client_id, at=at)


@acting
def add_note(conversation_id: UUID, *, text: str, client_id: UUID, by: Actor, at: datetime) -> Entry:
    """Write something only staff can ever receive. It stops no clock."""
    conversation, author = _lock(conversation_id, by)
    if author and (sent := _already_sent(conversation, author, client_id, text, Kind.NOTE_ADDED)):
        return sent
    access.check(by, "note.add", conversation)
    author = author or join(conversation, by.user, at=at, is_shown=False)
    return log.append(
        conversation, Kind.NOTE_ADDED, author=author, audience=Audience.STAFF, text=text, client_id=client_id, at=at
    )


def _lock(conversation_id: UUID, by: Actor) -> tuple[Conversation, Participant | None]:
    """The conversation, locked, and the actor's place in it. What the actor may not see does not exist."""
    conversation = Conversation.objects.locked().filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound
    of = {"user": by.user} if by.is_staff else {"contact": by.contact}
    author = Participant.objects.filter(conversation=conversation, **of).first() if by.user or by.contact else None
    if author is None:
        access.check(by, "conversation.read", conversation)
    return conversation, author


def _already_sent(conversation, author: Participant, client_id: UUID, text: str, kind: str) -> Entry | None:
    sent = log.first_sent(conversation, author, client_id)
    if sent and (sent.text, sent.kind) != (text, kind):
        raise Conflict(_("Another text was sent under the same id."), field="client_id", state=conversation.state)
    return sent
