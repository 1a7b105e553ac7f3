"""What is done to tickets. Each: lock, move, write, tell."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.access import check
from accounts.actions import audit
from accounts.actors import Actor
from accounts.models import Contact, Membership, Team
from core.errors import Invalid
from core.transactions import acting
from tickets.models import Ticket, TicketEvent
from tickets.signals import ticket_solved
from tickets.states import TicketState

Kind = TicketEvent.Kind


@acting
def open_ticket(
    *,
    subject: str,
    requester: Contact,
    team: Team,
    assignee=None,
    state: str = TicketState.OPEN,
    marker: str = "",
    text: str = "",
    client_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Ticket:
    """A new ticket, in the state that what led to it asks for; `text` is a message left with it.

    `client_id` is the sender's own id of that message: unique for the requester, so that a retry makes no second ticket.
    """
    ticket = Ticket.objects.create(
        subject=subject[:200],
        requester=requester,
        team=team,
        assignee=assignee,
        state=state,
        marker=marker,
        client_id=client_id,
        created_at=at,
        changed_at=at,
        solved_at=at if state == TicketState.SOLVED else None,
    )
    _write(ticket, Kind.CREATED, by=by, at=at)
    if text:
        _write(ticket, Kind.MESSAGE_LEFT, by=by, at=at, text=text)
    return ticket


@acting
def solve(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """It is done. Raises Conflict when it is not open, Forbidden or NotFound when it is not theirs."""
    ticket = _locked(ticket)
    check(by, "ticket.solve", ticket)
    _move(ticket, TicketState.SOLVED, Kind.SOLVED, by=by, at=at)
    ticket_solved.send(Ticket, ticket=ticket, by=by, at=at)
    return ticket


@acting
def reopen(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """It was not done after all."""
    ticket = _locked(ticket)
    check(by, "ticket.reopen", ticket)
    _move(ticket, TicketState.OPEN, Kind.REOPENED, by=by, at=at)
    return ticket


@acting
def assign(ticket: Ticket, *, team: Team, assignee=None, by: Actor, at: datetime) -> Ticket:
    """Who carries on: a team that is not archived, and one of its members or nobody yet."""
    ticket = _locked(ticket)
    check(by, "ticket.assign", ticket)
    if team.is_archived:
        raise Invalid(_("This team is archived."), field="team")
    is_member = assignee is None or Membership.objects.filter(team=team, user=assignee, user__is_active=True).exists()
    if not is_member:
        raise Invalid(_("This person is not a member of the team."), field="assignee")
    ticket.team, ticket.assignee, ticket.changed_at = team, assignee, at
    ticket.save(update_fields=["team", "assignee", "changed_at"])
    _write(ticket, Kind.ASSIGNED, by=by, at=at, text=f"{team} · {assignee}" if assignee else str(team))
    audit("ticket.assigned", f"ticket:{ticket.number}", by=by, at=at, team=team.pk, assignee=assignee and assignee.pk)
    return ticket


@acting
def settle(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Solve it, unless it is, on the word of whoever ended its conversation; they need no right to the ticket itself."""
    ticket = _locked(ticket)
    if ticket.state == TicketState.OPEN:
        _move(ticket, TicketState.SOLVED, Kind.SOLVED, by=by, at=at)
    return ticket


def rename(ticket: Ticket, subject: str) -> None:
    """The words it was named by were taken back."""
    Ticket.objects.filter(pk=ticket.pk).update(subject=subject)
    ticket.subject = subject


def _locked(ticket: Ticket) -> Ticket:
    return Ticket.objects.locked().get(pk=ticket.pk)


def _move(ticket: Ticket, state: str, kind: str, *, by: Actor, at: datetime) -> None:
    ticket.move_to(state)
    ticket.changed_at = at
    ticket.solved_at = at if state == TicketState.SOLVED else None
    ticket.save(update_fields=["state", "changed_at", "solved_at"])
    _write(ticket, kind, by=by, at=at)
    audit(kind, f"ticket:{ticket.number}", by=by, at=at)


def _write(ticket: Ticket, kind: str, *, by: Actor, at: datetime, text: str = "") -> None:
    TicketEvent.objects.create(ticket=ticket, kind=kind, actor_name=by.name[:120], text=text, at=at)
