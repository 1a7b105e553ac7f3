"""What ticket an end makes, or what it does to the one the conversation belongs to (product 1.5–1.7)."""

from datetime import datetime

from accounts.actors import Actor
from accounts.validators import plain
from chat.models import Conversation, Entry, Kind
from chat.states import Disposition
from tickets import actions as tickets
from tickets.models import Ticket
from tickets.states import TicketState

SUBJECT = 80  # characters taken from the first words of the visitor


def record_outcome(
    conversation: Conversation, *, by: Actor, at: datetime, subject: str = "", team=None, assignee=None
) -> Ticket | None:
    """Open the ticket this end makes, or apply it to the one there is. None when nothing was said and nobody can be answered."""
    if conversation.ticket:
        return _apply(conversation, by=by, at=at)
    if not _is_worth_a_ticket(conversation):
        return None
    state = _state(conversation)
    conversation.ticket = tickets.open_ticket(
        subject=subject or _subject(conversation),
        requester=conversation.contact,
        team=team or conversation.team,
        assignee=assignee if assignee or team else conversation.owner,
        state=state,
        marker=conversation.disposition,
        by=by,
        at=at,
    )
    conversation.save(update_fields=["ticket"])
    return conversation.ticket


def _apply(conversation: Conversation, *, by: Actor, at: datetime) -> Ticket:
    """Solved solves it; everything else leaves it as it is (product 10)."""
    ticket = conversation.ticket
    if conversation.disposition == Disposition.SOLVED:
        tickets.settle(ticket, by=by, at=at)
    return ticket


def _state(conversation: Conversation) -> str:
    match conversation.disposition:
        case Disposition.REJECTED:
            return TicketState.DELETED
        case Disposition.UNRESOLVED | Disposition.ABANDONED:
            return TicketState.OPEN
        case Disposition.LEFT if not _was_answered(conversation):
            return TicketState.OPEN
    return TicketState.SOLVED


def _was_answered(conversation: Conversation) -> bool:
    return conversation.entries.filter(kind=Kind.MESSAGE_POSTED, author__user__isnull=False).exists()


def _is_worth_a_ticket(conversation: Conversation) -> bool:
    """Who never got beyond the queue leaves one only with words or an address."""
    if conversation.connected_at:
        return True
    return bool(conversation.contact.email) or _first_words(conversation) is not None


def _first_words(conversation: Conversation) -> str | None:
    said = conversation.entries.filter(kind=Kind.MESSAGE_POSTED, author__contact__isnull=False).order_by("seq")
    return said.values_list("text", flat=True).first()


def forget_words(conversation: Conversation, text: str) -> None:
    """These words were taken back: a ticket that is named by them is named by its service."""
    ticket = conversation.ticket
    if ticket and text and ticket.subject == plain(text)[:SUBJECT]:
        tickets.rename(ticket, conversation.service.shown_name(conversation.language))
        for entry in Entry.objects.filter(conversation__ticket=ticket, kind=Kind.TICKET_RECORDED):
            entry.payload["subject"] = ticket.subject
            entry.save(update_fields=["payload"])


def _subject(conversation: Conversation) -> str:
    return plain(_first_words(conversation) or "")[:SUBJECT] or conversation.service.shown_name(conversation.language)
