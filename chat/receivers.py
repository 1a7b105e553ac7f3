"""What this app does when the apps below it tell a fact."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Membership
from accounts.signals import agent_arrived, rights_changed, room_changed
from chat import digests, groups
from chat.actions import ask_rating, drain_soon
from chat.models import Conversation
from chat.states import Disposition
from core.hub import Event
from core.publish import publish
from tickets.signals import ticket_solved


def connect() -> None:
    agent_arrived.connect(let_drain, dispatch_uid="chat.let_drain.arrived")
    room_changed.connect(let_drain, dispatch_uid="chat.let_drain.room")
    rights_changed.connect(tell_their_sockets, dispatch_uid="chat.tell_their_sockets")
    ticket_solved.connect(ask_for_rating, dispatch_uid="chat.ask_for_rating")


def let_drain(sender, *, agent, **rest) -> None:
    """An agent arrived, or takes more: their teams' queues drain."""
    teams = list(Membership.objects.filter(user=agent.pk).values_list("team_id", flat=True))
    digests.agents.touch(agent.pk)
    for team_id in teams:
        digests.queues.touch(team_id)
    drain_soon(teams)


def tell_their_sockets(sender, *, users: list[int], **rest) -> None:
    """At once, in every process (`chat.watch`); the epoch in the database tells it again within a second."""
    publish(groups.RIGHTS, Event({"users": users}))


def ask_for_rating(sender, *, ticket, at: datetime | None = None, **rest) -> None:
    """An unresolved conversation's ticket was solved later: the visitor is asked then (product 1.6)."""
    found = Conversation.objects.locked().filter(ticket=ticket, disposition=Disposition.UNRESOLVED)
    conversation = found.order_by("-ended_at").first()
    if conversation:
        ask_rating(conversation, at=at or timezone.now(), is_mailed=True)
