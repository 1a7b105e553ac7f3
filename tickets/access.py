"""What an actor is to a ticket. The rules themselves are in `helpdesk/permissions.csv`."""

from collections.abc import Iterator

from accounts import access
from accounts.actors import Actor
from tickets.models import Ticket

VERBS = ("ticket.solve", "ticket.reopen", "ticket.assign")


def roles(actor: Actor, ticket: Ticket) -> Iterator[str]:
    """Cheapest to find first."""
    if actor.user is None:
        return
    if ticket.assignee_id == actor.user.pk:
        yield "owner"
    yield from access.team_roles(actor, ticket.team)


access.register(Ticket, roles=roles, state=lambda ticket: str(ticket.state))
