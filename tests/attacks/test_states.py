"""Commands that come too late, twice, or from both sides at once."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Agent
from chat.models import Conversation, Rating
from tests.attacks.scene import a_message, everything, frame, in_database, refused, resume, rows
from tests.people import a_request, a_visitor, ends


@pytest.fixture
def ended(scene):
    """The scene after the end, with a rating asked for."""
    ends(scene.conversation, scene.agent)
    return scene


async def test_rating_before_the_end(scene):
    """S01."""
    async with scene.page() as page:
        before = await in_database(rows)
        answer = await page.command("conversation.rate", conversation=scene.id, score=5)
        assert (answer["code"], answer["state"]) == ("conflict", "active")
        assert await in_database(rows) == before


async def test_rating_twice_wrongly_or_as_an_agent(ended):
    """S01: what is out of 1 to 5, or no whole number, leaves the one chance open."""
    async with ended.page() as page, ended.desk() as desk:
        before = await in_database(rows)
        for score in (0, 6, "5", 5.5, True, None, -5, 2**31):
            assert (await page.command("conversation.rate", conversation=ended.id, score=score))["code"] == "invalid"
        assert (await desk.command("conversation.rate", conversation=ended.id, score=5))["code"] == "unknown_type"
        assert await in_database(rows) == before
        assert (await page.command("conversation.rate", conversation=ended.id, score=4))["type"] == "done"
        again = await page.command("conversation.rate", conversation=ended.id, score=5)
        assert again["code"] == "conflict"
        assert await in_database(lambda: Rating.objects.get().score) == 4


async def test_rating_from_two_tabs_at_once(ended):
    async with ended.page() as one, ended.page() as two:
        answers = await asyncio.gather(
            one.command("conversation.rate", conversation=ended.id, score=1),
            two.command("conversation.rate", conversation=ended.id, score=5),
        )
        assert sorted(each["type"] for each in answers) == ["done", "error"]
    assert await in_database(lambda: ended.conversation.entries.filter(kind="conversation.rated").count()) == 1


async def test_rating_after_the_window(ended):
    """S01."""
    await in_database(lambda: Rating.objects.update(until_at=timezone.now() - timedelta(seconds=1)))
    async with ended.page() as page:
        assert (await page.command("conversation.rate", conversation=ended.id, score=5))["code"] == "gone"


async def test_a_rejected_conversation_asks_for_no_rating(scene):
    await in_database(ends, scene.conversation, scene.agent, "rejected", reason="because")
    async with scene.page() as page:
        assert (await page.command("conversation.rate", conversation=scene.id, score=5))["code"] == "conflict"


async def test_ending_twice(ended):
    """S02: the first end stands, whatever the second would have been."""
    async with ended.page() as page, ended.desk() as desk:
        before = await in_database(rows)
        for ending in ({"disposition": "solved"}, {"disposition": "unresolved"}):
            answer = await desk.command("conversation.end", conversation=ended.id, **ending)
            assert (answer["code"], answer["state"]) == ("conflict", "ended")
        answer = await page.command("conversation.leave", conversation=ended.id)
        assert (answer["code"], answer["state"]) == ("conflict", "ended")
        assert await in_database(rows) == before


async def test_nothing_is_said_after_the_end(ended):
    """S03: by the visitor or by the agent."""
    async with ended.page() as page, ended.desk() as desk:
        for each in (page, desk):
            await resume(each, ended.id)
            await everything(each)
        seen = {each: len(each.frames) for each in (page, desk)}
        before = await in_database(rows)
        for each in (page, desk):
            answer = await each.command("message.post", **a_message(ended.id))
            assert (answer["code"], answer["state"]) == ("conflict", "ended")
            await each.command("typing.show", conversation=ended.id)
        answer = await desk.command("note.add", **a_message(ended.id))
        assert (answer["code"], answer["state"]) == ("conflict", "ended")
        assert await in_database(rows) == before
        for each in (page, desk):
            await everything(each)
            said = {frame["type"] for frame in each.frames[seen[each] :]}
            assert said - {"list.changed", "you.changed"} == set()  # the digest of what came before


async def test_nothing_is_said_by_staff_before_somebody_owns_it(scene):
    await in_database(Agent.objects.update, capacity=0)
    waiting = str((await in_database(a_request, scene.service)).pk)
    async with scene.desk() as desk:
        before = await in_database(rows)
        assert (await desk.command("message.post", **a_message(waiting)))["code"] == "conflict"
        assert (await desk.command("conversation.end", conversation=waiting, disposition="solved"))[
            "code"
        ] == "conflict"
        assert await in_database(rows) == before


async def test_giving_up_at_the_moment_of_being_connected(scene):
    """S10: whichever comes first, the conversation ends once and the agent's place is free."""
    for _ in range(5):
        await in_database(Agent.objects.update, capacity=1)
        visitor = await in_database(a_visitor)
        waiting = str((await in_database(a_request, scene.service, visitor)).pk)
        async with scene.page(visitor) as page, scene.desk() as desk:
            answers = await asyncio.gather(
                page.command("conversation.leave", conversation=waiting), desk.command("capacity.set", capacity=5)
            )
            assert [each["type"] for each in answers] == ["done", "done"], answers
        found = await in_database(Conversation.objects.get, pk=waiting)
        assert (found.state, found.disposition) == ("ended", "left")
        assert await in_database(lambda: Agent.objects.get().load) == 1


async def test_both_sides_end_at_once(scene):
    """R05."""
    for _ in range(8):
        visitor = await in_database(a_visitor)
        talk = str((await in_database(a_request, scene.service, visitor)).pk)
        async with scene.page(visitor) as page, scene.desk() as desk:
            answers = await asyncio.gather(
                page.command("conversation.leave", conversation=talk),
                desk.command("conversation.end", conversation=talk, disposition="solved"),
                page_says(page, talk),
            )
        kinds = sorted((each["type"], each.get("code", "")) for each in answers[:2])
        assert kinds == [("done", ""), ("error", "conflict")]
        found = await in_database(Conversation.objects.get, pk=talk)
        entries = await in_database(log_of, found)
        assert [kind for kind, _seq in entries].count("conversation.ended") == 1
        assert [seq for _kind, seq in entries] == list(range(1, len(entries) + 1))
        assert await in_database(lambda: Agent.objects.get().load) == 1


def log_of(conversation: Conversation) -> list[tuple[str, int]]:
    return list(conversation.entries.order_by("seq").values_list("kind", "seq"))


async def page_says(page, talk: str) -> None:
    await page.raw(frame("message.post", ref="late", **a_message(talk)))


async def test_the_clients_clock_counts_for_nothing(scene):
    """S16: a time in a command is a field that does not exist; the server's own is what is stored."""
    async with scene.page() as page:
        for name in ("at", "created_at", "sent_at", "server_time"):
            for year in ("1970", "2099"):
                answer = await page.command("message.post", **a_message(scene.id, **{name: f"{year}-01-01T00:00:00Z"}))
                assert (answer["code"], answer["field"]) == ("invalid", name)
        begun = timezone.now()
        entry = (await page.command("message.post", **a_message(scene.id)))["entry"]
        assert begun - timedelta(seconds=1) <= timezone.datetime.fromisoformat(entry["at"]) <= timezone.now()
        assert (await refused(page, '{"type":"ping","ref":"r","server_time":"2099"}'))["field"] == "server_time"
