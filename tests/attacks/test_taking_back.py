"""What takes content away: only one's own, or by right; once, in its time, and by one's own numbers; and then it is nowhere."""

import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from guardian.shortcuts import assign_perm

from accounts.models import AuditEntry
from chat import actions
from chat.consumers import ConsoleConsumer, VisitorConsumer
from chat.models import Entry, Kind
from tests.attacks.doors import Caller, kept
from tests.attacks.scene import a_message, a_text, everything, in_database, parts, refuse, resume
from tests.attacks.test_cards import ask
from tests.live import a_session
from tests.people import a_team, a_user, a_visitor, actor, an_agent, ends, notes, says
from tests.sent import a_file, sends
from tickets.models import Ticket

PLACE = {"type": "position", "lat": 31.2304, "lng": 121.4737}
NUMBERS = [0, -1, "1", 1.0, True, None, [1], 2**53, 10**18 - 1]


def a_redactor(scene) -> str:
    user = a_user("Rita Redactor")
    assign_perm("redact", user, scene.team)
    return a_session(user)


def commands(conversation, consent=None) -> dict[str, list]:
    """Those that each socket has, towards this conversation."""
    of = {"conversation": str(conversation)}
    both = [
        ("message.take_back", {**of, "seq": 3}),
        ("message.post", parts(conversation, PLACE)),
        ("message.post", parts(conversation, a_text())),
    ]
    answers = [
        ("consent.answer", {**of, "consent": str(consent or uuid4()), "answer": answer})
        for answer in ("accepted", "declined")
    ]
    asks = [("consent.ask", {**of, "wanted": wanted}) for wanted in ("screenshot", "recording", "photo", "position")]
    console = [
        *asks,
        ("message.redact", {**of, "seq": 3, "reason": "because"}),
        ("note.add", parts(conversation, PLACE)),
    ]
    return {"page": [*both, *answers], "desk": [*both, *console]}


async def is_unknown(socket, real: list, unreal: list) -> None:
    for (name, fields), (_name, other) in zip(real, unreal, strict=True):
        answers = [await socket.command(name, **each) for each in (fields, other)]
        for answer in answers:
            del answer["ref"]
        assert answers[0] == answers[1], name
        assert answers[0]["code"] == "not_found", (name, answers[0])


async def test_of_a_foreign_conversation_nothing_is_taken_and_nobody_is_asked(scene):
    """I02 to I14: word for word as for one that nobody has; whose card it is makes no difference."""
    there = await in_database(lambda: an_agent(a_team()))
    stranger = await in_database(a_visitor)
    key = await in_database(a_session, there.user)
    await in_database(says, scene.conversation, scene.visitor)
    async with scene.desk() as desk, scene.page(stranger) as spy, scene.desk(key) as other:
        card = await ask(desk, scene.id)
        await everything(other)
        before = await in_database(kept)
        nobodys = uuid4()
        await is_unknown(spy, commands(scene.id, card)["page"], commands(nobodys)["page"])
        await is_unknown(other, commands(scene.id)["desk"], commands(nobodys)["desk"])
        assert await in_database(kept) == before
        for name in ("message.redact", "consent.ask", "note.add"):
            fields = next(fields for each, fields in commands(scene.id)["desk"] if each == name)
            assert (await spy.command(name, **fields))["code"] == "unknown_type"
        assert (await desk.command("consent.answer", conversation=scene.id, consent=card, answer="accepted"))[
            "code"
        ] == "unknown_type"


async def test_numbers_are_ones_own_count(scene):
    """A visitor cannot tell a note from a hole: neither the answer nor the words of it differ."""
    first = await in_database(says, scene.conversation, scene.visitor, "first")
    note = await in_database(notes, scene.conversation, scene.agent, "a secret")
    last = await in_database(says, scene.conversation, scene.visitor, "last")
    assert (first.public_seq + 1, note.seq) == (last.public_seq, last.seq - 1)
    async with scene.page() as page, scene.desk() as desk, scene.desk(await in_database(a_redactor, scene)) as redactor:
        before = await in_database(kept)
        answers = []
        for seq in (last.seq, last.seq + 1, 500, 2**52, 1, 2):  # the last is the staff's number, the first a note's
            answer = await page.command("message.take_back", conversation=scene.id, seq=seq)
            answers.append((answer["code"], answer["message"], sorted(answer)))
        assert len({str(each) for each in answers}) == 1
        assert answers[0][0] == "not_found"
        for command, more in (("message.take_back", {}), ("message.redact", {"reason": "x"})):
            for seq in (*NUMBERS, 500):
                code = "not_found" if seq == 500 else "invalid"
                assert (await redactor.command(command, conversation=scene.id, seq=seq, **more)).get("code") in (
                    code,
                    "forbidden",
                )
        for seq in NUMBERS:
            assert (await page.command("message.take_back", conversation=scene.id, seq=seq))["code"] == "invalid"
        assert (await desk.command("message.take_back", conversation=scene.id, seq=1))["code"] == "not_found"
        assert await in_database(kept) == before
        assert (await page.command("message.take_back", conversation=scene.id, seq=last.public_seq))["type"] == "done"
    left = await in_database(lambda: list(Entry.objects.filter(redacted_at=None).values_list("text", flat=True)))
    assert {"first", "a secret"} <= set(left)
    assert "last" not in left


async def test_others_words_and_late_ones_stay(scene):
    told = await in_database(says, scene.conversation, scene.agent, "told")
    said = await in_database(says, scene.conversation, scene.visitor, "said")
    mate = await in_database(lambda: an_agent(scene.team, capacity=0))
    async with scene.page() as page, scene.desk() as desk, scene.desk(await in_database(a_session, mate.user)) as third:
        before = await in_database(kept)
        for socket, seq in ((page, told.public_seq), (desk, said.seq), (third, told.seq), (third, said.seq)):
            assert (await socket.command("message.take_back", conversation=scene.id, seq=seq))["code"] == "forbidden"
            redacted = await socket.command("message.redact", conversation=scene.id, seq=seq, reason="x")
            assert redacted["code"] == ("unknown_type" if socket is page else "forbidden")
        assert await in_database(kept) == before
        await in_database(lambda: Entry.objects.update(at=timezone.now() - timedelta(minutes=5)))
        before = await in_database(kept)
        answer = await page.command("message.take_back", conversation=scene.id, seq=said.public_seq)
        assert (answer["code"], answer["state"]) == ("conflict", "late")
        assert await in_database(kept) == before


async def test_taken_back_it_is_in_no_row_no_frame_and_no_page(scene):
    """Also not in the lists, in what answered it, in the ticket it named, in the audit, nor under its client's id."""
    file = await in_database(a_file, scene.visitor, name="CANARY.png")
    sent = parts(scene.id, a_text("CANARY"), {"type": "file", "file": str(file.pk), "alt": "CANARY"})
    async with scene.page() as page, scene.desk() as desk:
        seq = (await page.command("message.post", **sent))["entry"]["seq"]
        await page.command("message.post", **a_message(scene.id, "an answer", reply_to=seq))
        await desk.command("note.add", **a_message(scene.id, "a note", reply_to=seq))
        assert (await desk.command("conversation.end", conversation=scene.id, disposition="unresolved"))["ticket"]
    assert await in_database(lambda: Ticket.objects.get().subject) == "CANARY CANARY"
    async with scene.desk(await in_database(a_redactor, scene)) as redactor, scene.page() as page, scene.desk() as desk:
        for _again in range(2):
            done = await redactor.command("message.redact", conversation=scene.id, seq=seq, reason="a number")
            assert done["type"] == "done"
        for socket in (page, desk, redactor):
            await resume(socket, scene.id, after=0)
            await everything(socket)
            assert "CANARY" not in "".join(socket.tape)
        for changed in (sent, sent | {"parts": [a_text("another")]}):
            entry = (await page.command("message.post", **changed))["entry"]
            assert (entry["seq"], entry["text"], "parts" in entry["payload"]) == (seq, "", False)
    rows, disk = await in_database(kept)
    assert "CANARY" not in str(rows)
    assert not [path for path in disk if file.kept in path or file.preview in path]
    assert await in_database(lambda: AuditEntry.objects.filter(verb="message.redacted").count()) == 1


def test_a_reason_is_given_and_shows_something(scene):
    said = says(scene.conversation, scene.visitor, "said")
    root = a_user("Root", is_superuser=True)

    async def story():
        async with scene.desk(await in_database(a_session, root)) as desk:
            before = await in_database(kept)
            for reason in ("", " ", "\u200b", "x" * 1001, None, 5, ["x"]):
                answer = await desk.command("message.redact", conversation=scene.id, seq=said.seq, reason=reason)
                assert (answer["code"], answer["field"]) == ("invalid", "reason"), reason
            assert await in_database(kept) == before
            reason = "<b>\u202e card\r\n\x1b[2J"
            assert (await desk.command("message.redact", conversation=scene.id, seq=said.seq, reason=reason))[
                "type"
            ] == "done"

    asyncio.run(story())
    assert AuditEntry.objects.get(verb="message.redacted").payload["reason"] == "<b> card [2J"


@pytest.fixture
def ended(scene):
    """After the end, with a message of each side, a note, and a card that nobody answered."""
    says(scene.conversation, scene.visitor, "said")
    says(scene.conversation, scene.agent, "told")
    sends(scene.conversation, scene.agent, PLACE | {"label": ""}, note=True)
    scene.card = actions.ask_consent(scene.conversation.pk, wanted="photo", by=actor(scene.agent), at=timezone.now())
    scene.unsent = {"page": a_file(scene.visitor), "desk": a_file(scene.agent)}
    ends(scene.conversation, scene.agent)
    return scene


async def test_after_the_end_nothing_is_sent_taken_back_or_asked_for(ended):
    """S03: the state is told; what was uploaded stays unsent."""
    async with ended.page() as page, ended.desk() as desk:
        await everything(page)
        await everything(desk)
        before = await in_database(kept)
        for name, socket in (("page", page), ("desk", desk)):
            for command, fields in commands(ended.id, ended.card.pk)[name]:
                answer = await socket.command(command, **fields)
                expected = ("forbidden", None) if command == "message.redact" else ("conflict", "ended")
                assert (answer["code"], answer.get("state")) == expected, (name, command)
            of = {"type": "file", "file": str(ended.unsent[name].pk)}
            assert (await refuse(socket, ended.id, of, code="conflict"))["state"] == "ended"
        await refuse(
            desk, ended.id, {"type": "file", "file": str(ended.unsent["desk"].pk)}, code="conflict", command="note.add"
        )
        assert await in_database(kept) == before


async def test_a_flood_of_parts_and_cards_is_limited(scene, monkeypatch):
    """W19: as every command; what was acknowledged is there, and nothing after."""
    for consumer, method in (
        (VisitorConsumer, "take_back"),
        (ConsoleConsumer, "ask_consent"),
        (ConsoleConsumer, "redact"),
    ):
        monkeypatch.setattr(getattr(consumer, method), "pace", (0.1, 5))
    said = await in_database(says, scene.conversation, scene.visitor, "said")
    floods = {
        "message.take_back": (scene.page, {"seq": said.public_seq + 1}),
        "consent.ask": (scene.desk, {"wanted": "photo"}),
        "message.redact": (scene.desk, {"seq": said.seq, "reason": "x"}),
    }
    for command, (opening, fields) in floods.items():
        async with opening() as socket:
            for number in range(12):
                await socket.raw(json.dumps({"type": command, "ref": f"{number}", "conversation": scene.id, **fields}))
            assert await socket.closed() == 4429, command
            codes = [each.get("code", "done") for each in socket.frames[1:] if each.get("ref")]
            assert codes.count("rate_limited") == 1
    assert await in_database(lambda: Entry.objects.filter(kind=Kind.CONSENT_ASKED).count()) == 1


def test_over_http_a_strangers_parts_do_not_exist(scene):
    sends(scene.conversation, scene.visitor, PLACE | {"label": "CANARY"})
    for person in (None, a_visitor(), an_agent(a_team())):
        caller = Caller(scene.address, person)
        for tail in ("files/", "entries/?before=99", "contact/"):
            answer = caller.get(f"/api/conversations/{scene.id}/{tail}")
            assert (answer.status in (401, 403, 404), b"CANARY" in answer.body) == (True, False), tail
