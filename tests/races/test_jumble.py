"""Eight people at one conversation, each doing anything at all in the same moment: its log is still a life that could have been."""

import random
import re

import pytest
from django.utils import timezone

from accounts import actions as people
from accounts import actors
from accounts.models import Agent
from chat import actions
from chat.models import Conversation, Entry
from core.errors import Conflict, Forbidden, Refused
from tests.people import a_request, a_service, a_team, a_visitor, ends, notes, says
from tests.races.crowd import an_agent_who_stays, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
LETTERS = {
    "conversation.requested": "R",
    "conversation.connected": "C",
    "message.posted": "m",
    "note.added": "n",
    "conversation.ended": "E",
    "ticket.recorded": "T",
    "rating.asked": "A",
    "conversation.rated": "S",
}
LIFE = re.compile(r"R[mn]*(C[mn]*)?(ET?(AS?)?)?")


@pytest.mark.parametrize(
    "rounds", [pytest.param(15, id="quick"), pytest.param(200, id="full", marks=pytest.mark.prove)]
)
def test_whatever_eight_do_at_once_the_log_is_a_life(witness, rounds):
    chance, team = random.Random(rounds), a_team()
    service, owner = a_service(team), an_agent_who_stays(team)
    teammate = an_agent_who_stays(team, capacity=0)
    for _ in range(rounds):
        people.set_capacity(owner.user, chance.randint(0, 1), at=timezone.now())
        conversation = a_request(service, a_visitor("Ada", email=chance.choice(("", "ada@example.org"))))
        deeds = deeds_with(conversation, owner, teammate)
        for _ in range(2):
            answers = at_once(*chance.choices(deeds, k=8))
            refusals = [answer for answer in answers if isinstance(answer, Refused)]
            assert all(isinstance(refusal, Conflict | Forbidden) for refusal in refusals), refusals
        check(conversation)
        if Conversation.objects.open().exists():
            actions.leave(conversation.pk, by=actors.of_contact(conversation.contact), at=timezone.now())
    assert witness() == []


def deeds_with(conversation: Conversation, owner: Agent, teammate: Agent) -> list:
    visitor = actors.of_contact(conversation.contact)
    return [
        lambda: says(conversation, conversation.contact),
        lambda: says(conversation, owner),
        lambda: notes(conversation, teammate),
        lambda: ends(conversation, owner, "solved"),
        lambda: ends(conversation, owner, "unresolved"),
        lambda: ends(conversation, teammate, "solved"),
        lambda: actions.leave(conversation.pk, by=visitor, at=timezone.now()),
        lambda: actions.abandon(conversation.pk, at=timezone.now()),
        lambda: actions.rate(conversation.pk, score=3, by=visitor, at=timezone.now()),
        lambda: people.set_capacity(owner.user, 1, at=timezone.now()),
        lambda: people.set_capacity(owner.user, 0, at=timezone.now()),
        lambda: actions.drain(),
    ]


def check(conversation: Conversation) -> None:
    conversation.refresh_from_db()
    rows = list(
        Entry.objects.filter(conversation=conversation).order_by("seq").values_list("seq", "public_seq", "kind")
    )
    assert [seq for seq, _, _ in rows] == list(range(1, conversation.last_seq + 1))
    assert [public for _, public, _ in rows if public] == list(range(1, conversation.last_public_seq + 1))
    life = "".join(LETTERS[kind] for _, _, kind in rows)
    assert LIFE.fullmatch(life), life
    assert conversation.state == ("ended" if "E" in life else "active" if "C" in life else "waiting")
    assert (conversation.ticket is not None) == ("T" in life)
    assert dict(Agent.objects.values_list("pk", "load")) == {
        agent.pk: Conversation.objects.active().filter(owner=agent.user).count() for agent in Agent.objects.all()
    }
