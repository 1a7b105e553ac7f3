"""What is done to people: how much an agent takes, and the audit of it all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Agent, AuditEntry, Availability
from accounts.models.agent import MAX_CAPACITY
from accounts.signals import room_changed
from accounts.validators import plain
from core.errors import Invalid


def audit(verb: str, thing: str, *, by: Actor, at: datetime, **payload) -> None:
    """Write one line of the audit, in the transaction of the deed itself. `thing` is kind and id: `conversation:…`."""
    AuditEntry.objects.create(
        at=at, actor=by.key[:120], actor_name=by.name[:120], verb=verb, object=thing[:120], payload=payload
    )


@transaction.atomic
def set_capacity(user, capacity: int, *, at: datetime) -> Agent:
    """How many conversations the system may connect; 0 = busy. Below the load nobody is sent away (product 10)."""
    if not 0 <= capacity <= MAX_CAPACITY:
        raise Invalid(_("A number from 0 to %(limit)s.") % {"limit": MAX_CAPACITY}, field="capacity")
    agent = Agent.objects.locked().get(user=user)
    agent.capacity = capacity
    agent.save(update_fields=["capacity"])
    room_changed.send(Agent, agent=agent)
    return agent


@transaction.atomic
def set_availability(user, availability: str, *, reason: str = "", at: datetime) -> Agent:
    """Online takes work; away and offline do not. What is active stays."""
    if availability not in Availability.values:
        raise Invalid(field="availability")
    agent = Agent.objects.locked().get(user=user)
    agent.availability = availability
    agent.away_reason = plain(reason)[:80] if availability == Availability.AWAY else ""
    if agent.idle_since_at is None:
        agent.idle_since_at = at
    agent.save(update_fields=["availability", "away_reason", "idle_since_at"])
    room_changed.send(Agent, agent=agent)
    return agent
