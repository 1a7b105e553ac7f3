"""The way in: for somebody else, from elsewhere, by nobody, in the wrong order."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from files import actions
from files.actions import upload
from files.models import File
from tests.attacks.doors import BYTES, Caller, accept, encoded, kept
from tests.people import a_visitor, an_agent

ORIGINS = [
    None,
    "null",
    "",
    "https://evil.example",
    "http://127.0.0.1",
    "{site}.evil.example",
    "{site}/",
    "https://x@127.0.0.1",
]


@pytest.fixture
def visitor(address):
    return Caller(address, a_visitor("Vera Visitor"))


@pytest.fixture(params=["visitor", "agent"])
def caller(request, address):
    return Caller(address, a_visitor() if request.param == "visitor" else an_agent())


def test_more_or_less_than_was_said(caller):
    """F03: more leaves nothing of itself; less stays where it is."""
    before = kept()
    assert caller.begin(5, holds=b"123456").status == 413
    assert kept() == before
    place = caller.begin(5).headers["location"]
    before = kept()
    assert caller.piece(place, b"123456", 0).status == 413
    assert kept() == before
    assert caller.piece(place, b"1234", 0).headers["upload-offset"] == "4"
    assert caller.piece(place, b"56", 4).status == 413
    assert caller.tus("HEAD", place).headers["upload-offset"] == "4"
    assert File.objects.get().state == "uploading"


def test_pieces_twice_out_of_order_and_after_the_end(caller):
    """F19: told where it stands; not a byte is written twice."""
    place = caller.begin(10).headers["location"]
    assert caller.piece(place, b"12345", 0).status == 204
    part = File.objects.get().part
    for offset, holds in ((0, b"12345"), (6, b"7890"), (4, b"567890"), (10, b""), (10**11, b"x")):
        answer = caller.piece(place, holds, offset)
        assert (answer.status, b'"state": "5"' in answer.body) == (409, True), (offset, answer)
    for wrong in ("-1", "", "5x", " ", "9" * 13, "0x5", None):
        assert caller.piece(place, b"67890", 5, Upload_Offset=wrong).status == 400, wrong
    assert part.read_bytes() == b"12345"
    assert caller.piece(place, b"67890", 5).status == 204
    before = kept()
    for state in ("checking", "refused", "quarantined", "ready"):
        File.objects.update(state=state, kept="sent/00/none")
        for offset in (0, 5, 10):
            assert caller.piece(place, b"67890", offset).status == 409, state
        assert caller.piece(place, b"", 10).status == 409
    File.objects.update(state="checking", kept="")
    assert kept() == before


def test_the_same_piece_from_many_windows_at_once(caller):
    """F19: one writes, the others are told."""
    place = caller.begin(400_000).headers["location"]
    barrier = threading.Barrier(8)

    def send(_number):
        barrier.wait()
        return caller.piece(place, b"x" * 300_000, 0).status

    with ThreadPoolExecutor(8) as crowd:
        states = sorted(crowd.map(send, range(8)))
    assert states[0] == 204
    assert set(states[1:]) <= {409, 423}
    assert File.objects.get().part.stat().st_size == 300_000


def test_somebody_elses_upload_does_not_exist(visitor, address):
    """F19, I01: to the byte as one that nobody has; also for the same browser in its other role."""
    mine = File.objects.get(pk=visitor.begin(10).headers["location"].split("/")[2])
    agent = an_agent()
    others = [
        Caller(address),
        Caller(address, a_visitor()),
        Caller(address, agent),
        Caller(address, cookie=visitor.cookie),
    ]
    both = Caller(address, cookie=f"{Caller(address, agent).cookie}; {visitor.cookie}")
    for other in (*others, both):
        before = kept()
        real, unreal = (f"/uploads/{each}/{other.query}" for each in (mine.pk, uuid4()))
        for ask in (
            lambda place, other=other: other.piece(place, b"12345", 0),
            lambda place, other=other: other.tus("HEAD", place),
            lambda place, other=other: other.tus("DELETE", place),
            lambda place, other=other: other.get(place),
        ):
            answers = [ask(place) for place in (real, unreal)]
            assert [each.status for each in answers] == [404, 404]
            assert answers[0].body == answers[1].body
        assert kept() == before
    assert visitor.piece(visitor.place(mine), b"12345", 0).status == 204


def test_who_is_not_known_begins_nothing(address):
    before = kept()
    for cookie in ("", "hd_visitor=" + "x" * 43, "hd_visitor=nonsense", "sessionid=nonsense"):
        for query in ("", "?as=visitor", "?as=staff"):
            caller = Caller(address, cookie=cookie)
            caller.query = query
            assert caller.begin(5, holds=b"hello").status == 403, (cookie, query)
    assert kept() == before


@pytest.mark.parametrize("how", ["signed out", "deactivated", "password changed"])
def test_an_upload_ends_with_the_session(address, how):
    agent = an_agent()
    caller = Caller(address, agent)
    place = caller.begin(10).headers["location"]
    assert caller.piece(place, b"12345", 0).status == 204
    match how:
        case "signed out":
            Session.objects.all().delete()
        case "deactivated":
            User.objects.filter(pk=agent.pk).update(is_active=False)
        case _:
            agent.user.set_password("another long password")
            agent.user.save()
    before = kept()
    assert caller.piece(place, b"67890", 5).status == 404
    assert caller.get(place).status == caller.tus("DELETE", place).status == 404
    assert caller.begin(5, holds=b"hello").status == 403
    assert kept() == before


@pytest.mark.parametrize("origin", ORIGINS)
def test_only_our_own_pages_send(caller, origin):
    """W22: no cookie of a browser makes a foreign page's request one of ours."""
    place = caller.begin(10).headers["location"]
    foreign = origin and origin.format(site=caller.address)
    before = kept()
    assert caller.begin(5, holds=b"hello", Origin=foreign).status == 403
    assert caller.piece(place, b"hello", 0, Origin=foreign).status == 403
    assert caller.tus("DELETE", place, Origin=foreign).status == 403
    for name in ("X-HTTP-Method-Override", "X-Method-Override"):
        overriding = {name.replace("-", "_"): "PATCH", "Upload_Offset": "0", "Content_Type": BYTES}
        assert caller.tus("GET", place, b"hello", Origin=foreign, **overriding).status == 200
    assert kept() == before
    for method in ("OPTIONS", "GET", "HEAD"):
        answer = caller.tus(method, place, Origin="https://evil.example")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_what_is_no_tus_changes_nothing(caller):
    place = caller.begin(10).headers["location"]
    before = kept()
    for wrong in (None, "", "0.2.2", "1.0", "1.0.0, 0.2.2"):
        assert caller.piece(place, b"hello", 0, Tus_Resumable=wrong).status == 400
        assert caller.begin(5, Tus_Resumable=wrong).status == 400
    for wrong in (
        "text/html",
        "image/png",
        "application/json",
        "multipart/form-data; boundary=x",
        "",
        None,
        BYTES + "x",
    ):
        assert caller.piece(place, b"hello", 0, Content_Type=wrong).status == 415
    for metadata in ("filename", "filename %", "filename /w==", "filename w6Q=w6Q=", "filename " + "=" * 9):
        assert caller.begin(5, Upload_Metadata=metadata).status in (201, 400), metadata
    for method in ("PUT", "POST", "TRACE", "PROPFIND"):
        assert caller.tus(method, place, b"hello").status == 405
    File.objects.exclude(pk=place.split("/")[2]).delete()
    assert kept()[0] == before[0]


def test_what_was_sent_is_not_thrown_away_by_its_upload(visitor):
    file = accept(visitor.upload())
    File.objects.update(attached_at=timezone.now())
    before = kept()
    assert visitor.tus("DELETE", visitor.place(file)).status == 409
    assert kept() == before


def test_thrown_away_while_its_last_piece_comes(visitor, monkeypatch):
    """Between the last byte and the row: the file is gone, and no error of ours."""
    place = visitor.begin(5).headers["location"]
    finish = upload.finish

    def late(file, *, at):
        actions.discard(file)
        finish(file, at=at)

    monkeypatch.setattr(upload, "finish", late)
    answer = visitor.piece(place, b"hello", 0)
    assert (answer.status, b'"gone"' in answer.body) == (409, True)
    assert not File.objects.exists()


def test_two_names_in_one_announcement(visitor):
    """The first counts; the type a page says counts for nothing."""
    said = f"filetype {encoded('text/html')},filename {encoded('a.txt')},filename {encoded('b.html')},is_admin"
    visitor.begin(5, Upload_Metadata=said)
    file = File.objects.get()
    assert (file.name, file.mime, file.kind) == ("a.txt", "", "")
