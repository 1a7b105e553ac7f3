"""Leaving a message when nobody is there, or instead of waiting: an Open ticket (product 1.5)."""

from datetime import datetime
from uuid import UUID

from accounts.actors import Actor
from accounts.models import Contact
from accounts.validators import plain
from chat.actions.end import leave
from chat.actions.post import post
from chat.actions.request import introduce
from chat.models import Conversation, Service
from chat.states import ConversationState
from core.transactions import acting
from tickets import actions as tickets
from tickets.models import Ticket


@acting
def leave_message(
    contact: Contact,
    *,
    service: Service,
    text: str,
    email: str,
    language: str,
    client_id: UUID,
    by: Actor,
    at: datetime,
    name: str = "",
) -> Ticket:
    """One Open ticket. A waiting conversation of this visitor ends with it and belongs to it."""
    contact = Contact.objects.locked().get(pk=contact.pk)
    introduce(contact, name=name, email=email, language=language, at=at)
    waiting = Conversation.objects.filter(contact=contact, state=ConversationState.WAITING).first()
    if waiting:
        post(waiting.pk, text=text, client_id=client_id, by=by, at=at)
        return leave(waiting.pk, by=by, at=at).ticket
    return _already_left(contact, client_id) or tickets.open_ticket(
        subject=plain(text)[:80],
        requester=contact,
        team=service.team,
        marker="message",
        text=text,
        client_id=client_id,
        by=by,
        at=at,
    )


def _already_left(contact: Contact, client_id: UUID) -> Ticket | None:
    """The ticket that was already made of this message, by itself or at the end of the conversation that waited."""
    said = Conversation.objects.filter(contact=contact, entries__client_id=client_id, ticket__isnull=False).first()
    return said.ticket if said else Ticket.objects.filter(requester=contact, client_id=client_id).first()
