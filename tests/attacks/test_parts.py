"""Messages of parts: what is in them acts nowhere, names nothing that is somebody else's, and is of the shape that was agreed."""

import asyncio
import json
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.attacks.doors import Caller, kept
from tests.attacks.scene import a_message, a_text, everything, frame, in_database, parts, refuse, refused
from tests.attacks.test_other_fields import ACTING, WORDS, Page, folded
from tests.live import a_session
from tests.people import a_request, a_service, a_team, a_user, a_visitor, an_agent, ends
from tests.sent import a_file, sends

POSITIONS = [
    {"lat": 91}, {"lat": -90.001}, {"lng": -181}, {"lng": 180.5}, {"lat": "0"}, {"lng": True}, {"lat": None}, {"lat": [1]}, {"accuracy": -1},
    {"accuracy": 10**9}, {"accuracy": "5"}, {"label": None}, {"label": "x" * 121}, {"label": 5}, {"map": "https://evil.example"}, {"type": "Position"},
]  # fmt: skip
PLACE = {"type": "position", "lat": 31.2304, "lng": 121.4737}


async def test_positions_that_are_nowhere(scene):
    """T20."""
    stranger = await in_database(a_visitor)
    async with scene.page() as page, scene.desk() as desk:
        before = await in_database(kept)
        for wrong in POSITIONS:
            for socket in (page, desk):
                await refuse(socket, scene.id, PLACE | wrong)
        for name in ("lat", "lng"):
            await refuse(page, scene.id, {key: value for key, value in PLACE.items() if key != name})
        for number in ("NaN", "Infinity", "-Infinity", "1e999"):
            text = frame("message.post", **parts(scene.id, PLACE)).replace("31.2304", number)
            assert (await refused(page, text))["code"] == "bad_json"
        async with scene.page(stranger) as spy:
            await refuse(spy, scene.id, PLACE, code="not_found")
        assert await in_database(kept) == before
        for right in (
            {"lat": 90, "lng": -180},
            {"lat": -0.0, "lng": 0, "accuracy": 0},
            {"lat": 1e-9, "lng": 180.0, "accuracy": None},
        ):
            sent = parts(scene.id, PLACE | right)
            first, again = [await page.command("message.post", **sent) for _ in range(2)]
            assert first["entry"] == again["entry"], right


async def test_shapes_that_were_not_agreed(scene):
    """F03, F16, I17: nothing a page says of a file but which one it is; no second kind beside one that stands alone."""
    file = await in_database(a_file, scene.visitor)
    of = {"type": "file", "file": str(file.pk)}
    extras = {
        "name": "x",
        "mime": "text/html",
        "size": 1,
        "kind": "picture",
        "url": "//x",
        "kept": "sent/x",
        "width": 1,
        "preview": "x",
        "by_user": 1,
    }
    async with scene.page() as page:
        before = await in_database(kept)
        for name, value in extras.items():
            await refuse(page, scene.id, {**of, name: value})
        for wrong in (
            [], [a_text()] * 21, [of] * 101, [of, of], [of, {**of, "file": str(file.pk).upper()}], [PLACE, a_text()], [{"type": "html", "html": "x"}, of],
            [PLACE, PLACE], [{}], [None], ["x"], [[a_text()]], [{"type": "picture", "file": str(file.pk)}], [{"type": "__class__"}], [{"type": ["text"]}],
            [{"file": str(file.pk)}], [{**of, "alt": "x" * 201}], [{**of, "alt": None}], [{**of, "file": file.pk.hex}], [{**of, "file": 5}], [a_text("")],
            [a_text(" \u200b")], [a_text("x" * 4001)], [a_text("x" * 2001)] * 2, [{**a_text(), "html": "x"}],
        ):  # fmt: skip
            await refuse(page, scene.id, *wrong)
        both = a_message(scene.id) | {"parts": [a_text()]}
        neither = {"conversation": scene.id, "client_id": str(uuid4())}
        for fields in (
            both,
            neither,
            {**neither, "parts": {}},
            {**neither, "parts": "x"},
            {**neither, "parts": a_text()},
        ):
            assert (await page.command("message.post", **fields))["code"] == "invalid"
        many = json.dumps({"type": "message.post", "ref": "r", **{f"x{n}": n for n in range(1001)}})
        assert (await refused(page, many))["code"] == "bad_json"
        assert await in_database(kept) == before
        assert (await page.command("message.post", **parts(scene.id, of)))["type"] == "done"


async def test_somebody_elses_file_cannot_be_sent(scene):
    """F16: nor seen by trying; what is asked for with it is not written either."""
    other = await in_database(lambda: an_agent(scene.team, capacity=0))
    hers, his = await in_database(a_file, await in_database(a_visitor)), await in_database(a_file, other)
    mine = await in_database(a_file, scene.visitor)
    async with scene.page() as page, scene.desk() as desk:
        before = await in_database(kept)
        for file in (hers.pk, his.pk, uuid4()):
            of = {"type": "file", "file": str(file)}
            for socket, command in ((page, "message.post"), (desk, "message.post"), (desk, "note.add")):
                shown = await refuse(socket, scene.id, a_text(), of, code="not_found", command=command)
                assert (shown["field"], shown.keys()) == ("parts", {"type", "ref", "code", "message", "field"})
            await refuse(page, scene.id, {"type": "file", "file": str(mine.pk)}, of, code="not_found")
        await refuse(desk, scene.id, {"type": "file", "file": str(mine.pk)}, code="not_found")
        assert await in_database(kept) == before


async def test_a_refused_message_takes_nothing_with_it(scene):
    """Its files can still be sent, and whoever tried is no participant."""
    mate = await in_database(lambda: an_agent(scene.team, capacity=0))
    key = await in_database(a_session, mate.user)
    mine, theirs = await in_database(a_file, scene.visitor), await in_database(a_file, mate)
    async with scene.page() as page, scene.desk(key) as desk:
        before = await in_database(kept)
        of, to = [{"type": "file", "file": str(file.pk)} for file in (mine, theirs)]
        assert (await refuse(page, scene.id, of, reply_to=999))["field"] == "reply_to"
        await refuse(desk, scene.id, to, reply_to=999, command="note.add")
        await refuse(desk, scene.id, to, a_text("x" * 4001), command="note.add")
        await refuse(desk, scene.id, of, command="note.add", code="not_found")
        await refuse(desk, scene.id, to, code="forbidden")
        assert await in_database(kept) == before
        assert (await page.command("message.post", **parts(scene.id, of)))["type"] == "done"
        assert (await desk.command("note.add", **parts(scene.id, to)))["type"] == "done"


async def test_one_upload_goes_with_one_message(scene):
    """F16: again, in another conversation, and from two sockets in the same moment."""
    other = await in_database(lambda: a_request(scene.service))
    async with scene.page() as page, scene.page() as tab, scene.desk() as desk:
        for number in range(5):
            file = await in_database(a_file, scene.visitor)
            of = {"type": "file", "file": str(file.pk)}
            sent = [each.command("message.post", **parts(scene.id, a_text(f"{number}"), of)) for each in (page, tab)]
            answers = sorted(await asyncio.gather(*sent), key=lambda each: each["type"])
            assert [each["type"] for each in answers] == ["done", "error"]
            assert (answers[1]["code"], answers[1]["state"]) == ("conflict", "sent")
        his = {"type": "file", "file": str((await in_database(a_file, scene.agent)).pk)}
        assert (await desk.command("note.add", **parts(other.pk, his)))["type"] == "done"
        before = await in_database(kept)
        for talk, command in (
            (other.pk, "message.post"),
            (scene.id, "message.post"),
            (scene.id, "note.add"),
            (other.pk, "note.add"),
        ):
            assert (await refuse(desk, talk, his, code="conflict", command=command))["state"] == "sent"
        assert await in_database(kept) == before


async def test_sent_again_it_is_the_same_whatever_kind_it_turned_out_to_be(scene):
    """Also with words for a picture that is none, which nobody is shown."""
    for kind in ("picture", "file"):
        file = await in_database(a_file, scene.visitor, kind=kind)
        async with scene.page() as page:
            sent = parts(scene.id, {"type": "file", "file": str(file.pk), "alt": "words"}, a_text())
            first, again = [await page.command("message.post", **sent) for _ in range(2)]
            assert (first["type"], again.get("entry")) == ("done", first["entry"])
            for other in ([a_text()], [sent["parts"][0]], list(reversed(sent["parts"])), [PLACE]):
                changed = await page.command("message.post", **sent | {"parts": other})
                assert (changed["code"], changed["field"]) == ("conflict", "client_id")


async def test_names_of_pictures_and_places_reorder_nothing(scene):
    """T03: they stand among other words, in lists and lines that others read."""
    file = await in_database(a_file, scene.visitor)
    async with scene.page() as page, scene.desk() as desk:
        of = {"type": "file", "file": str(file.pk), "alt": "\u202ea\r\nb\u200b\x1b[2J"}
        done = await page.command("message.post", **parts(scene.id, of))
        assert (done["entry"]["payload"]["parts"][0]["alt"], done["entry"]["text"]) == ("a b [2J", "a b [2J")
        done = await page.command("message.post", **parts(scene.id, PLACE | {"label": "\u2066The\nBund\u202e"}))
        assert (done["entry"]["payload"]["parts"][0]["label"], done["entry"]["text"]) == ("The Bund", "The Bund")
        while (await desk.until("list.changed"))["rows"][0]["last"]["text"] != "The Bund":
            pass


@pytest.mark.parametrize("words", WORDS)
def test_whatever_parts_say_is_text_in_tickets_in_the_admin_and_in_the_api(scene, client, words):
    """T12: past every check, as if an older version had let it in."""
    picture = a_file(scene.visitor, name=words[:120])
    document = a_file(scene.agent, name=words[:120], kind="file")
    sends(scene.conversation, scene.visitor, picture, a_text(words))
    sends(scene.conversation, scene.agent, document, note=True)
    sends(scene.conversation, scene.visitor, PLACE | {"label": words[:120]})
    entry = scene.conversation.entries.get(attachments__file=picture)
    entry.payload["parts"][0]["alt"] = words
    entry.save()
    rich = sends(scene.conversation, scene.visitor, {"type": "html", "html": "<p>x</p>"})
    rich.payload["parts"][0]["html"] = words + "<script>alert(1)</script></template><img src=x onerror=alert(1)>"
    rich.save()
    ticket = ends(scene.conversation, scene.agent, "unresolved").ticket
    client.force_login(a_user("Root", is_staff=True, is_superuser=True))
    for address in (
        reverse("ticket", args=[ticket.pk]),
        f"/admin/chat/conversation/{scene.id}/change/",
        "/admin/files/file/",
    ):
        answer = client.get(address)
        page = Page(answer.content.decode())
        assert (answer.status_code, page.acting) == (200, []), address
        assert folded(words[:120]) in folded(page.text), address
        assert not [link for link in page.links if ACTING.match(link)]
    listed = client.get(f"/api/conversations/{scene.id}/files/")
    assert (listed["Content-Type"], listed["X-Content-Type-Options"]) == ("application/json", "nosniff")
    assert listed.json()["entries"][0]["payload"]["parts"][0]["alt"] == words


def test_the_admins_list_of_files_is_for_who_sees_all_teams(scene, address):
    """Names of files tell of conversations: those of other teams too."""
    a_file(scene.visitor, name="CANARY.png")
    clerk = a_user("Clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    answer = Caller(address, clerk).get("/admin/files/file/")
    assert (answer.status, b"CANARY" in answer.body) == (403, False)


async def test_rows_of_lists_are_told_to_their_team_alone(scene):
    """What a row says of a file or a place stays with who may read it."""
    there = await in_database(lambda: an_agent(a_team()))
    await in_database(lambda: a_service(there.user.teams.get()))
    async with scene.page() as page, scene.desk() as desk, scene.desk(await in_database(a_session, there.user)) as spy:
        await page.command("message.post", **parts(scene.id, PLACE | {"label": "CANARY"}))
        while "CANARY" not in json.dumps(await desk.until("list.changed")):
            pass
        await everything(spy)
        assert "CANARY" not in "".join(spy.tape)
