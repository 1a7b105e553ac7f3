"""The ways a conversation ends, the ticket each makes, and the rating (product 1.5 to 1.8)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.models import Agent
from chat import actions
from chat.models import Conversation, Entry, Rating
from chat.tasks import sweep
from core.errors import Conflict, Forbidden, Gone, Invalid, NotFound
from tests.people import a_request, a_service, a_team, a_visitor, actor, an_agent, ends, says
from tickets import actions as tickets
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def service(team):
    return a_service(team)


@pytest.fixture
def agent(team):
    return an_agent(team)


@pytest.fixture
def talk(agent, service):
    return a_request(service, a_visitor("Wang"), text="Where is my order?", client_id=uuid4())


def kinds(conversation) -> list[str]:
    return list(Entry.objects.filter(conversation=conversation).values_list("kind", flat=True))


def test_solved_makes_a_solved_ticket_and_asks_for_a_rating(talk, agent):
    ended = ends(talk, agent)
    ticket = Ticket.objects.get()
    assert (ended.state, ended.disposition, ended.ticket) == ("ended", "solved", ticket)
    assert (ticket.state, ticket.subject, ticket.requester) == ("solved", "Where is my order?", talk.contact)
    assert kinds(talk)[-3:] == ["conversation.ended", "ticket.recorded", "rating.asked"]
    assert Agent.objects.get(pk=agent.pk).load == 0


def test_unresolved_makes_an_open_ticket_for_the_chosen_team_and_assignee(talk, agent):
    other = a_team()
    colleague = an_agent(other)
    ends(talk, agent, "unresolved", subject="Parcel lost", team=other, assignee=colleague.user)
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.subject, ticket.team, ticket.assignee) == (
        "open",
        "Parcel lost",
        other,
        colleague.user,
    )
    assert not Rating.objects.exists()


def test_a_rating_is_asked_when_the_ticket_of_an_unresolved_one_is_solved_later(talk, agent):
    ends(talk, agent, "unresolved")
    tickets.solve(Ticket.objects.get(), by=actor(agent), at=timezone.now())
    assert Rating.objects.get().conversation == talk
    actions.rate(talk.pk, score=4, by=actor(talk.contact), at=timezone.now())
    assert Rating.objects.get().score == 4


def test_rejected_makes_a_deleted_ticket_that_the_agent_no_longer_sees(talk, agent):
    ends(talk, agent, "rejected", reason="insults")
    assert Ticket.objects.get().state == "deleted"
    assert not Ticket.objects.visible_to(agent.user).exists()
    assert not Conversation.objects.visible_to(agent.user).exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_rejection_without_a_reason_is_refused_by_the_action_and_by_the_database(talk, agent, reason):
    with pytest.raises(Invalid) as refused:
        ends(talk, agent, "rejected", reason=reason)
    assert refused.value.field == "reason"
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=talk.pk).update(state="ended", disposition="rejected", ended_at=timezone.now())
    assert Conversation.objects.get(pk=talk.pk).state == "active"


def test_only_the_owner_ends_it(talk, team):
    with pytest.raises(Forbidden):
        ends(talk, an_agent(team))
    with pytest.raises(NotFound):
        ends(talk, an_agent(a_team()))
    with pytest.raises(Forbidden):
        ends(talk, talk.contact)


def test_the_assignee_must_be_of_the_team(talk, agent):
    other = a_team()
    with pytest.raises(Invalid) as refused:
        ends(talk, agent, "unresolved", team=other, assignee=agent.user)
    assert refused.value.field == "assignee"


def test_nobody_can_write_after_the_end(talk, agent):
    ends(talk, agent)
    for who in (agent, talk.contact):
        with pytest.raises(Conflict) as refused:
            says(talk, who)
        assert refused.value.state == "ended"
    with pytest.raises(Conflict):
        ends(talk, agent)


def test_what_was_sent_before_the_end_is_still_answered_with_the_first_entry(talk, agent):
    client_id = uuid4()
    first = says(talk, talk.contact, "last words", client_id=client_id)
    ends(talk, agent)
    assert says(talk, talk.contact, "last words", client_id=client_id) == first


def test_a_visitor_who_leaves_unanswered_makes_an_open_ticket_and_is_asked_nothing(talk):
    actions.leave(talk.pk, by=actor(talk.contact), at=timezone.now())
    assert Ticket.objects.get().state == "open"
    assert not Rating.objects.exists()


def test_a_visitor_who_leaves_after_a_reply_makes_a_solved_ticket_and_is_asked_for_a_rating(talk, agent):
    says(talk, agent)
    actions.leave(talk.pk, by=actor(talk.contact), at=timezone.now())
    assert Ticket.objects.get().state == "solved"
    assert Rating.objects.exists()


def test_a_rating_is_given_once_and_lives_14_days(talk, agent):
    ends(talk, agent)
    late = timezone.now() + timedelta(days=14, minutes=1)
    with pytest.raises(Gone):
        actions.rate(talk.pk, score=5, by=actor(talk.contact), at=late)
    with pytest.raises(Forbidden):
        actions.rate(talk.pk, score=5, by=actor(agent), at=timezone.now())
    actions.rate(talk.pk, score=5, comment="great", by=actor(talk.contact), at=timezone.now())
    with pytest.raises(Conflict):
        actions.rate(talk.pk, score=1, by=actor(talk.contact), at=timezone.now())
    assert Rating.objects.get().score == 5


def test_no_rating_before_the_end_nor_when_none_was_asked(talk, agent):
    with pytest.raises(Conflict):
        actions.rate(talk.pk, score=5, by=actor(talk.contact), at=timezone.now())
    ends(talk, agent, is_rating_asked=False)
    with pytest.raises(Conflict):
        actions.rate(talk.pk, score=5, by=actor(talk.contact), at=timezone.now())


def waits_alone(service, **fields):
    """Waiting, and the visitor's page closed a minute ago."""
    visitor = a_visitor(**fields.pop("visitor", {}))
    conversation = a_request(service, visitor, **fields)
    type(visitor).objects.filter(pk=visitor.pk).update(seen_at=timezone.now() - timedelta(seconds=61))
    return conversation


def test_who_closes_the_page_while_waiting_keeps_the_place_for_60_seconds(team, service):
    an_agent(team, capacity=0)
    gone, here = waits_alone(service), a_request(service)
    sweep()
    assert Conversation.objects.get(pk=gone.pk).disposition == "abandoned"
    assert Conversation.objects.get(pk=here.pk).state == "waiting"


@pytest.mark.parametrize(
    ("fields", "made"),
    [
        ({"text": "help", "client_id": uuid4()}, 1),
        ({"visitor": {"email": "a@example.com"}}, 1),
        ({}, 0),
    ],
)
def test_an_abandoned_one_makes_an_open_ticket_of_words_or_an_address_and_none_of_neither(team, service, fields, made):
    an_agent(team, capacity=0)
    waits_alone(service, **fields)
    sweep()
    assert [ticket.state for ticket in Ticket.objects.all()] == ["open"] * made


def test_a_message_left_when_nobody_is_there_is_an_open_ticket_once(service):
    visitor = a_visitor()
    left = {"service": service, "text": "Call me", "email": "w@example.com", "language": "en", "client_id": uuid4()}
    first = actions.leave_message(visitor, **left, by=actor(visitor), at=timezone.now())
    again = actions.leave_message(visitor, **left, by=actor(visitor), at=timezone.now())
    assert (first.state, first.team, first == again) == ("open", service.team, True)
    assert visitor.tickets.count() == 1


def test_a_message_left_while_waiting_ends_the_waiting_and_holds_its_transcript(team, service):
    an_agent(team, capacity=0)
    visitor = a_visitor()
    conversation = a_request(service, visitor, text="hello?", client_id=uuid4())
    ticket = actions.leave_message(
        visitor,
        service=service,
        text="Call me",
        email="w@example.com",
        language="en",
        client_id=uuid4(),
        by=actor(visitor),
        at=timezone.now(),
    )
    conversation.refresh_from_db()
    assert (conversation.state, conversation.ticket, ticket.state) == ("ended", ticket, "open")


def test_a_conversation_that_belongs_to_a_ticket_makes_no_new_one(talk, agent):
    ticket = tickets.open_ticket(subject="Old", requester=talk.contact, team=talk.team, by=SYSTEM, at=timezone.now())
    Conversation.objects.filter(pk=talk.pk).update(ticket=ticket)
    ends(talk, agent)
    ticket.refresh_from_db()
    assert (Ticket.objects.count(), ticket.state) == (1, "solved")
