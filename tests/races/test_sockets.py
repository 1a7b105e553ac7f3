"""Two sockets of one person, and frames in the same millisecond."""

import asyncio
from uuid import uuid4

import pytest

from accounts import visitors
from accounts.models import Contact
from chat.models import Conversation, Entry, Kind
from tests.live import as_visitor
from tests.people import a_service, a_team
from tests.races.crowd import an_agent_who_stays

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20


def test_two_tabs_of_a_newcomer_ask_at_once_and_send_the_same_messages(address):
    team = a_team()
    service, secret = a_service(team), visitors.new_secret()
    an_agent_who_stays(team)

    async def story():
        async with as_visitor(address, secret) as one, as_visitor(address, secret) as two:
            ask = {"service": service.slug, "language": "en"}
            asked = await asyncio.gather(*(tab.command("conversation.request", **ask) for tab in (one, two)))
            assert {answer["type"] for answer in asked} == {"done"}, asked
            (conversation,) = {answer["conversation"]["id"] for answer in asked}
            for number in range(ROUNDS):
                words = {"conversation": conversation, "client_id": str(uuid4()), "text": f"message {number}"}
                first, second = await asyncio.gather(*(tab.command("message.post", **words) for tab in (one, two)))
                assert first["entry"] == second["entry"]

    asyncio.run(story())
    assert Contact.objects.count() == Conversation.objects.count() == 1
    texts = Entry.objects.filter(kind=Kind.MESSAGE_POSTED).order_by("seq").values_list("text", flat=True)
    assert list(texts) == [f"message {number}" for number in range(ROUNDS)]
