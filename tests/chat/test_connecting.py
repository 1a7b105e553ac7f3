"""Automatic connection and the queue (product 1.2 to 1.4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import actions as people
from accounts import presence
from accounts.models import Agent
from chat.models import Conversation
from chat.states import ConversationState
from core.errors import Conflict
from tests.people import a_request, a_service, a_team, a_visitor, an_agent, ends

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def service(team):
    return a_service(team)


def states() -> list[str]:
    return list(Conversation.objects.order_by("requested_at").values_list("state", flat=True))


def test_a_request_is_connected_at_once_while_an_agent_has_room(team, service):
    agent = an_agent(team)
    conversation = a_request(service)
    assert (conversation.state, conversation.owner) == ("active", agent.user)
    agent.refresh_from_db()
    assert agent.load == 1


def test_beyond_capacity_visitors_wait_and_an_end_connects_the_first_of_them(team, service):
    agent = an_agent(team, capacity=1)
    first, *_rest = (a_request(service) for _ in range(3))
    assert states() == ["active", "waiting", "waiting"]
    ends(first, agent)
    assert states() == ["ended", "active", "waiting"]
    assert Agent.objects.get().load == 1


def test_higher_priority_goes_first_and_within_one_priority_who_came_first(team):
    agent = an_agent(team, capacity=1)
    usual, urgent = a_service(team), a_service(team, priority=5)
    first = a_request(usual)
    second, third, fourth = a_request(usual), a_request(urgent), a_request(usual)
    order = []
    for current in (first, third, second):
        ends(current, agent)
        order.append(Conversation.objects.get(state=ConversationState.ACTIVE).pk)
    assert order == [third.pk, second.pk, fourth.pk]


def test_capacity_0_gets_nothing_and_raising_it_drains_at_once(team, service):
    agent = an_agent(team, capacity=0)
    conversation = a_request(service)
    assert conversation.state == "waiting"
    people.set_capacity(agent.user, 1, at=timezone.now())
    assert states() == ["active"]


def test_an_absent_agent_gets_nothing_and_arriving_drains_at_once(team, service):
    here = an_agent(team, capacity=0)
    absent = an_agent(team)
    Agent.objects.filter(pk=absent.pk).update(seen_at=timezone.now() - timedelta(seconds=61))
    assert a_request(service).state == "waiting"
    presence.arrive(absent.user, at=timezone.now())
    assert Conversation.objects.get().owner == absent.user
    assert Agent.objects.get(pk=here.pk).load == 0


def test_lowering_the_capacity_below_the_load_sends_nobody_away(team, service):
    agent = an_agent(team, capacity=2)
    a_request(service)
    a_request(service)
    people.set_capacity(agent.user, 0, at=timezone.now())
    assert states() == ["active", "active"]


def test_away_takes_nothing_and_coming_back_drains(team, service):
    agent = an_agent(team, availability="away")
    assert a_request(service).state == "waiting"
    people.set_availability(agent.user, "online", at=timezone.now())
    assert states() == ["active"]


def test_the_lowest_share_of_load_gets_it_then_the_longest_idle(team, service):
    small, large = an_agent(team, capacity=1), an_agent(team, capacity=4)
    owners = [a_request(service).owner_id for _ in range(5)]
    assert owners.count(small.pk) == 1
    assert owners.count(large.pk) == 4


def test_a_returning_visitor_goes_to_the_agent_who_knows_them(team, service):
    known, other = an_agent(team), an_agent(team)
    visitor = a_visitor()
    first = a_request(service, visitor)
    ends(first, first.owner)
    for _ in range(2):
        a_request(service)
    assert a_request(service, visitor).owner == first.owner
    assert {known.pk, other.pk} >= {first.owner_id}


def test_one_open_conversation_a_visitor(team, service):
    an_agent(team)
    visitor = a_visitor()
    assert a_request(service, visitor) == a_request(service, visitor)
    assert Conversation.objects.count() == 1


def test_nobody_there_is_refused_with_the_state(team, service):
    with pytest.raises(Conflict) as refused:
        a_request(service)
    assert refused.value.state == "closed"


def test_a_closed_team_is_refused_though_agents_are_present(team, service):
    an_agent(team)
    team.is_open = False
    team.save()
    with pytest.raises(Conflict) as refused:
        a_request(service)
    assert refused.value.state == "closed"


def test_a_full_queue_is_refused_or_goes_to_the_overflow_team(team, service):
    an_agent(team, capacity=0)
    team.queue_limit = 1
    team.save()
    a_request(service)
    with pytest.raises(Conflict) as refused:
        a_request(service)
    assert refused.value.state == "full"
    other = a_team()
    helper = an_agent(other)
    team.overflow = other
    team.save()
    rerouted = a_request(service)
    assert (rerouted.team, rerouted.owner) == (other, helper.user)
    kinds = list(rerouted.entries.filter(audience="staff").values_list("kind", flat=True))
    assert kinds == ["conversation.rerouted"]


def test_an_agent_of_two_teams_who_frees_a_place_gets_the_highest_priority_then_the_oldest():
    one, two = a_team(), a_team()
    agent = an_agent(one, two, capacity=1)
    first = a_request(a_service(one))
    older = a_request(a_service(one))
    urgent = a_request(a_service(two, priority=1))
    ends(first, agent)
    assert Conversation.objects.get(state="active") == urgent
    ends(urgent, agent)
    assert Conversation.objects.get(state="active") == older
