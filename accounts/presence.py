"""Who is there: a heartbeat every 10 s for everyone who has a socket in this process, in one statement each."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Agent, Contact
from accounts.models.agent import ABSENT_AFTER
from accounts.signals import agent_arrived
from core.hub import hub
from core.lifespan import every
from core.threads import in_thread

BEAT_SECONDS = 10


def arrive(user, *, at: datetime) -> Agent:
    """A socket of this user has opened. Whoever was absent has arrived."""
    agent, _ = Agent.objects.get_or_create(user=user)
    was_present = agent.is_present(at)
    Agent.objects.filter(pk=agent.pk).update(seen_at=at)
    agent.seen_at = at
    if not was_present:
        agent_arrived.send(Agent, agent=agent)
    return agent


def leave(user, *, at: datetime) -> None:
    """A socket of this user has closed; 60 s from now they are absent, unless another one is open."""
    Agent.objects.filter(user=user).update(seen_at=at)


def beat(users: set[int], contacts: set, *, at: datetime) -> None:
    """All of these have a socket open now. Whoever was taken for absent (the server stood still) has arrived."""
    if users:
        back = list(Agent.objects.filter(user__in=users).exclude(seen_at__gt=at - ABSENT_AFTER))
        Agent.objects.filter(user__in=users).update(seen_at=at)
        for agent in back:
            agent_arrived.send(Agent, agent=agent)
    if contacts:
        Contact.objects.filter(pk__in=contacts).update(seen_at=at)


@every(BEAT_SECONDS)
async def beat_all() -> None:
    actors = [consumer.actor for consumer in hub.consumers if consumer.actor]
    users = {actor.user.pk for actor in actors if actor.user}
    contacts = {actor.contact.pk for actor in actors if actor.contact}
    await in_thread(beat, users, contacts, at=timezone.now())
