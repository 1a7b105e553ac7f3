"""What an agent asks the visitor for: the card is answered by that visitor alone, once, in its time."""

import asyncio
from uuid import uuid4

from django.utils import timezone

from chat.models import Consent, Entry, Kind
from tests.attacks.doors import kept
from tests.attacks.scene import in_database, resume
from tests.people import a_request


async def ask(desk, conversation, wanted: str = "screenshot") -> str:
    done = await desk.command("consent.ask", conversation=str(conversation), wanted=wanted)
    assert done["type"] == "done", done
    return done["consent"]


async def test_a_card_of_another_conversation_is_none_of_this_one(scene):
    """I13: the visitor's own conversation, somebody else's card."""
    other = await in_database(lambda: a_request(scene.service))
    async with scene.desk() as desk, scene.page() as page:
        card = await ask(desk, other.pk)
        before = await in_database(kept)
        for foreign in (card, str(uuid4())):
            answer = await page.command("consent.answer", conversation=scene.id, consent=foreign, answer="accepted")
            assert answer["code"] == "not_found"
        assert await in_database(kept) == before


async def test_cards_of_no_agreed_shape(scene):
    async with scene.desk() as desk, scene.page() as page:
        card = await ask(desk, scene.id)
        before = await in_database(kept)
        for wanted in ("camera", "", None, 5, ["photo"], "Photo", "__class__"):
            assert (await desk.command("consent.ask", conversation=scene.id, wanted=wanted))["field"] == "wanted"
        for extra in (
            {"until": "2099-01-01"},
            {"answer": "accepted"},
            {"asked_by": 1},
            {"text": "x" * 301},
            {"text": None},
        ):
            assert (await desk.command("consent.ask", conversation=scene.id, wanted="photo", **extra))[
                "code"
            ] == "invalid"
        for answer in ("expired", "closed", "", None, True, "ACCEPTED", ["accepted"]):
            told = await page.command("consent.answer", conversation=scene.id, consent=card, answer=answer)
            assert (told["code"], told["field"]) == ("invalid", "answer")
        for consent in (card.replace("-", ""), "", None, 1, [card]):
            told = await page.command("consent.answer", conversation=scene.id, consent=consent, answer="accepted")
            assert (told["code"], told["field"]) == ("invalid", "consent")
        assert await in_database(kept) == before


async def test_a_card_is_answered_once_and_in_its_time(scene):
    """S14: the same answer again changes nothing, another one nothing either; what has expired stays so."""
    async with scene.desk() as desk, scene.page() as page, scene.page() as tab:
        card = await ask(desk, scene.id)
        assert await ask(desk, scene.id) == card
        answers = await asyncio.gather(
            *(
                each.command("consent.answer", conversation=scene.id, consent=card, answer=how)
                for each, how in ((page, "accepted"), (tab, "declined"))
            )
        )
        assert sorted(each.get("code", "done") for each in answers) == ["conflict", "done"]
        said = await in_database(lambda: Consent.objects.get().answer)
        before = await in_database(kept)
        assert (await page.command("consent.answer", conversation=scene.id, consent=card, answer=said))[
            "type"
        ] == "done"
        assert await in_database(kept) == before
        late = await ask(desk, scene.id, "photo")
        await in_database(lambda: Consent.objects.filter(pk=late).update(until_at=timezone.now()))
        before = await in_database(kept)
        for answer in ("accepted", "declined"):
            told = await page.command("consent.answer", conversation=scene.id, consent=late, answer=answer)
            assert told["code"] == "gone"
        assert await in_database(kept) == before
    assert await in_database(lambda: Entry.objects.filter(kind=Kind.CONSENT_ANSWERED).count()) == 1


async def test_what_a_card_says_is_text(scene):
    """T03, T06, T10: with the agent's words on the visitor's page."""
    text = "<img src=x onerror=alert(1)> {{7*7}} \u202eolleh"
    async with scene.desk() as desk, scene.page() as page:
        await resume(page, scene.id)
        assert (await desk.command("consent.ask", conversation=scene.id, wanted="position", text=text))[
            "type"
        ] == "done"
        assert (await page.until("consent.asked"))["text"] == text
