"""The way out: pieces, headers, and nothing a browser would run."""

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.test import Client

from tests.people import a_visitor
from tests.sent import a_file, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return a_visitor()


@pytest.fixture
def client(visitor):
    client = Client()
    client.cookies[settings.VISITOR_COOKIE] = visitor.secret
    return client


def body(answer) -> bytes:
    """The pieces of the stream, as the server would take them."""
    if not answer.is_async:
        return answer.getvalue()

    async def gathered():
        return b"".join([piece async for piece in answer.streaming_content])

    return async_to_sync(gathered)()


def test_a_picture_is_shown_in_place_and_guarded(client, visitor):
    answer = client.get(f"/files/{a_file(visitor).pk}/")
    assert body(answer) == png()
    headers = {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy")}
    assert headers == {
        "Content-Type": "image/png",
        "Content-Disposition": 'inline; filename="plan.png"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-cache"


def test_anything_else_is_a_download_of_bytes(client, visitor):
    page = a_file(visitor, kind="file", name="page.html", holds=b"<script>alert(1)</script>")
    answer = client.get(f"/files/{page.pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    picture = client.get(f"/files/{a_file(visitor).pk}/?download")
    assert picture["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("wanted", "status", "found"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=0-", 206, b"0123456789"),
        ("bytes=5-1", 416, b""),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("bytes=" + ",".join(["0-"] * 1000), 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=99999999999999999999-", 200, b"0123456789"),
    ],
)
def test_ranges(client, visitor, wanted, status, found):
    file = a_file(visitor, kind="file", name="ten.bin", holds=b"0123456789")
    answer = client.get(f"/files/{file.pk}/", headers={"range": wanted})
    got = body(answer) if status != 416 else answer.content
    assert (answer.status_code, got) == (status, found)
    if status == 206:
        assert int(answer["Content-Length"]) == len(found)
    if status == 416:
        assert answer["Content-Range"] == "bytes */10"


def test_what_the_browser_has_is_not_sent_again(client, visitor):
    file = a_file(visitor)
    tag = client.get(f"/files/{file.pk}/")["ETag"]
    assert client.get(f"/files/{file.pk}/", headers={"if-none-match": tag}).status_code == 304


def test_a_name_cannot_break_the_header(client, visitor):
    file = a_file(visitor, kind="file", name='a"b\\c 报告.pdf', holds=b"x")
    said = client.get(f"/files/{file.pk}/")["Content-Disposition"]
    assert "\n" not in said
    assert said.startswith("attachment; filename*=utf-8''")


def test_a_head_has_no_body(client, visitor):
    answer = client.head(f"/files/{a_file(visitor).pk}/")
    assert (answer.status_code, body(answer), int(answer["Content-Length"])) == (200, b"", len(png()))
