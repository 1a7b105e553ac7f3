"""What people wrote elsewhere than in messages: names, subjects, reasons, comments, pages. Text wherever it is shown, and never a mail's header."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core import mail
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import Agent, AuditEntry, Contact, User
from chat.links import rating_link
from chat.mail import send_rating_link
from chat.models import Greeting, Rating
from tests.people import a_request, a_service, a_team, a_user, a_visitor, actor, an_agent, ends, notes, says
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'--></title></textarea></script><svg onload=alert(1)>",
    "{{7*7}}{% debug %}{{ settings.SECRET_KEY }}${7*7}<%= 7 %>",
    "javascript:alert(1)//",
    "Ann\r\nBcc: evil@example.org\r\n\r\n<b>body</b>",
    "%(link)s %s {0} {subject} &lt;b&gt; &amp;",
    "=HYPERLINK(1)",
]
LISTS = ["accounts/contact", "accounts/user", "accounts/team", "accounts/agent", "accounts/auditentry", "tickets/ticket",
    "chat/conversation", "chat/service", "chat/greeting", "chat/rating"]  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcdoc"}
ACTING = re.compile(r"\s*(javascript|vbscript|data:text)", re.IGNORECASE)


class Page(HTMLParser):
    """What a browser makes of it: the text and what its fields hold, the title, the links, and whatever could act."""

    def __init__(self, html: str):
        super().__init__()
        self.text, self.title, self.acting, self.links, self.inside = "", "", [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = tag
        self.text += given.get("value") or ""
        self.links += [given["href"]] if tag == "a" and given.get("href") else []
        if tag == "script" and not given.get("src") and given.get("type") != "application/json":
            self.acting.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ADDRESSES and ACTING.match(value or "")):
                self.acting.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        self.text += data
        self.title += data if self.inside == "title" else ""


def folded(text: str) -> str:
    """As it is read: without the line ends of its source."""
    return " ".join(text.split())


class Scene:
    """These words wherever anybody can put some, past every check, as if an older version had let them in."""

    def __init__(self, words: str):
        short = words[:80]
        self.team = a_team(short)
        self.service = a_service(self.team, name=short, name_zh=short, help=words, help_zh=words)
        Greeting.objects.create(team=self.team, language="en", text=words)
        self.agent = an_agent(self.team, name="ann", email="ann@example.org")
        self.visitor = a_visitor(short, email="vera@example.org", page=words, referrer=words, device=words)
        self.talk = a_request(self.service, self.visitor)
        says(self.talk, self.visitor, words)
        notes(self.talk, self.agent, words)
        ends(self.talk, self.agent, "unresolved", subject="something")
        ends(a_request(self.service, a_visitor(short)), self.agent, "rejected", reason=words)
        self.ticket = Ticket.objects.get(requester=self.visitor)
        at = timezone.now()
        for kind in ("message.left", "ticket.assigned"):
            TicketEvent.objects.create(ticket=self.ticket, kind=kind, actor_name=short, text=words, at=at)
        rated = {"asked_at": at, "until_at": at + timedelta(days=1)}
        Rating.objects.create(conversation=self.talk, **rated)
        Ticket.objects.filter(pk=self.ticket.pk).update(subject=words)
        User.objects.filter(pk=self.agent.pk).update(display_name=short)
        Agent.objects.filter(pk=self.agent.pk).update(away_reason=short)


@pytest.fixture(params=WORDS)
def words(request):
    return request.param


@pytest.fixture
def scene(words):
    return Scene(words)


@pytest.fixture
def root(client):
    client.force_login(a_user("Root", is_staff=True, is_superuser=True))
    return client


def seen(client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = Page(answer.content.decode())
    assert page.acting == [], address
    return page


def test_the_page_and_the_list_of_tickets(scene, root, words):
    """T10, T12: the subject stands in `<title>` too, where no tag is read but the end of one would be."""
    page = seen(root, reverse("ticket", args=[scene.ticket.pk]))
    assert folded(page.title).startswith(f"#{scene.ticket.pk} {folded(words)} ·")
    # Title, heading, requester, team, two events with their people, the service, what was said and noted and by whom.
    assert folded(page.text).count(folded(words)) >= 12
    assert folded(seen(root, reverse("tickets")).text).count(folded(words)) >= 3


@pytest.mark.parametrize("path", LISTS)
def test_the_lists_and_pages_of_the_admin(scene, root, words, path):
    at = timezone.now()
    Rating.objects.update(score=1, comment=words, rated_at=at)
    AuditEntry.objects.create(
        verb="x", actor="user:1", actor_name=words[:80], object=words[:80], payload={"reason": words}, at=at
    )
    rows = seen(root, f"/admin/{path}/")
    pages = [seen(root, link) for link in rows.links if re.fullmatch(rf"/admin/{path}/[^/]+/change/", link)]
    assert pages
    assert folded(words) in folded(" ".join(page.text for page in (rows, *pages)))


def test_the_pages_of_visitors_and_of_the_desk(scene, client, words):
    """The menu is in a block of data and in the form for who has no script; the rating names the service."""
    assert folded(words) in folded(seen(client, reverse("chat")).text)
    rate = seen(client, rating_link(scene.talk.pk).removeprefix(settings.SITE_URL))
    assert f"“{folded(words)}”" in folded(rate.text)
    client.force_login(scene.agent.user)
    for name in ("console", "profile", "tickets"):
        seen(client, reverse(name))


def test_the_mail_that_asks_for_a_rating(scene, words):
    """The subject of the ticket is in the body alone, once, as it is: no header, no template, no format of its own."""
    send_rating_link(Rating.objects.get())
    [sent] = mail.outbox
    assert (sent.subject, sent.to, sent.cc, sent.bcc) == ("How was our help? · Helpdesk", ["vera@example.org"], [], [])
    assert sent.body.count(words) == 1
    assert sent.body.count("/rate/") == 1
    assert_plain(sent)


def test_the_mails_to_colleagues(scene, client, words):
    """Who invites, and who is invited, may be called anything."""
    User.objects.create_user("new@example.org", email="new@example.org", display_name=words[:80])
    invitations.send_link(User.objects.get(username="new@example.org"), by=actor(User.objects.get(pk=scene.agent.pk)))
    client.post(reverse("password-forgotten"), {"email": "ann@example.org"})
    for sent in mail.outbox:
        assert words[:80] in sent.body
        assert_plain(sent)


def assert_plain(sent) -> None:
    """As it goes to the mail server: one part, plain text, and no header but those of every mail."""
    message = sent.message()
    assert message.get_content_type() == "text/plain"
    known = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"}
    assert set(message.keys()) == known
    assert not [value for value in message.values() if "\r" in value or "\n" in value]


@pytest.mark.parametrize(
    "address", ["vera?bcc=evil@example.org", "vera?body=<b>&to=evil@example.org", "vera&cc=evil@example.org"]
)
def test_an_address_adds_nothing_to_the_mail_an_agent_begins(root, address):
    """T16: these pass as addresses, and would be more than one in a `mailto:`."""
    if "<" not in address:
        validate_email(address)
    ticket = Scene("x").ticket
    Contact.objects.filter(pk=ticket.requester_id).update(email=address)
    page = seen(root, reverse("ticket", args=[ticket.pk]))
    [link] = [link for link in page.links if link.startswith("mailto:")]
    assert not set("?&") & set(link)
    assert unquote(link) == f"mailto:{address}"
    assert address in page.text
