"""What is not yours answers as what does not exist, word for word."""

from uuid import uuid4

from django.test import Client

from accounts import visitors
from tests import live
from tests.attacks.scene import a_message, everything, in_database, resume, rows
from tests.people import a_team, a_visitor, an_agent, ends


def visitors_commands(conversation) -> list[tuple[str, dict]]:
    of = {"conversation": str(conversation)}
    return [
        ("conversation.resume", {"conversations": [{"id": str(conversation), "after": None}]}),
        ("conversation.resume", {"conversations": [{"id": str(conversation), "after": 0}]}),
        ("message.post", a_message(conversation)),
        ("message.read", {**of, "seq": 1}),
        ("message.read", {**of, "seq": 2**52}),
        ("typing.show", of),
        ("conversation.leave", of),
        ("conversation.rate", {**of, "score": 5}),
    ]


def staffs_commands(conversation) -> list[tuple[str, dict]]:
    of = {"conversation": str(conversation)}
    shared = [
        each for each in visitors_commands(conversation) if each[0] not in ("conversation.leave", "conversation.rate")
    ]
    return [
        *shared,
        ("note.add", a_message(conversation)),
        ("conversation.end", {**of, "disposition": "solved"}),
        ("conversation.end", {**of, "disposition": "unresolved", "team": 1, "assignee": 1}),
        ("conversation.end", {**of, "disposition": "rejected", "reason": "because"}),
    ]


async def compare(socket, commands, conversation) -> None:
    """The same answer, but for its reference, for a real id as for one that nobody has."""
    for (name, real), (_name, unreal) in zip(commands(conversation), commands(uuid4()), strict=True):
        answers = [await socket.command(name, **fields) for fields in (real, unreal)]
        for answer in answers:
            del answer["ref"]
        assert answers[0] == answers[1], name
        assert answers[0]["code"] == "not_found", name


async def test_another_visitors_conversation_does_not_exist(scene):
    """I01 to I14: active, waiting and ended alike."""
    stranger = await in_database(a_visitor, "Stranger")
    async with scene.desk() as desk, scene.page() as page:
        await resume(desk, scene.id)
        await resume(page, scene.id)
        for unknown in (stranger, visitors.new_secret()):
            async with scene.page(unknown) as spy:
                before = await in_database(rows)
                await compare(spy, visitors_commands, scene.id)
                assert await in_database(rows) == before
        await in_database(ends, scene.conversation, scene.agent)
        async with scene.page(stranger) as spy:
            before = await in_database(rows)
            await compare(spy, visitors_commands, scene.id)
            assert await in_database(rows) == before
            assert [frame["type"] for frame in spy.frames] == ["hello"]
        assert "typing.shown" not in {frame["type"] for frame in desk.frames + page.frames}


async def test_a_conversation_of_another_team_does_not_exist(scene):
    other = await in_database(lambda: an_agent(a_team()))
    key = await in_database(live.a_session, other.user)
    async with scene.desk(key) as spy, scene.desk() as desk, scene.page() as page:
        await everything(desk)
        before = await in_database(rows)
        await compare(spy, staffs_commands, scene.id)
        assert await in_database(rows) == before
        await everything(page)
        assert page.frames[1:] == []
        assert not {frame["type"] for frame in spy.frames} & {"list.changed", "conversation.resumed"}


def test_over_http_a_strangers_conversation_does_not_exist(scene):
    """The same for `GET /api/…`; and the visitor's own count there has no hole either."""
    stranger = a_visitor("Stranger")
    browser = Client()
    browser.cookies["hd_visitor"] = stranger.secret
    for tail in ("entries/?before=9", "contact/", "entries/?before=9&x=1", "entries/"):
        real, unreal = (browser.get(f"/api/conversations/{each}/{tail}") for each in (scene.id, uuid4()))
        assert (real.status_code, real.content) == (unreal.status_code, unreal.content)
        assert real.status_code in (401, 403, 404)


async def test_ids_in_other_clothes_open_nothing(scene):
    """I15, I20: upper case is the same id; anything else is not one."""
    stranger = await in_database(a_visitor, "Stranger")
    async with scene.page() as page, scene.page(stranger) as spy:
        assert (await page.command("typing.show", conversation=scene.id.upper()))["type"] == "done"
        assert (await spy.command("typing.show", conversation=scene.id.upper()))["code"] == "not_found"
        for each in (scene.id.replace("-", " "), scene.id[:-1] + "/", "%61" * 12, "０" * 36, scene.id + "\n"):
            assert (await page.command("typing.show", conversation=each))["code"] == "invalid"


async def test_one_foreign_id_among_own_ones_stops_the_resuming(scene):
    stranger = await in_database(a_visitor, "Stranger")
    async with scene.page(stranger) as spy:
        many = [{"id": str(uuid4()), "after": None}, {"id": scene.id, "after": None}]
        assert (await spy.command("conversation.resume", conversations=many))["code"] == "not_found"
        assert (await spy.command("conversation.resume", conversations=[]))["type"] == "done"
        assert [frame["type"] for frame in spy.frames] == ["hello"]
