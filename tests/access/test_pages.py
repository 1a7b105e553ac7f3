"""Every page, form and API address, asked by every role in every state: the answer is the table's."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from guardian.shortcuts import assign_perm

from accounts.models import Contact
from chat import log
from chat.models import Attachment, Conversation, Kind, Participant
from files.models import File
from tests.access.scenes import ENTRANCES, PEOPLE, VISITORS, a_conversation, a_ticket, cast, expected, states_of
from tests.people import a_team, a_visitor
from tests.sent import a_file
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
REACHED = (200, 302, 422)  # in, done, or asked to fill in properly
# Links that nobody has been given, a form that is not filled in, and the door itself for who is in already.
OWN_ANSWERS = {
    "password-reset": 410,
    "invitation": 410,
    "rate": 404,
    "leave-message": 400,
    "set-language": 400,
    "set-theme": 400,
    "uploads": 201,
}
ARGUMENTS = {
    "password-reset": ["AA", "a-b"],
    "invitation": ["AA", "a-b"],
    "rate": ["nothing"],
    "console-conversation": ["00000000-0000-4000-8000-000000000000"],
}
OF_TICKETS = [name for name, row in ENTRANCES.items() if row["verb"].startswith("ticket.")]
OF_CONVERSATIONS = [
    name for name in ENTRANCES if name in ("api-entries", "api-files", "api-contact", "conversation-files")
]
OF_FILES = ("file", "file-preview")
OF_THE_SITE = [
    name
    for name, row in ENTRANCES.items()
    if row["kind"] != "command" and name not in (*OF_TICKETS, *OF_CONVERSATIONS, *OF_FILES, "upload", "photo", "admin")
]


def browser(person) -> Client:
    """Of a visitor with their cookie, or of a signed-in user."""
    client = Client()
    if isinstance(person, Contact):
        client.cookies[settings.VISITOR_COOKIE] = person.secret
    else:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def ask(name: str, person, *args) -> int:
    client = browser(person)
    if name == "uploads":
        headers = {"origin": settings.SITE_ORIGINS[0], "tus-resumable": "1.0.0", "upload-length": "5"}
        return client.post(reverse(name) + "?as=visitor" * isinstance(person, Contact), headers=headers).status_code
    query = {"before": 99} if name == "api-entries" else {}
    if ENTRANCES[name]["kind"] == "form":
        return client.post(reverse(name, args=args)).status_code
    return client.get(reverse(name, args=args), query).status_code


def answer(name: str, state: str, role: str) -> tuple[int, ...]:
    """The statuses that would be right."""
    row = ENTRANCES[name]
    if row["door"] == "staff" and role in VISITORS:
        return (401,) if row["kind"] == "api" else (302,)
    said = expected(row["verb"], state, role)
    if said == "yes":
        return (OWN_ANSWERS[name],) if name in OWN_ANSWERS else REACHED
    return (int(said),)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_TICKETS)
def test_tickets(name):
    for state in states_of(ENTRANCES[name]["verb"]):
        ticket, people = a_ticket(state)
        before = Ticket.objects.filter(pk=ticket.pk).values()[0]
        for role in [role for role in PEOPLE if role != "participant"]:
            status = ask(name, getattr(people, role), ticket.pk)
            assert status in answer(name, state, role), (name, state, role, status)
            if status >= 400:
                assert Ticket.objects.filter(pk=ticket.pk).values()[0] == before
            Ticket.objects.filter(pk=ticket.pk).update(**before)


@pytest.mark.parametrize("name", OF_CONVERSATIONS)
def test_conversations(name):
    for state in states_of(ENTRANCES[name]["verb"]):
        conversation, people = a_conversation(state)
        a_sent_file(conversation)
        for role in [role for role in PEOPLE if hasattr(people, role)]:
            status = ask(name, getattr(people, role), conversation.pk)
            assert status in answer(name, state, role), (name, state, role, status)


def a_sent_file(conversation) -> File:
    """Of the visitor's, with an entry for everyone, in whatever state the conversation is."""
    author = Participant.objects.get(conversation=conversation, contact=conversation.contact)
    entry = log.append(conversation, Kind.MESSAGE_POSTED, author=author, at=timezone.now())
    file = a_file(conversation.contact, attached_at=timezone.now())
    Attachment.objects.create(entry=entry, file=file)
    return file


@pytest.mark.parametrize("name", OF_FILES)
@pytest.mark.parametrize(
    ("state", "conversation_state"),
    [("sent", "waiting"), ("sent", "active"), ("sent", "ended"), ("rejected", "rejected")],
)
def test_files_that_were_sent(name, state, conversation_state):
    conversation, people = a_conversation(conversation_state)
    file = a_sent_file(conversation)
    for role in [role for role in PEOPLE if hasattr(people, role)]:
        status = ask(name, getattr(people, role), file.pk)
        assert status in answer(name, state, role), (name, conversation_state, role, status)


@pytest.mark.parametrize("name", OF_FILES)
@pytest.mark.parametrize(("state", "fields"), [("unsent", {}), ("absent", {"state": "quarantined"})])
def test_files_that_were_not_sent_are_their_uploaders_alone(name, state, fields):
    _conversation, people = a_conversation("active")
    for uploader in ("owner", "visitor"):
        file = (
            a_file(getattr(people, uploader), **fields) if not fields else _put_away(a_file(getattr(people, uploader)))
        )
        for role in [role for role in PEOPLE if hasattr(people, role)]:
            status = ask(name, getattr(people, role), file.pk)
            expected_here = answer(name, state, role) if role == uploader else (404,)
            assert status in expected_here, (name, state, uploader, role, status)


def _put_away(file: File) -> File:
    File.objects.filter(pk=file.pk).update(state="quarantined")
    return file


def test_an_upload_is_its_uploaders_alone():
    _conversation, people = a_conversation("active")
    for uploader in ("owner", "visitor"):
        file = a_file(getattr(people, uploader))
        for role in [role for role in PEOPLE if hasattr(people, role)]:
            client = browser(getattr(people, role))
            query = "?as=visitor" if role in VISITORS else ""
            status = client.get(reverse("upload", args=[file.pk]) + query).status_code
            assert status == (200 if role == uploader else 404), (uploader, role, status)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_THE_SITE)
def test_the_site(name):
    people = cast(a_team())
    people.visitor = a_visitor()
    for role in ("anyone", "visitor", "staff", "admin"):
        status = ask(name, getattr(people, role), *ARGUMENTS.get(name, []))
        assert status in answer(name, "any", role), (name, role, status)


@pytest.mark.django_db
def test_a_photo_is_for_colleagues_and_known_visitors():
    people = cast(a_team())
    people.visitor = a_visitor()
    people.staff.photo.save("me.webp", ContentFile(b"RIFF"))
    for role in ("visitor", "staff", "admin"):
        status = ask("photo", getattr(people, role), people.staff.pk)
        assert status in answer("photo", "any", role), (role, status)
    assert Client().get(reverse("photo", args=[people.staff.pk])).status_code == 404


ADMIN_MODELS = [
    "accounts/user",
    "accounts/team",
    "accounts/auditentry",
    "auth/group",
    "tickets/ticket",
    "chat/conversation",
]


@pytest.mark.parametrize(
    "path", ["", *(f"{model}/" for model in ADMIN_MODELS), "accounts/user/invite/", "accounts/user/add/"]
)
def test_the_admin_is_for_admins(path):
    conversation, people = a_conversation("active")
    assign_perm("audit", people.owner, conversation.team)
    for role in [role for role in PEOPLE if hasattr(people, role)]:
        client = browser(getattr(people, role))
        answers = client.get(f"/admin/{path}", follow=True)
        if role == "admin":
            assert answers.status_code == 200, role
        elif role in VISITORS:
            assert answers.redirect_chain[-1][0].startswith("/sign-in/"), role
        else:
            assert answers.status_code == 403, role


def test_a_refused_request_changes_nothing():
    conversation, people = a_conversation("rejected")
    before = Conversation.objects.values().get(pk=conversation.pk)
    for role in ("anyone", "staff", "owner", "teammate", "supervisor"):
        ask("api-entries", getattr(people, role), conversation.pk)
    assert Conversation.objects.values().get(pk=conversation.pk) == before
