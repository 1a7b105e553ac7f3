"""The same thing twice in the same moment, or two things of which only one can be: one of them wins, and the other is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import actions as people
from accounts import actors
from accounts.models import Agent, Contact
from chat import actions
from chat.models import Conversation, Entry, Kind, Rating
from chat.tasks import sweep
from core.errors import Conflict, Refused
from tests.people import a_request, a_service, a_team, a_visitor, ends, says
from tests.races.crowd import an_agent_who_stays, at_once
from tickets.models import Ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
ROUNDS = 20


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def service(team):
    return a_service(team)


def leaves(conversation: Conversation):
    return actions.leave(conversation.pk, by=actors.of_contact(conversation.contact), at=timezone.now())


def kinds(conversation: Conversation) -> list[str]:
    """Of its entries, by number; there is no hole among them."""
    rows = list(Entry.objects.filter(conversation=conversation).order_by("seq").values_list("seq", "kind"))
    assert [seq for seq, _ in rows] == list(range(1, len(rows) + 1))
    return [kind for _, kind in rows]


def one_won(answers: list) -> None:
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refusals) == len(answers) - 1, answers
    assert all(isinstance(refusal, Conflict) for refusal in refusals), refusals


def test_both_sides_end_it_and_the_owner_in_two_windows(team, service):
    agent = an_agent_who_stays(team)
    for _ in range(ROUNDS):
        conversation = a_request(service)
        says(conversation, agent)
        end = lambda conversation=conversation: ends(conversation, agent)  # noqa: E731
        one_won(at_once(end, lambda conversation=conversation: leaves(conversation), end))
        assert kinds(conversation).count(Kind.ENDED) == 1
        assert Ticket.objects.filter(conversations=conversation).count() == 1
        assert Rating.objects.filter(conversation=conversation).count() == 1
        assert Agent.objects.get(pk=agent.pk).load == 0
    assert Ticket.objects.count() == ROUNDS


def test_one_visitor_asks_in_two_tabs(team, service):
    an_agent_who_stays(team, capacity=100)
    for _ in range(ROUNDS):
        visitor = a_visitor()
        asks = lambda visitor=visitor: a_request(service, visitor)  # noqa: E731
        assert len({conversation.pk for conversation in at_once(asks, asks, asks)}) == 1
        assert Conversation.objects.filter(contact=visitor).count() == 1


def test_the_same_message_from_two_tabs(team, service):
    agent = an_agent_who_stays(team)
    conversation = a_request(service)
    for number in range(ROUNDS):
        client_id = uuid4()
        send = lambda number=number, client_id=client_id: says(  # noqa: E731
            conversation, conversation.contact, f"message {number}", client_id=client_id
        )
        first, second = at_once(send, send)
        assert (first.seq, first.text) == (second.seq, second.text)
    assert kinds(conversation).count(Kind.MESSAGE_POSTED) == ROUNDS
    assert Agent.objects.get(pk=agent.pk).load == 1


def test_the_same_message_left_twice(service):
    for _ in range(ROUNDS):
        visitor, client_id = a_visitor(), uuid4()

        def leave(visitor=visitor, client_id=client_id):
            words = {"service": service, "text": "Call me", "email": "a@example.org", "language": "en"}
            by = actors.of_contact(visitor)
            return actions.leave_message(visitor, client_id=client_id, by=by, at=timezone.now(), **words)

        first, second = at_once(leave, leave)
        assert first == second
    assert Ticket.objects.count() == ROUNDS


def test_the_same_message_left_twice_instead_of_waiting(team, service):
    an_agent_who_stays(team, capacity=0)
    for _ in range(ROUNDS):
        conversation, client_id = a_request(service), uuid4()

        def leave(visitor=conversation.contact, client_id=client_id):
            words = {"service": service, "text": "Call me", "email": "a@example.org", "language": "en"}
            by = actors.of_contact(visitor)
            return actions.leave_message(visitor, client_id=client_id, by=by, at=timezone.now(), **words)

        first, second = at_once(leave, leave)
        assert first == second
        assert Conversation.objects.get(pk=conversation.pk).ticket == first
    assert Ticket.objects.count() == ROUNDS


def test_two_ratings(team, service):
    agent = an_agent_who_stays(team)
    for _ in range(ROUNDS):
        conversation = a_request(service)
        ends(conversation, agent)
        by = actors.of_contact(conversation.contact)

        def rate(score, conversation=conversation, by=by):
            return actions.rate(conversation.pk, score=score, by=by, at=timezone.now())

        one_won(at_once(lambda rate=rate: rate(1), lambda rate=rate: rate(5)))
        assert kinds(conversation).count(Kind.RATED) == 1


def test_words_and_the_end_in_the_same_moment(team, service):
    agent = an_agent_who_stays(team)
    for _ in range(ROUNDS):
        conversation = a_request(service)
        said, noted, _ended = at_once(
            lambda conversation=conversation: says(conversation, conversation.contact),
            lambda conversation=conversation: says(conversation, agent),
            lambda conversation=conversation: ends(conversation, agent),
        )
        assert all(isinstance(answer, Entry | Conflict) for answer in (said, noted))
        found = kinds(conversation)
        assert found.count(Kind.MESSAGE_POSTED) == sum(isinstance(answer, Entry) for answer in (said, noted))
        assert Kind.MESSAGE_POSTED not in found[found.index(Kind.ENDED) :]


def test_an_end_while_the_queue_drains(witness, team, service):
    one, two = an_agent_who_stays(team, capacity=1), an_agent_who_stays(team, capacity=0)
    for _ in range(ROUNDS):
        active, *waiting = [a_request(service) for _ in range(3)]
        assert active.owner == one.user
        at_once(
            lambda active=active: ends(active, one),
            lambda: people.set_capacity(two.user, 1, at=timezone.now()),
            lambda: actions.drain([team.pk]),
            lambda waiting=waiting: leaves(waiting[0]),
        )
        owners = list(Conversation.objects.active().values_list("owner", flat=True))
        assert len(owners) == len(set(owners))
        assert {agent.pk: agent.load for agent in Agent.objects.all()} == {pk: pk in owners for pk in (one.pk, two.pk)}
        assert not Conversation.objects.waiting().exists()
        people.set_capacity(two.user, 0, at=timezone.now())
        for conversation in Conversation.objects.active():
            leaves(conversation)
    assert witness() == []


def test_given_up_and_connected_in_the_same_moment(witness, team, service):
    agent = an_agent_who_stays(team, capacity=0)
    for _ in range(ROUNDS):
        conversation = a_request(service)
        at_once(
            lambda: people.set_capacity(agent.user, 1, at=timezone.now()),
            lambda conversation=conversation: actions.abandon(conversation.pk, at=timezone.now()),
        )
        conversation.refresh_from_db()
        assert (conversation.state, conversation.disposition) in (("active", ""), ("ended", "abandoned"))
        assert Agent.objects.get(pk=agent.pk).load == (conversation.state == "active")
        people.set_capacity(agent.user, 0, at=timezone.now())
        if conversation.state == "active":
            ends(conversation, agent)
    assert witness() == []


def test_several_sweepers_give_up_each_place_once(team, service):
    an_agent_who_stays(team, capacity=0)
    left = [a_request(service, a_visitor(email=f"{number}@example.org")) for number in range(ROUNDS)]
    Contact.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    at_once(sweep, sweep, sweep, sweep)
    for conversation in left:
        assert kinds(conversation)[1:] == [Kind.ENDED, Kind.TICKET_RECORDED]
    assert Ticket.objects.filter(state="open").count() == ROUNDS
