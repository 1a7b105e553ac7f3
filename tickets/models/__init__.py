"""Work with a requester, a team and an outcome; outlives the conversation."""

from tickets.models.ticket import Ticket, TicketEvent

__all__ = ["Ticket", "TicketEvent"]
