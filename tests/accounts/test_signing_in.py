"""Signing in and out, passwords, links (promises 3.7)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import invitations
from accounts.actors import SYSTEM
from accounts.models import AuditEntry, User
from accounts.signin import TRIES_OF_ONE
from core.errors import Conflict
from tests.people import PASSWORD, a_team, a_user

pytestmark = pytest.mark.django_db
NEW = "correct horse battery"
EVIL = [
    "//evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "///evil.example",
]


@pytest.fixture(autouse=True)
def eager(settings):
    """Tasks run where they are called."""
    from helpdesk.celery import app

    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def user():
    return a_user("Wang Fang", password=PASSWORD, email="wang@example.org")


def sign_in(client, login="wang.fang", password=PASSWORD, **extra):
    next_page = extra.pop("next", "")
    return client.post(reverse("sign-in"), {"username": login, "password": password, "next": next_page}, **extra)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize("login", ["wang.fang", "WANG.FANG", "ｗａｎｇ.fang", "wang@example.org"])
def test_the_right_password_lets_in_under_every_spelling_of_the_name(client, user, login):
    response = sign_in(client, login)
    assert (response.status_code, response["Location"]) == (302, reverse("console"))
    assert verbs() == ["signed.in"]


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(client, user):
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 422
    assert words(wrong) == words(unknown)
    assert verbs() == ["sign.in.failed", "sign.in.failed"]


def words(response) -> str:
    return re.search(r'role="alert">(.*?)</div>', response.content.decode(), re.DOTALL).group(1)


def test_after_too_many_tries_even_the_right_password_is_refused_but_not_from_elsewhere(client, user):
    for _ in range(TRIES_OF_ONE):
        sign_in(client, password="wrong")
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "tried too often" in words(locked)
    assert sign_in(Client(), HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 429
    assert sign_in(Client(), "other", "wrong").status_code == 422
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_neighbours_in_a_network_share_the_limit(client, user):
    for number in range(TRIES_OF_ONE):
        sign_in(Client(REMOTE_ADDR=f"2001:db8::{number + 1:x}"), password="wrong")
    assert sign_in(Client(REMOTE_ADDR="2001:db8::ffff")).status_code == 429


def test_trying_without_end_does_not_fill_the_audit(client, user):
    for _ in range(TRIES_OF_ONE + 5):
        sign_in(client, password="wrong")
    assert AuditEntry.objects.count() == TRIES_OF_ONE


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_leads_nowhere_else(client, user, target):
    assert sign_in(client, next=target)["Location"] == reverse("console")


def test_signing_in_leads_back_to_where_one_was(client, user):
    asked = client.get("/tickets/?whose=mine")
    assert asked.status_code == 302
    assert sign_in(client, next="/tickets/?whose=mine")["Location"] == "/tickets/?whose=mine"


def test_a_deactivated_person_gets_the_words_of_a_wrong_password(client, user):
    wrong = words(sign_in(client, password="wrong"))
    User.objects.update(is_active=False)
    assert words(sign_in(client)) == wrong


def test_the_session_gets_a_new_key_at_sign_in(client, user):
    client.get(reverse("sign-in"))
    client.session["planted"] = 1
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_signing_out_is_a_post(client, user):
    client.force_login(user)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).status_code == 302
    assert client.get(reverse("tickets")).status_code == 302


@pytest.mark.parametrize(
    "name", ["sign-in", "sign-out", "password-change", "profile", "set-language", "password-forgotten"]
)
def test_a_form_without_the_sites_token_is_refused(user, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(reverse(name), {"username": "x"}).status_code == 403


def test_a_changed_password_ends_the_other_sessions(client, user):
    elsewhere = Client()
    for one in (client, elsewhere):
        one.force_login(user)
    answer = client.post(
        reverse("password-change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )
    assert answer.status_code == 302
    assert client.get(reverse("tickets")).status_code == 200
    assert elsewhere.get(reverse("tickets")).status_code == 302
    assert verbs()[-1] == "password.changed"


@pytest.mark.parametrize(
    "given", [{"old_password": "wrong"}, {"new_password2": "other"}, {"new_password1": "1234", "new_password2": "1234"}]
)
def test_a_password_that_does_not_do_is_answered(client, user, given):
    client.force_login(user)
    fields = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW} | given
    assert client.post(reverse("password-change"), fields).status_code == 422


# links ----------------------------------------------------------------------------------------------------------------
def link_in(message) -> str:
    return re.search(r"http\S+", message.body).group()


def open_link(client, link: str):
    """Follow it as a browser does: the token goes into the session."""
    return client.get(link.split("/", 3)[3].join(["/", ""]), follow=True)


@pytest.fixture
def reset_link(client, user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("password-forgotten"), {"email": "WANG@example.org"})
    return link_in(mail.outbox[0])


def test_a_forgotten_password_is_set_by_a_link_of_the_sites_own_address(client, user, reset_link, settings):
    assert reset_link.startswith(settings.SITE_URL)
    page = open_link(client, reset_link)
    assert page.redirect_chain == [(page.request["PATH_INFO"], 302)]
    assert page["Referrer-Policy"] == "strict-origin"
    assert client.get(reset_link.split("/", 3)[3].join(["/", ""]))["Referrer-Policy"] == "no-referrer"
    done = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert (done.status_code, done["Location"]) == (302, reverse("console"))
    assert client.get(reverse("tickets")).status_code == 200
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_link_is_good_once(client, reset_link):
    page = open_link(client, reset_link)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    again = open_link(Client(), reset_link)
    assert (again.status_code, again["Referrer-Policy"]) == (410, "no-referrer")


def test_who_comes_second_with_the_same_link_finds_it_used(client, reset_link):
    other = Client()
    pages = [open_link(one, reset_link) for one in (client, other)]
    answers = [
        one.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}).status_code
        for one, page in zip((client, other), pages, strict=True)
    ]
    assert answers == [302, 410]


def test_a_link_expires(client, reset_link, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert open_link(client, reset_link).status_code == 410


@pytest.mark.parametrize(
    "path",
    ["/password/reset/x/y/", "/password/reset/OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b/", "/invitation/AA/set-password/"],
)
def test_a_made_up_link_is_gone(client, path):
    assert client.get(path).status_code == 410


def test_a_link_does_not_bring_a_deactivated_person_in(client, reset_link):
    User.objects.update(is_active=False)
    assert open_link(client, reset_link).status_code == 410


def test_a_poisoned_host_is_refused(client, user):
    answer = client.post(reverse("password-forgotten"), {"email": user.email}, HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert mail.outbox == []


def test_known_and_unknown_addresses_get_the_same_answer(client, user):
    known = client.post(reverse("password-forgotten"), {"email": user.email})
    unknown = client.post(reverse("password-forgotten"), {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_links_by_mail_are_limited(client, user):
    for _ in range(5):
        client.post(reverse("password-forgotten"), {"email": user.email})
    assert client.post(reverse("password-forgotten"), {"email": user.email}).status_code == 429


def test_an_invited_person_sets_a_password_and_is_in(client, django_capture_on_commit_callbacks):
    team = a_team("Billing")
    with django_capture_on_commit_callbacks(execute=True):
        user = invitations.invite("li@example.org", teams=[team], language="zh-hans", by=SYSTEM, at=now())
    assert "Li" not in mail.outbox[0].subject
    link = link_in(mail.outbox[0])
    page = open_link(client, link)
    assert page.status_code == 200
    done = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert done.status_code == 302
    assert client.get(reverse("tickets")).status_code == 200
    assert list(user.teams.all()) == [team]
    assert verbs() == ["person.invited", "invitation.accepted", "signed.in"]
    assert open_link(Client(), link).status_code == 410
    with pytest.raises(Conflict):
        invitations.invite_again(User.objects.get(), by=SYSTEM, at=now())


def now():
    from django.utils import timezone

    return timezone.now()


def test_an_address_is_invited_once():
    invitations.invite("li@example.org", teams=[], language="en", by=SYSTEM, at=now())
    with pytest.raises(Conflict):
        invitations.invite("LI@example.org", teams=[], language="en", by=SYSTEM, at=now())
