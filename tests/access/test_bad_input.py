"""Whatever is asked, the answer is a clear one below 500 (promises 3.7 A12 to A18), on both databases."""

import json

import pytest
from django.urls import reverse

from tests.people import a_team, a_user, a_visitor

pytestmark = pytest.mark.django_db
HUGE = [str(2**31), str(2**63), str(2**64), "9" * 400]
NUMBERS = ["-1", "0", "1.5", "1e3", "abc", "", " 1", "1_0", "٣", "NaN", *HUGE]


@pytest.fixture
def admin(client):
    user = a_user("Root", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def test_a_nul_is_refused_everywhere(admin):
    for path in (
        "/tickets/?q=a%00b",
        "/tickets/%00/",
        "/api/tickets/?q=%00",
        "/admin/accounts/user/?q=%00",
        "/chat/?service=%00",
    ):
        assert admin.get(path).status_code == 400, path
    answer = admin.post(reverse("set-language"), {"language": "en", "next": "/\0"})
    assert answer.status_code == 400


def test_a_nul_in_a_cookie_is_refused(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "\0" * 32
    assert client.get("/tickets/").status_code == 400


def test_long_addresses_and_headers_are_refused(client):
    assert client.get("/" + "a" * 8000).status_code == 414
    assert client.get("/chat/?q=" + "a" * 9000).status_code == 414
    assert client.get("/chat/", HTTP_X_LONG="a" * 100_000).status_code == 431
    assert client.get("/chat/?" + "&".join(f"a={n}" for n in range(1000))).status_code == 400


def test_ten_thousand_parameters_are_refused(client):
    assert client.get("/chat/?" + "&".join("a" for _ in range(4000))).status_code == 400
    fields = {f"name{n}": "" for n in range(1000)}
    assert client.post(reverse("sign-in"), fields).status_code == 400


def test_unreadable_letters_in_a_path_are_not_found(client):
    assert client.get("/%c0%ae%c0%ae/%ff").status_code == 404


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_of_pages_and_rows(admin, number):
    assert admin.get("/tickets/", {"page": number}).status_code in (200, 400)
    assert admin.get("/tickets/", {"team": number}).status_code in (200, 400)
    assert admin.get("/tickets/", {"q": number}).status_code in (200, 400)
    assert admin.get("/api/tickets/", {"page": number}).status_code == 400
    assert admin.get("/api/tickets/", {"team": number}).status_code == 400
    assert admin.get(f"/tickets/{number}/").status_code in (200, 404)
    assert admin.get(f"/api/tickets/{number}/").status_code in (200, 404)
    assert admin.get(f"/photo/{number}/").status_code == 404


@pytest.mark.parametrize("query", ["state=gone", "whose=theirs", "q=" + "x" * 101, "page=1001"])
def test_values_that_are_none_are_refused(admin, query):
    assert admin.get(f"/tickets/?{query}").status_code == 400
    assert admin.get(f"/api/tickets/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["limit=1000000000", "expand=team.members.team", "page=1&page=2", "format=csv"])
def test_the_api_knows_its_parameters(admin, query):
    answer = admin.get(f"/api/tickets/?{query}")
    assert answer.status_code in (400, 404)
    assert set(answer.json()) == {"code", "message", "field"} or query.startswith("format")


@pytest.mark.parametrize("words", ["%", "_", "'", '"; DROP TABLE', "\\", "\U0001f600", "<script>", "\u202e", "a" * 100])
def test_searching_for_odd_words_finds_nothing(admin, words):
    assert admin.get("/tickets/", {"q": words}).status_code == 200
    assert admin.get("/admin/tickets/ticket/", {"q": words}).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_other_methods_are_not_allowed(admin, method):
    for path in ("/api/tickets/", "/tickets/", "/healthz"):
        assert getattr(admin, method)(path).status_code == 405, path


def test_an_override_of_the_method_is_not_heard(admin):
    assert admin.get("/tickets/", HTTP_X_HTTP_METHOD_OVERRIDE="DELETE").status_code == 200


BODIES = {
    "nested": "[" * 100_000,
    "not a number": '{"a": NaN}',
    "twice": '{"a": 1, "a": 2}',
    "huge": '{"a": ' + "9" * 400 + "}",
    "nul": json.dumps({"a": "\0"}),
    "half a pair": '{"a": "\\ud800"}',
    "large": json.dumps({"a": "x" * 70_000}),
    "list": "[]",
    "cut": '{"a"',
    "not utf-8": b'{"a": "\xff"}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_read_by_one_reader(rf, name):
    from rest_framework.request import Request

    from core.api import SafeJSONParser
    from core.errors import BadFrame

    body = BODIES[name]
    request = Request(rf.post("/", body, content_type="application/json"), parsers=[SafeJSONParser()])
    with pytest.raises(BadFrame):
        request.data  # noqa: B018


ADMIN_QUERIES = ["p=-1", "p=999999999", "p=abc", "o=99.-99", "o=a", "q=" + "9" * 400, "id__exact=x", "is_active__exact=7",
    "last_login__year=99999999", "e=1", "_popup=1", "_to_field=password", "all=", "is_active__exact=" + "9" * 30,
    "memberships__team__id__exact=" + "9" * 30, "password__startswith=md5"]  # fmt: skip


@pytest.mark.parametrize("query", ADMIN_QUERIES)
def test_the_admins_lists_answer_any_query(admin, query):
    assert admin.get(f"/admin/accounts/user/?{query}").status_code in (200, 302, 400, 403)


DATES = [
    "at__year=0",
    "at__year=99999",
    "at__year=x",
    "at__month=13&at__year=2026",
    "at__day=32&at__month=1&at__year=2026",
    "verb=x" + "y" * 300,
]


@pytest.mark.parametrize("query", DATES)
def test_the_audits_calendar_answers_any_date(admin, query):
    assert admin.get(f"/admin/accounts/auditentry/?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_admins_pages_answer_any_number(admin, number):
    for model in (
        "accounts/user",
        "accounts/team",
        "accounts/contact",
        "tickets/ticket",
        "chat/conversation",
        "chat/service",
    ):
        assert admin.get(f"/admin/{model}/{number}/change/").status_code in (200, 302, 404), model
    assert admin.get(f"/admin/accounts/user/{number}/password/").status_code in (200, 302, 403, 404)


@pytest.mark.parametrize("fields", [{"action": "deactivate", "_selected_action": "x"}, {"action": "x", "_selected_action": "1"},
    {"action": "deactivate", "_selected_action": "9" * 40}, {"action": "delete_selected", "_selected_action": "-1"}])  # fmt: skip
def test_the_admins_actions_answer_anything(admin, fields):
    assert admin.post("/admin/accounts/user/", fields).status_code in (200, 302, 400)


@pytest.mark.parametrize("query", ["app_label=accounts&model_name=membership&field_name=user&term=a&page=-1",
    "app_label=accounts&model_name=membership&field_name=user&term=a&page=abc", "app_label=x&model_name=y&field_name=z", "term=a",
    "app_label=accounts&model_name=membership&field_name=nothing"])  # fmt: skip
def test_the_admins_suggestions_answer_anything(admin, query):
    assert admin.get(f"/admin/autocomplete/?{query}").status_code in (200, 403, 404)


def test_nobody_else_is_let_read(client):
    answer = client.get("/api/tickets/", HTTP_ORIGIN="https://evil.example")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"


def test_no_page_may_be_framed_and_none_is_cached(admin):
    a_team()
    for path in ("/tickets/", "/admin/", "/me/", "/api/tickets/", "/nowhere/"):
        answer = admin.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        assert "no-store" in answer["Cache-Control"], path


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/media/", "/files/", "/static/", "/debug/", "/metrics", "/schema/", "/api/"]
)
def test_there_is_nothing_to_find(client, path):
    assert client.get(path).status_code == 404


def test_a_failure_tells_nothing_of_itself(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("core.views.connection.cursor", fail)
    client.raise_request_exception = False
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"RuntimeError" not in answer.content


def test_a_visitor_is_no_colleague(client, settings):
    client.cookies[settings.VISITOR_COOKIE] = a_visitor().secret
    for path in ("/tickets/", "/console/", "/me/", "/admin/"):
        assert client.get(path).status_code == 302, path
