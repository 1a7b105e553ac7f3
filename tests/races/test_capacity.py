"""Capacity and the queue under a crowd (product 1.2 to 1.4, 10): 100 requests, 5 agents, 8 workers, capacities that change all the time."""

import random
import time
from contextlib import suppress
from queue import Empty, Queue

import pytest
from django.db.models import Count, F, Q
from django.utils import timezone

from accounts import actions as people
from accounts import presence
from accounts.models import Agent
from chat.models import Conversation, Entry, Kind
from core.errors import Conflict
from tests.people import a_request, a_service, a_team, an_agent, ends
from tests.races.crowd import Crowd, an_agent_who_stays, stay

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
REQUESTS, WORKERS, CHANGES = 100, 8, 50
seeds = [pytest.param(1, id="quick"), *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(2, 12))]


class Floor:
    """Two teams with five agents between them, and a menu of two priorities for each team."""

    def __init__(self, capacity: int):
        one, two = a_team(), a_team()
        teams = [(one,), (one,), (two,), (two,), (one, two)]
        self.agents = [an_agent_who_stays(*of, capacity=capacity) for of in teams]
        self.services = [a_service(team, priority=priority) for team in (one, two) for priority in (0, 1)]

    def everyone_comes(self, capacity: int) -> None:
        for agent in self.agents:
            presence.arrive(agent.user, at=timezone.now())
            stay(agent)
            people.set_availability(agent.user, "online", at=timezone.now())
            people.set_capacity(agent.user, capacity, at=timezone.now())


def end_one(chance: random.Random) -> bool:
    """Somebody's owner ends it; another worker may have been quicker. Whether there was one."""
    active = list(Conversation.objects.active().select_related("owner"))
    if not active:
        return False
    conversation = chance.choice(active)
    with suppress(Conflict):
        ends(conversation, conversation.owner)
    return True


def work(jobs: Queue, chance: random.Random) -> None:
    """Bring in visitors, and end about as many as come."""
    while True:
        try:
            service = jobs.get_nowait()
        except Empty:
            return
        try:
            a_request(service)
        except Conflict:  # nobody of the team is present just now
            jobs.put(service)
            time.sleep(0.01)
        if chance.random() < 0.7:
            end_one(chance)


def change(floor: Floor, chance: random.Random) -> None:
    """Agents raise and lower what they take, go and come."""
    for _ in range(CHANGES):
        agent = chance.choice(floor.agents)
        match chance.choice(("capacity", "capacity", "gone", "arrived", "away", "online")):
            case "capacity":
                people.set_capacity(agent.user, chance.choice((0, 1, 3, 5)), at=timezone.now())
            case "gone":
                Agent.objects.filter(pk=agent.pk).update(seen_at=None)
            case "arrived":
                presence.arrive(agent.user, at=timezone.now())
                stay(agent)
            case availability:
                people.set_availability(agent.user, availability, at=timezone.now())
        time.sleep(chance.uniform(0, 0.05))
    floor.everyone_comes(1)


def miscounted() -> list[tuple]:
    """Agents whose load is not what they own, in one look at the database."""
    owned = Count("user__owned", filter=Q(user__owned__state="active"))
    return list(Agent.objects.annotate(owned=owned).exclude(load=F("owned")).values_list("pk", "load", "owned"))


def watch(jobs: Queue, wrong: list) -> None:
    while not jobs.empty():
        wrong += miscounted()
        time.sleep(0.01)


def finish(chance: random.Random) -> None:
    while end_one(chance):
        pass


def order_of(kind: str, service) -> list:
    """Conversations by the moment of that entry: the teams' locks give the entries their order."""
    entries = Entry.objects.filter(kind=kind, conversation__service=service).order_by("pk")
    return list(entries.values_list("conversation", flat=True))


@pytest.mark.parametrize("seed", seeds)
def test_never_above_capacity_never_two_owners_never_overtaken(witness, seed):
    chance, floor, wrong, jobs = random.Random(seed), Floor(capacity=2), [], Queue()
    for _ in range(REQUESTS):
        jobs.put(chance.choice(floor.services))
    crowd = Crowd()
    for _ in range(WORKERS):
        crowd.start(work, jobs, random.Random(chance.random()))
    crowd.start(change, floor, random.Random(seed))
    crowd.start(watch, jobs, wrong)
    crowd.join()
    assert (witness(), wrong, miscounted()) == ([], [], [])
    floor.everyone_comes(5)
    closing = Crowd()
    for _ in range(WORKERS):
        closing.start(finish, random.Random(chance.random()))
    closing.join()
    assert (witness(), miscounted()) == ([], [])
    assert Conversation.objects.filter(state="ended").count() == REQUESTS
    assert Entry.objects.filter(kind=Kind.CONNECTED).count() == REQUESTS
    assert sum(Agent.objects.values_list("load", flat=True)) == 0


@pytest.mark.parametrize("seed", seeds)
def test_who_came_first_is_connected_first_however_many_drain(witness, seed):
    chance, floor = random.Random(seed), Floor(capacity=0)
    for _ in range(60):
        a_request(chance.choice(floor.services))
    crowd = Crowd()
    for agent in floor.agents:
        crowd.start(lambda agent=agent: people.set_capacity(agent.user, chance.choice((1, 2, 3)), at=timezone.now()))
    for _ in range(WORKERS):
        crowd.start(finish_all, random.Random(chance.random()))
    crowd.join()
    assert witness() == []
    for service in floor.services:
        assert order_of(Kind.CONNECTED, service) == order_of(Kind.REQUESTED, service)


def finish_all(chance: random.Random) -> None:
    while Conversation.objects.open().exists():
        if not end_one(chance):
            time.sleep(0.01)


def test_the_witness_would_speak(witness):
    agent = an_agent(a_team(), capacity=1)
    Agent.objects.update(load=1)
    assert witness() == []
    Agent.objects.update(load=2)
    Agent.objects.update(load=3, availability="away")
    assert sorted(witness()) == ["above_capacity", "above_capacity", "not_available"]
    assert miscounted() == [(agent.pk, 3, 0)]


def test_the_witness_sees_who_is_overtaken(witness):
    agent = an_agent(a_team(), capacity=0)
    service = a_service(agent.user.teams.get())
    first, second = a_request(service), a_request(service)
    Conversation.objects.filter(pk=second.pk).update(state="active", owner=agent.user)
    assert witness() == ["overtaken"]
    Conversation.objects.filter(pk=first.pk).update(state="active", owner=agent.user)
    Conversation.objects.filter(pk=first.pk).update(owner=an_agent().user)
    assert witness() == ["overtaken", "second_owner"]
