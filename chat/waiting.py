"""Who is there, where one stands in the queue, and about how long it takes."""

import math
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Avg, F, Sum

from accounts.models import Agent, Team
from chat.models import Conversation
from chat.states import ConversationState

RECENT = timedelta(days=7)
USUAL = timedelta(minutes=6)  # how long one lasts, until there are figures of one's own
LONGEST = 60  # minutes; a longer wait is not worth a number


class Place(NamedTuple):
    """A visitor's place in the queue, from 1."""

    conversation_id: UUID
    secret_hash: str
    position: int
    wait_minutes: int | None
    is_staffed: bool


def is_staffed(team: Team, *, at: datetime) -> bool:
    """Open, and some agent of it is present, busy or not."""
    return team.is_open and Agent.objects.present(at).of_teams([team.pk]).exists()


def has_room(team: Team, *, at: datetime) -> bool:
    """Whether somebody would be connected at once."""
    return Agent.objects.with_room(at).of_teams([team.pk]).exists()


def rough_wait(team_id: int, position: int, *, at: datetime) -> int | None:
    """Minutes, rounded up: how long conversations lasted lately, shared among the places of those who take work; None when nobody can say."""
    capacity = Agent.objects.takes_work(at).of_teams([team_id]).aggregate(all=Sum("capacity"))["all"]
    if not capacity:
        return None
    ended = Conversation.objects.filter(
        team=team_id, state=ConversationState.ENDED, connected_at__isnull=False, ended_at__gt=at - RECENT
    )
    lasted = ended.aggregate(mean=Avg(F("ended_at") - F("connected_at")))["mean"] or USUAL
    return min(LONGEST, max(1, math.ceil(lasted.total_seconds() * position / capacity / 60)))


def places(team_id: int, *, at: datetime) -> list[Place]:
    """Everyone who waits for the team, in order."""
    team = Team.objects.get(pk=team_id)
    waiting = Conversation.objects.waiting().filter(team=team).values_list("pk", "contact__secret_hash")
    staffed = is_staffed(team, at=at)
    first = rough_wait(team_id, 1, at=at)
    return [
        Place(pk, secret_hash, position, first and min(LONGEST, first * position), staffed)
        for position, (pk, secret_hash) in enumerate(waiting, start=1)
    ]
