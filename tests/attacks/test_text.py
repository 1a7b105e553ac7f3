"""Words that hide, reorder, overflow or pretend: kept as plain text where they are said, never where something is named."""

import time
from uuid import uuid4

import pytest
from django.test import Client

from accounts import visitors
from accounts.models import AuditEntry, Contact
from chat.models import Entry, Greeting, Rating, Service
from core.text import is_said
from tests.attacks.scene import a_message, everything, frame, in_database, refused, resume, rows
from tests.people import a_request, a_service
from tickets.models import Ticket

BLANK = [
    " ", "\n\r\t", "\u00a0\u2003", "\u200b", "\ufeff\u200d", "\u2060\u00ad", "\u202e\u202c", "\u2066\u2069", "\x07\x1b", "\u3164",
    "\u115f\u1160", "\u2800", "\ufe0f", "\U000e0001\U000e0020", "\u034f", "\ue000", "\U0010ffff", "\u0378",
]  # fmt: skip
SAID = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}} {% debug %} ${7*7} <%= 7 %>", "\u202eevil\u202c",
    "Z" + "\u0301" * 500, "a\u200d" * 1999, "x\ufdd0 \uffff \U0001fffe", "\ue000x", "\u0378x", "😀" * 4000, "x\n" * 2000, "x\r\ny",
    "\x1b[31mred\x1b[0m", "x\r\n2026-01-01 ERROR forged", "'; DROP TABLE chat_entry; --", "%s %d %(a)s {0} {a}", "\\u0000 \\x00",
    "=HYPERLINK(\"http://evil.example\")", "javascript:alert(1)", "../../etc/passwd", "null", "０１２", "ﬁ Ⅷ ı", "a" * 4000,
    "(" * 4000, "a@" * 2000, "http://" + "a." * 1990, "*_~`" * 1000, "> " * 2000, "[" * 2000 + "](" * 1000,
]  # fmt: skip
NAMES = {
    "\u202egnp.exe": "gnp.exe", "a\u200bb": "a b", "  Ann \n Lee ": "Ann Lee", "\x1b[31mAnn": "[31mAnn", "<b>Ann</b>": "<b>Ann</b>",
    "{{7*7}}": "{{7*7}}", "\u2066Ann\u2069": "Ann", "Ann\r\nBcc: evil@example.org": "Ann Bcc: evil@example.org", "王小明": "王小明",
    "é" * 80: "é" * 80, "System": "System",
}  # fmt: skip


async def test_words_that_show_nothing_are_refused(scene):
    """T01: as a message, a note, a question, a message left, a reason."""
    ask = {"service": scene.service.slug, "language": "en"}
    left = {"service": scene.service.slug, "email": "v@example.org", "client_id": str(uuid4())}
    async with scene.page() as page, scene.desk() as desk:
        await everything(desk)
        before = await in_database(rows)
        for blank in BLANK:
            for socket, name, field, fields in (
                (page, "message.post", "text", a_message(scene.id, blank)),
                (desk, "note.add", "text", a_message(scene.id, blank)),
                (
                    desk,
                    "conversation.end",
                    "reason",
                    {"conversation": scene.id, "disposition": "rejected", "reason": blank},
                ),
            ):
                answer = await socket.command(name, **fields)
                assert (answer.get("code"), answer.get("field")) == ("invalid", field), (name, blank)
        for blank in BLANK[:4]:
            assert (await page.command("conversation.request", **ask, text=blank))["field"] == "text"
            assert (await page.command("message.leave", **left, text=blank))["field"] == "text"
        assert await in_database(rows) == before


async def test_a_required_name_must_show_something(scene):
    """T01, T03."""
    service = await in_database(a_service, scene.team, ask_name="required")
    async with scene.page(visitors.new_secret()) as page:
        for blank in ("", " ", "\u200b", "\u3164\u202e"):
            answer = await page.command("conversation.request", service=service.slug, language="en", name=blank)
            assert (answer["code"], answer["field"]) == ("invalid", "name"), blank
    assert await in_database(lambda: Contact.objects.exclude(name="").count()) == 1


async def test_what_is_said_is_kept_letter_by_letter_and_told_as_it_is(scene):
    """T03, T04, T06, T10, T15: plain text from end to end; the log tells none of it."""
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        for text in SAID:
            sent = await page.command("message.post", **a_message(scene.id, text))
            assert sent["type"] == "done", (text[:40], sent)
            assert sent["entry"]["text"] == text
            assert (await desk.until("message.posted"))["text"] == text
            noted = await desk.command("note.add", **a_message(scene.id, text))
            assert noted["entry"]["text"] == text
    stored = await in_database(
        lambda: list(Entry.objects.filter(kind="message.posted").order_by("seq").values_list("text", flat=True))
    )
    assert stored == SAID


async def test_too_much_text(scene):
    """T02: by bytes before it is read, by characters after."""
    async with scene.page() as page:
        before = await in_database(rows)
        assert (await refused(page, frame("message.post", **a_message(scene.id, "😀" * 70_000))))["code"] == "too_large"
        for text in ("😀" * 4001, "x\n" * 2001, "a" * 60_000):
            answer = await page.command("message.post", **a_message(scene.id, text))
            assert (answer.get("code"), answer.get("field")) in (("invalid", "text"), ("too_large", None))
        assert await in_database(rows) == before


async def test_names_lose_what_hides_and_reorders(scene):
    """T03: the name of a visitor is one line that shows what it says, wherever it is shown."""
    for given, kept in NAMES.items():
        async with scene.page(visitors.new_secret()) as page:
            asked = await page.command("conversation.request", service=scene.service.slug, language="en", name=given)
            assert asked["type"] == "done", (given, asked)
            talk = asked["conversation"]["id"]
            participants = (await resume(page, talk))["participants"]
            assert participants[0]["name"] == kept
            assert (await page.command("conversation.leave", conversation=talk))["type"] == "done"
    assert await in_database(lambda: set(Contact.objects.values_list("name", flat=True))) == {
        *NAMES.values(),
        "Vera Visitor",
    }


async def test_a_name_that_vanishes_leaves_the_one_before(scene):
    async with scene.page() as page:
        assert (await page.command("conversation.leave", conversation=scene.id))["type"] == "done"
        asked = await page.command(
            "conversation.request", service=scene.service.slug, language="en", name="\u202e\u3164"
        )
        assert asked["type"] == "done"
    assert await in_database(lambda: Contact.objects.get().name) == "Vera Visitor"


SUBJECTS = {
    "\u202egnp.exe": "gnp.exe",
    "Re:\r\nBcc: evil@example.org": "Re: Bcc: evil@example.org",
    "\u200b": "what was said first",
    " ": "what was said first",
    "<script>": "<script>",
    "\x1b[2J": "[2J",
    "s" * 200: "s" * 200,
}


async def test_subjects_of_tickets_are_one_plain_line(scene):
    """T03, T16: given by the agent, or taken from the first words."""
    async with scene.desk() as desk:
        for given, kept in SUBJECTS.items():
            talk = await in_database(
                a_request, scene.service, text="what\nwas\u202e said \u200bfirst", client_id=uuid4()
            )
            done = await desk.command(
                "conversation.end", conversation=str(talk.pk), disposition="unresolved", subject=given
            )
            assert done["type"] == "done", (given, done)
            assert await in_database(lambda number=done["ticket"]: Ticket.objects.get(pk=number).subject) == kept
    async with scene.page(visitors.new_secret()) as page:
        left = {
            "service": scene.service.slug,
            "email": "v@example.org",
            "client_id": str(uuid4()),
            "text": "Call\r\nme\u202e now",
        }
        done = await page.command("message.leave", **left)
        assert await in_database(lambda: Ticket.objects.get(pk=done["ticket"]).subject) == "Call me now"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202eolleh", "{{ settings.SECRET_KEY }}", "x\r\nERROR forged", "\x1b[2J"]
)
async def test_comments_and_reasons_are_kept_as_they_are(scene, text):
    """T10, T12, T15: the comment of a rating, the reason of a rejection and of being away."""
    other = await in_database(a_request, scene.service)
    async with scene.page() as page, scene.desk() as desk:
        away = await desk.command("availability.set", availability="away", reason=text)
        assert away["type"] == "done"
        assert away["you"]["reason"].isprintable()
        rejected = {"conversation": str(other.pk), "disposition": "rejected", "reason": text}
        assert (await desk.command("conversation.end", **rejected))["type"] == "done"
        assert (await desk.command("conversation.end", conversation=scene.id, disposition="solved"))["type"] == "done"
        assert (await page.command("conversation.rate", conversation=scene.id, score=1, comment=text))["type"] == "done"
    assert await in_database(lambda: Rating.objects.get().comment) == text
    assert await in_database(lambda: AuditEntry.objects.get(verb="conversation.rejected").payload["reason"]) == text


async def test_greetings_and_services_are_told_as_plain_text(scene):
    """T10, T12: what the administrator wrote is no template and no HTML on the wire."""
    words = "{{7*7}} <img src=x onerror=alert(1)> %s"

    def arrange():
        Greeting.objects.create(team=scene.team, language="en", text=words)
        return a_service(scene.team, name=words)

    service = await in_database(arrange)
    async with scene.page(visitors.new_secret()) as page:
        asked = await page.command("conversation.request", service=service.slug, language="en")
        assert asked["conversation"]["service"]["name"] == words
        await resume(page, asked["conversation"]["id"])
        assert (await page.until("greeting.sent"))["text"] == words


async def test_slugs_that_are_none(scene):
    """T18, I15: a service is found by its slug to the letter."""
    await in_database(Service.objects.create, slug="heading", name="A heading")
    await in_database(Service.objects.create, slug="closed", name="Off", team=scene.team, is_active=False)
    async with scene.page(visitors.new_secret()) as page:
        before = await in_database(rows)
        for slug in (
            "%",
            "_",
            scene.service.slug.upper(),
            scene.service.slug + " ",
            str(scene.service.pk),
            "' OR 1=1 --",
            "heading",
            "closed",
            "\\",
            "*",
        ):
            answer = await page.command("conversation.request", service=slug, language="en")
            assert (answer["code"], answer["field"]) == ("not_found", "service"), slug
        assert await in_database(rows) == before


async def test_what_a_browser_says_of_itself_is_not_kept_as_said(scene):
    """T12: two known words of the user agent, or nothing."""
    agents = ["<script>alert(1)</script>", "Mozilla/5.0 (<b>Windows</b>) \xff Firefox/\xe9", "x" * 5000, "{{7*7}}"]
    for each in agents:
        async with scene.page(visitors.new_secret(), **{"User-Agent": each}) as page:
            asked = await page.command(
                "conversation.request", service=scene.service.slug, language="en", page="javascript:alert(1)"
            )
            assert asked["type"] == "done"
    assert await in_database(lambda: set(Contact.objects.values_list("device", flat=True))) <= {"", "Firefox · Windows"}


@pytest.mark.parametrize("text", ["a@" * 25_000, "(" * 50_000, "\u0301" * 50_000, " " * 50_000, "\u200b" * 50_000])
def test_no_pattern_of_ours_goes_back_and_forth(text):
    """T17."""
    from accounts.validators import plain
    from chat.frames import Request
    from core.errors import Invalid
    from core.frames import read

    begun = time.thread_time()
    is_said(text)
    plain(text)
    with pytest.raises(Invalid):
        read(Request, {"service": "x", "language": "en", "email": text[:254], "text": "x"})
    assert time.thread_time() - begun < 0.2


SEARCHES = {"%": 1, "_": 1, "\\": 1, "100%": 1, "'&'": 0, "!!!": 0, "' OR 1=1 --": 0, "a_c": 0, "*": 0, ".*": 0, "#": 0}


def test_a_search_finds_what_is_written_and_nothing_more(scene):
    """T18, T19: over the tickets, since conversations are not searched."""
    at = scene.conversation.requested_at
    for subject in ("100% sure", "snake_case", "back\\slash"):
        Ticket.objects.create(subject=subject, requester=scene.visitor, team=scene.team, created_at=at, changed_at=at)
    browser = Client()
    browser.cookies["sessionid"] = scene.key
    for words, count in SEARCHES.items():
        answer = browser.get("/tickets/", {"q": words})
        assert answer.status_code == 200
        found = [subject for subject in (b"100% sure", b"snake_case", b"back\\slash") if subject in answer.content]
        assert len(found) == count, (words, found)
    for broken in (
        {"q": "a\x00"},
        {"q": "x" * 10_000},
        {"page": "-1"},
        {"page": "9" * 30},
        {"state": "x"},
        {"team": "'"},
    ):
        assert browser.get("/tickets/", broken).status_code in (400, 404, 414), broken
    everything = browser.get("/tickets/").context["rows"]
    for unknown in ({"order_by": "password"}, {"requester__email__startswith": "x"}, {"query_operator": "or"}):
        assert browser.get("/tickets/", unknown).context["rows"] == everything
