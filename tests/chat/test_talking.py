"""A visitor and an agent talk over their sockets."""

import asyncio
from uuid import uuid4

import pytest

from accounts import visitors
from tests.live import a_session, as_staff, as_visitor
from tests.people import a_service, a_team, an_agent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def service(team):
    return a_service(team)


def talking(coroutine):
    asyncio.run(coroutine)


def test_the_whole_path_from_request_to_rating(address, team, service):
    agent = an_agent(team, present=False)
    key = a_session(agent.user)

    async def story():
        async with as_staff(address, key) as desk, as_visitor(address, visitors.new_secret()) as page:
            assert (await desk.until("hello"))["you"]["capacity"] == 4
            assert (await page.until("hello"))["you"]["contact"] is None
            asked = await page.command(
                "conversation.request", service=service.slug, language="en", text="My order?", client_id=str(uuid4())
            )
            assert asked["type"] == "done", asked
            conversation = asked["conversation"]["id"]
            await page.command("conversation.resume", conversations=[{"id": conversation, "after": None}])
            row = await desk.until("list.changed")
            assert row["rows"][0]["id"] == conversation
            await desk.command("conversation.resume", conversations=[{"id": conversation, "after": None}])
            heard = await desk.until("message.posted")
            assert (heard["text"], heard["seq"], heard["author"]["role"]) == ("My order?", 2, "visitor")
            await desk.command("note.add", conversation=conversation, client_id=str(uuid4()), text="secret")
            sent = await desk.command(
                "message.post", conversation=conversation, client_id=str(uuid4()), text="Let me see"
            )
            assert sent["entry"]["seq"] == 5
            reply = await page.until("message.posted", text="Let me see")
            assert reply["seq"] == 4
            assert (await page.command("message.read", conversation=conversation, seq=4))["type"] == "done", page.frames
            assert (await desk.until("read.moved"))["seq"] == 5
            await page.command("typing.show", conversation=conversation)
            await desk.until("typing.shown")
            done = await desk.command("conversation.end", conversation=conversation, disposition="solved")
            assert done["ticket"] > 0
            await page.until("conversation.ended")
            await page.until("rating.asked")
            assert (await page.command("conversation.rate", conversation=conversation, score=5))["type"] == "done"
            await page.until("conversation.rated")
            assert "secret" not in str(page.frames)
            again = await page.command("message.post", conversation=conversation, client_id=str(uuid4()), text="more")
            assert (again["code"], again["state"]) == ("conflict", "ended")
            seqs = [frame["seq"] for frame in page.frames if "seq" in frame and frame["type"] != "read.moved"]
            assert seqs == sorted(set(seqs))

    talking(story())
