"""The queue drains (product 1.2–1.4): a pure choice, and one locked transaction for each round of it."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent, Membership, Team
from chat import digests, log
from chat.models import Conversation, Greeting, Kind, Participant
from chat.routing import Candidate, choose
from chat.states import ConversationState, Role
from core.transactions import acting

logger = logging.getLogger(__name__)
AT_ONCE = 50  # connected in one transaction


def drain_soon(team_ids: Iterable[int]) -> None:
    """Drain after the running transaction, in one of its own: what freed the place stands, whatever comes of this."""
    transaction.on_commit(partial(drain, list(team_ids)), robust=True)


def drain(team_ids: Iterable[int] | None = None, *, at: datetime | None = None) -> int:
    """Connect whoever waits for these teams (None: any) while agents have room. Returns how many were connected."""
    connected = 0
    while some := _connect_some(team_ids, at=at or timezone.now()):
        connected += some
    return connected


def _connect_some(team_ids: Iterable[int] | None, *, at: datetime) -> int:
    waiting = Conversation.objects.filter(state=ConversationState.WAITING)
    if team_ids is not None:
        waiting = waiting.filter(team__in=team_ids)
    wanted = list(waiting.values_list("team_id", flat=True).distinct().order_by())
    if not wanted or not Agent.objects.with_room(at).of_teams(wanted).exists():
        return 0
    return _connect_locked(wanted, at=at)


@acting
def _connect_locked(team_ids: list[int], *, at: datetime) -> int:
    """Lock teams, then agents, then conversations, each by id; then give out what there is room for, in the queue's order."""
    list(Team.objects.filter(pk__in=team_ids).locked().order_by("pk"))
    agents = _lock_agents(team_ids, at)
    members = _members(team_ids, agents)
    waiting = _lock_waiting(members, agents)
    known = _known_agents(waiting)
    connected = 0
    for conversation in waiting:
        candidates = [_candidate(agents[user_id]) for user_id in members[conversation.team_id]]
        chosen = choose(candidates, known=known.get((conversation.contact_id, conversation.team_id)))
        if chosen:
            connect(conversation, agents[chosen.user_id], at=at)
            connected += 1
    return connected


def _lock_agents(team_ids: list[int], at: datetime) -> dict[int, Agent]:
    users = Membership.objects.filter(team__in=team_ids).values("user_id")
    found = Agent.objects.with_room(at).filter(user__in=users).select_related("user")
    return {agent.pk: agent for agent in found.locked().order_by("pk")}


def _members(team_ids: list[int], agents: dict[int, Agent]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for team_id, user_id in Membership.objects.filter(team__in=team_ids, user__in=agents).values_list(
        "team_id", "user_id"
    ):
        members.setdefault(team_id, []).append(user_id)
    return members


def _lock_waiting(members: dict[int, list[int]], agents: dict[int, Agent]) -> list[Conversation]:
    """The first of each team's queue that there is room for, locked by id, in the queue's order."""
    ids: list = []
    for team_id, user_ids in members.items():
        room = sum(agents[user_id].capacity - agents[user_id].load for user_id in user_ids)
        ids += Conversation.objects.waiting().filter(team=team_id).values_list("pk", flat=True)[: min(room, AT_ONCE)]
    locked = Conversation.objects.filter(pk__in=ids, state=ConversationState.WAITING).locked()
    found = locked.select_related("contact", "team").order_by("pk")
    return sorted(found, key=lambda each: (-each.priority, each.requested_at, each.pk))[:AT_ONCE]


def _known_agents(waiting: list[Conversation]) -> dict[tuple, int]:
    """Who last talked with these visitors, by contact and team."""
    contacts = [conversation.contact_id for conversation in waiting]
    ended = Conversation.objects.filter(contact__in=contacts, state=ConversationState.ENDED, owner__isnull=False)
    return {
        (contact_id, team_id): owner_id
        for contact_id, team_id, owner_id in ended.order_by("ended_at").values_list("contact_id", "team_id", "owner_id")
    }


def _candidate(agent: Agent) -> Candidate:
    return Candidate(agent.pk, agent.load, agent.capacity, agent.idle_since_at)


def connect(conversation: Conversation, agent: Agent, *, at: datetime) -> None:
    """The agent becomes the owner. Both rows are locked. Connection counts as an unanswered message (product 10)."""
    conversation.move_to(ConversationState.ACTIVE)
    conversation.owner = agent.user
    conversation.connected_at = conversation.unanswered_since_at = at
    agent.load += 1
    agent.idle_since_at = at
    agent.save(update_fields=["load", "idle_since_at"])
    participant = join(conversation, agent.user, at=at)
    shown = {"id": participant.pk, "name": participant.name, "user": agent.pk}
    log.append(conversation, Kind.CONNECTED, author=participant, payload={"agent": shown}, at=at)
    _greet(conversation, at=at)
    digests.queues.touch(conversation.team_id)
    digests.agents.touch(agent.pk)


def join(conversation: Conversation, user, *, at: datetime, is_shown: bool = True) -> Participant:
    """The user takes part, for the first time or again."""
    participant, is_new = Participant.objects.get_or_create(
        conversation=conversation,
        user=user,
        defaults={"role": Role.AGENT, "name": user.name, "joined_at": at, "is_shown": is_shown},
    )
    if not is_new and is_shown and not participant.is_shown:
        participant.is_shown = True
        participant.save(update_fields=["is_shown"])
    return participant


def _greet(conversation: Conversation, *, at: datetime) -> None:
    """The team's greeting in the visitor's language, else in English; it stops no clock."""
    texts = dict(Greeting.objects.filter(team=conversation.team_id).values_list("language", "text"))
    if text := texts.get(conversation.language) or texts.get("en"):
        log.append(conversation, Kind.GREETING_SENT, text=text, at=at)
