"""The same again: a whole conversation replayed, one message on two sockets, another text under a known id."""

import asyncio
from uuid import uuid4

from accounts import visitors
from chat.models import Conversation
from tests.attacks.scene import a_message, everything, in_database, resume, rows
from tests.people import a_visitor, an_agent
from tickets.models import Ticket


async def test_a_whole_conversation_replayed_writes_nothing_new(scene):
    """W17: on a new socket, while it is open and once it has ended."""
    secret = visitors.new_secret()
    asked = {"service": scene.service.slug, "language": "en", "text": "Where is it?", "client_id": str(uuid4())}
    async with scene.page(secret) as page, scene.desk() as desk:
        first = await page.command("conversation.request", **asked)
        talk = first["conversation"]["id"]
        await resume(page, talk)
        messages = [a_message(talk, f"{number}") for number in range(3)]
        entries = [(await page.command("message.post", **each))["entry"] for each in messages]
        notes = [a_message(talk, "a note"), a_message(talk, "another")]
        noted = [(await desk.command("note.add", **each))["entry"] for each in notes]
    before = await in_database(rows)
    async with scene.page(secret) as page, scene.desk() as desk:
        again = await page.command("conversation.request", **asked)
        assert again["conversation"]["id"] == talk
        assert [(await page.command("message.post", **each))["entry"] for each in messages] == entries
        assert [(await desk.command("note.add", **each))["entry"] for each in notes] == noted
        assert await in_database(rows) == before
        await everything(page)
        assert not [each for each in page.frames if each["type"] == "message.posted"]
        assert (await desk.command("conversation.end", conversation=talk, disposition="solved"))["type"] == "done"
        assert (await page.command("conversation.rate", conversation=talk, score=5))["type"] == "done"
    before = await in_database(rows)
    async with scene.page(secret) as page, scene.desk() as desk:
        again = await page.command("conversation.request", **asked)
        assert (again["conversation"]["id"], again["conversation"]["state"]) == (talk, "ended")
        assert [(await page.command("message.post", **each))["entry"] for each in messages] == entries
        assert (await desk.command("conversation.end", conversation=talk, disposition="solved"))["code"] == "conflict"
        assert (await page.command("conversation.rate", conversation=talk, score=5))["code"] == "conflict"
        assert await in_database(rows) == before
    assert await in_database(Conversation.objects.count) == 2


async def test_a_request_without_a_question_replayed_makes_no_second_conversation(scene):
    secret = visitors.new_secret()
    asked = {"service": scene.service.slug, "language": "en", "client_id": str(uuid4())}
    async with scene.page(secret) as page:
        first = (await page.command("conversation.request", **asked))["conversation"]["id"]
        assert (await page.command("conversation.leave", conversation=first))["type"] == "done"
        again = (await page.command("conversation.request", **asked))["conversation"]
        assert (again["id"], again["state"]) == (first, "ended")
        another = await page.command("conversation.request", **{**asked, "client_id": str(uuid4())})
        assert another["conversation"]["id"] != first


async def test_a_message_left_twice_makes_one_ticket(scene):
    """Also when it ended a conversation that was waiting."""
    await in_database(an_agent, scene.team, capacity=0)
    scene.agent.capacity = 0
    await in_database(scene.agent.save)
    left = {"service": scene.service.slug, "email": "v@example.org", "text": "Call me"}
    for is_waiting in (False, True):
        secret = visitors.new_secret()
        before = await in_database(Ticket.objects.count)
        async with scene.page(secret) as page:
            if is_waiting:
                asked = await page.command("conversation.request", service=scene.service.slug, language="en")
                assert asked["conversation"]["state"] == "waiting"
            once = {**left, "client_id": str(uuid4())}
            numbers = {(await page.command("message.leave", **once))["ticket"] for _ in range(3)}
        assert len(numbers) == 1
        assert await in_database(Ticket.objects.count) == before + 1


async def test_another_text_under_the_same_id_is_refused(scene):
    """W18."""
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        first = a_message(scene.id, "one")
        entry = (await page.command("message.post", **first))["entry"]
        refusal = await page.command("message.post", **{**first, "text": "two"})
        assert (refusal["code"], refusal["field"], refusal["state"]) == ("conflict", "client_id", "active")
        assert (await page.command("message.post", **first))["entry"] == entry
        noted = a_message(scene.id, "a note")
        assert (await desk.command("note.add", **noted))["type"] == "done"
        assert (await desk.command("message.post", **noted))["code"] == "conflict"
        heard = [each["text"] for each in desk.frames if each["type"] == "message.posted"]
        assert heard in ([], ["one"])
    assert await in_database(lambda: scene.conversation.entries.filter(kind="message.posted").count()) == 1


async def test_an_id_belongs_to_who_sent_it(scene):
    """W18: somebody else's id is no key to their message, here or in another conversation."""
    other = await in_database(a_visitor, "Other")
    asked = {"service": scene.service.slug, "language": "en"}
    async with scene.page() as page, scene.desk() as desk, scene.page(other) as stranger:
        one = a_message(scene.id, "the visitor's")
        assert (await page.command("message.post", **one))["type"] == "done"
        mine = await desk.command("message.post", **{**one, "text": "the agent's"})
        assert mine["entry"]["text"] == "the agent's"
        theirs = (await stranger.command("conversation.request", **asked))["conversation"]["id"]
        copied = await stranger.command("message.post", **{**one, "conversation": theirs, "text": "a stranger's"})
        assert copied["entry"]["text"] == "a stranger's"


async def test_the_same_message_on_two_sockets_at_once_is_one_entry(scene):
    """R07: twenty times."""
    async with scene.page() as one, scene.page() as two, scene.desk() as desk:
        await resume(desk, scene.id)
        for number in range(20):
            same = a_message(scene.id, f"{number}")
            answers = await asyncio.gather(*(each.command("message.post", **same) for each in (one, two)))
            assert answers[0]["entry"] == answers[1]["entry"]
        heard = [(await desk.until("message.posted"))["text"] for _ in range(20)]
        assert heard == [str(number) for number in range(20)]
        await everything(desk)
        assert len([each for each in desk.frames if each["type"] == "message.posted"]) == 20
    numbers = await in_database(lambda: list(scene.conversation.entries.order_by("seq").values_list("seq", flat=True)))
    assert numbers == list(range(1, len(numbers) + 1))


async def test_the_same_request_on_two_sockets_at_once_is_one_conversation(scene):
    for _ in range(5):
        secret = visitors.new_secret()
        asked = {"service": scene.service.slug, "language": "en", "text": "?", "client_id": str(uuid4())}
        async with scene.page(secret) as one, scene.page(secret) as two:
            answers = await asyncio.gather(*(each.command("conversation.request", **asked) for each in (one, two)))
        assert [each["type"] for each in answers] == ["done", "done"], answers
        assert len({each["conversation"]["id"] for each in answers}) == 1
