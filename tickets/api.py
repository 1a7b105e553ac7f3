"""Tickets over HTTP, for staff; the same rows as the pages (docs/protocol.md)."""

from typing import Annotated, Literal

from pydantic import Field
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Team
from core.api import query
from core.errors import Invalid, NotFound
from core.frames import Frame
from tickets.models import Ticket
from tickets.states import TicketState

A_PAGE = 50


class TicketQuery(Frame):
    """What the list may be asked; nothing means: open ones."""

    q: Annotated[str, Field(min_length=1, max_length=100)] = ""
    state: Literal["", "open", "solved", "deleted", "all"] = ""
    whose: Literal["", "mine", "nobody"] = ""
    team: Annotated[int, Field(ge=1, lt=2**53)] = 0
    page: Annotated[int, Field(ge=1, le=1000)] = 1


class Nothing(Frame):
    """No query parameters at all."""


class Tickets(APIView):
    """`GET /api/tickets/`: a page of those the reader may see."""

    def get(self, request):
        asked = query(request, TicketQuery)
        found = Ticket.objects.visible_to(request.user).chosen(
            user=request.user, state=asked.state, whose=asked.whose, team=self._team(request, asked.team)
        )
        found = found.matching(asked.q) if asked.q else found
        rows = list(found.for_list()[(asked.page - 1) * A_PAGE : asked.page * A_PAGE + 1])
        following = asked.page + 1 if len(rows) > A_PAGE else None
        return Response({"tickets": [as_json(row) for row in rows[:A_PAGE]], "next": following})

    def _team(self, request, number: int) -> Team | None:
        if not number:
            return None
        team = Team.objects.seen_by(request.user).filter(pk=number).first()
        if team is None:
            raise Invalid(field="team")
        return team


class OneTicket(APIView):
    """`GET /api/tickets/<number>/`."""

    def get(self, request, number: int):
        query(request, Nothing)
        found = Ticket.objects.visible_to(request.user).for_list().filter(number=number).first()
        if found is None:
            raise NotFound
        return Response(as_json(found))


def as_json(ticket: Ticket) -> dict:
    """The shape *ticket* of the protocol."""
    assignee = ticket.assignee
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "state": TicketState(ticket.state).value,
        "marker": ticket.marker,
        "requester": {"id": str(ticket.requester_id), "name": ticket.requester.shown_name},
        "team": {"id": ticket.team_id, "name": ticket.team.name},
        "assignee": {"id": assignee.pk, "name": assignee.name} if assignee else None,
        "created_at": ticket.created_at,
        "changed_at": ticket.changed_at,
        "solved_at": ticket.solved_at,
    }
