"""The end (product 1.6, 1.7): three ways by the owner, one by the visitor, one by the system; each makes its ticket."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actions import audit
from accounts.actors import SYSTEM, Actor
from accounts.models import Agent, Membership, Team, User
from accounts.validators import plain
from chat import digests, log
from chat.actions.connect import drain_soon
from chat.actions.consent import close_consents
from chat.actions.rate import ask_rating
from chat.models import Conversation, Kind, Participant
from chat.outcomes import record_outcome
from chat.states import Audience, ConversationState, Disposition
from core.errors import Conflict, Invalid, NotFound
from core.text import is_said
from core.transactions import acting

BY_OWNER = (Disposition.SOLVED, Disposition.UNRESOLVED, Disposition.REJECTED)


@acting
def end(
    conversation_id: UUID,
    *,
    disposition: str,
    by: Actor,
    at: datetime,
    is_rating_asked: bool = True,
    subject: str = "",
    team: Team | None = None,
    assignee: User | None = None,
    reason: str = "",
) -> Conversation:
    """The owner ends it: solved, unresolved (team and assignee carry on) or rejected (with a reason). Never undone."""
    if disposition not in BY_OWNER:
        raise Invalid(field="disposition")
    if disposition == Disposition.REJECTED and not is_said(reason):
        raise Invalid(_("Say why. A rejection needs a reason."), field="reason")
    if assignee and not Membership.objects.filter(team=team or None, user=assignee, user__is_active=True).exists():
        raise Invalid(_("This person is not in the team."), field="assignee")
    conversation, owner = _lock(conversation_id)
    access.check(by, "conversation.end", conversation)
    conversation.reason = reason.strip() if disposition == Disposition.REJECTED else ""
    outcome = {"subject": plain(subject), "team": team, "assignee": assignee}
    _finish(conversation, owner, disposition, by=by, at=at, outcome=outcome)
    if disposition == Disposition.SOLVED and is_rating_asked:
        ask_rating(conversation, at=at)
    if disposition == Disposition.REJECTED:
        audit("conversation.rejected", f"conversation:{conversation.pk}", by=by, at=at, reason=conversation.reason)
    return conversation


@acting
def leave(conversation_id: UUID, *, by: Actor, at: datetime) -> Conversation:
    """The visitor ends it, or gives up waiting. Somebody had replied: solved, and a rating is asked; nobody: an Open ticket."""
    conversation, owner = _lock(conversation_id)
    access.check(by, "conversation.leave", conversation)
    _finish(conversation, owner, Disposition.LEFT, by=by, at=at)
    if _has_reply(conversation):
        ask_rating(conversation, at=at)
    return conversation


@acting
def abandon(conversation_id: UUID, *, at: datetime) -> bool:
    """The system ends a waiting one whose visitor has been gone for 60 s (product 1.5). Whether it did."""
    conversation, owner = _lock(conversation_id)
    if conversation.state != ConversationState.WAITING:
        return False
    _finish(conversation, owner, Disposition.ABANDONED, by=SYSTEM, at=at)
    return True


def _lock(conversation_id: UUID) -> tuple[Conversation, Agent | None]:
    """The owner's row, then the conversation's: the order in which everybody locks."""
    for _try in range(3):
        found = Conversation.objects.filter(pk=conversation_id).values_list("owner_id", flat=True)
        if not found:
            raise NotFound
        owner = Agent.objects.locked().filter(pk=found[0]).first() if found[0] else None
        conversation = Conversation.objects.locked().get(pk=conversation_id)
        if conversation.owner_id == (owner.pk if owner else None):
            return conversation, owner
    raise Conflict(state=conversation.state)


def _finish(
    conversation: Conversation, owner: Agent | None, disposition: str, *, by: Actor, at: datetime, outcome=None
) -> None:
    """Move to ended, free the owner's place, log it, record the ticket, and let the queue drain."""
    was_waiting = conversation.state == ConversationState.WAITING
    conversation.move_to(ConversationState.ENDED)
    conversation.disposition = disposition
    conversation.ended_at = at
    conversation.unanswered_since_at = None
    close_consents(conversation, at=at)
    author = Participant.objects.filter(conversation=conversation, user=by.user).first() if by.user else None
    if by.contact:
        author = Participant.objects.filter(conversation=conversation, contact=by.contact).first()
    log.append(conversation, Kind.ENDED, author=author, payload={"disposition": disposition}, at=at)
    if owner and not was_waiting:
        _free_place(owner, at=at)
    ticket = record_outcome(conversation, by=by, at=at, **(outcome or {}))
    if ticket:
        recorded = {
            "number": ticket.number,
            "state": ticket.state,
            "subject": ticket.subject,
            "reason": conversation.reason,
        }
        log.append(conversation, Kind.TICKET_RECORDED, audience=Audience.STAFF, payload=recorded, at=at)
    digests.queues.touch(conversation.team_id)


def _free_place(owner: Agent, *, at: datetime) -> None:
    owner.load -= 1
    owner.idle_since_at = at
    owner.save(update_fields=["load", "idle_since_at"])
    digests.agents.touch(owner.pk)
    drain_soon(Membership.objects.filter(user=owner.pk).values_list("team_id", flat=True))


def _has_reply(conversation: Conversation) -> bool:
    """Whether somebody of the staff has said something to the visitor."""
    return conversation.entries.filter(kind=Kind.MESSAGE_POSTED, author__user__isnull=False).exists()
