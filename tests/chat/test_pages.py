"""The pages of the chat app without a script: a message left by a form, a rating by its link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from chat.links import rating_link
from chat.models import Rating
from chat.tasks import mail_rating_links
from tests.people import a_request, a_service, a_team, a_visitor, actor, an_agent, ends
from tickets import actions as tickets
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ended():
    """An unresolved conversation of a visitor with an address."""
    team = a_team()
    agent = an_agent(team)
    conversation = a_request(a_service(team), a_visitor("Wang", email="w@example.com"))
    ends(conversation, agent, "unresolved")
    conversation.agent = agent
    return conversation


def path_of(conversation) -> str:
    return rating_link(conversation.pk).split("/", 3)[-1]


def test_the_chat_page_gives_a_secret_that_no_script_can_read_and_makes_no_contact(client):
    response = client.get("/chat/")
    cookie = response.cookies["hd_visitor"]
    assert (len(cookie.value), cookie["httponly"], cookie["samesite"]) == (43, True, "Lax")
    assert client.get("/chat/").cookies["hd_visitor"].value == cookie.value


def test_a_message_left_by_the_plain_form_is_an_open_ticket(client):
    service = a_service(a_team())
    sent = {"service": service.slug, "email": "w@example.com", "text": "Call me"}
    assert client.post("/chat/message/", sent).status_code == 200
    assert [(ticket.state, ticket.subject) for ticket in Ticket.objects.all()] == [("open", "Call me")]


@pytest.mark.parametrize(
    "wrong", [{"email": "nobody"}, {"text": " "}, {"text": "\u200b"}, {"text": "x" * 4001}, {"service": "no/slug"}]
)
def test_a_wrong_field_is_said_and_nothing_is_left(client, wrong):
    service = a_service(a_team())
    sent = {"service": service.slug, "email": "w@example.com", "text": "Call me", **wrong}
    assert client.post("/chat/message/", sent).status_code == 400
    assert not Ticket.objects.exists()


def test_a_service_that_is_not_there_is_404(client):
    assert client.post("/chat/message/", {"service": "none", "email": "w@example.com", "text": "x"}).status_code == 404


def test_the_link_is_mailed_once_when_the_ticket_is_solved_later_and_takes_one_rating(client, ended):
    tickets.solve(Ticket.objects.get(), by=actor(ended.agent), at=timezone.now())
    mail_rating_links()
    mail_rating_links()
    assert [message.to for message in mail.outbox] == [["w@example.com"]]
    assert rating_link(ended.pk) in mail.outbox[0].body
    path = "/" + path_of(ended)
    assert client.get(path).status_code == 200
    assert client.post(path, {"score": "6"}).status_code == 400
    assert client.post(path, {"score": "4", "comment": "fine"}).status_code == 200
    assert Rating.objects.get().score == 4
    assert client.post(path, {"score": "1"}).status_code == 410
    assert client.get("/rate/made-up:token/").status_code == 404


def test_the_link_dies_after_14_days(client, ended):
    tickets.solve(Ticket.objects.get(), by=actor(ended.agent), at=timezone.now())
    Rating.objects.update(until_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/" + path_of(ended)).status_code == 410
