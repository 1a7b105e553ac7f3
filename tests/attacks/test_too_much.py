"""Too much, too slow, too many: what would fill the disk, or hold a place for ever."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from files import actions, uploads
from files.actions import upload
from files.models import File, Limits
from tests.attacks.doors import BYTES, Caller, disk, exchange, kept
from tests.people import a_visitor, an_agent

MB = 1024 * 1024


@pytest.fixture
def visitor(address):
    return Caller(address, a_visitor("Vera Visitor"))


@pytest.fixture(params=["visitor", "agent"])
def caller(request, address):
    return Caller(address, a_visitor() if request.param == "visitor" else an_agent())


@pytest.fixture
def small():
    """Files of 1 MB, and 2 MB a day."""
    return Limits.objects.create(pk=1, picture_mb=1, video_mb=1, voice_mb=1, file_mb=1, day_mb=2)


def test_nothing_one_byte_the_limit_and_one_more(caller, small):
    """F01."""
    before = kept()
    for size, state in ((0, 400), (MB + 1, 413), (10**11, 413), ("", 400), ("1.0", 400), ("0x1", 400), ("٣", 400)):
        assert caller.begin(size if isinstance(size, int) else size.encode().decode("latin-1")).status == state, size
    assert caller.begin(1, Upload_Length=None).status == 400
    assert kept() == before
    assert caller.upload(b"x").state == "checking"
    most = caller.upload(b"x" * MB)
    actions.check(most.pk, at=timezone.now())
    assert File.objects.get(pk=most.pk).state == "ready"


def test_a_piece_of_8_mib_passes_and_nothing_larger_than_9(visitor):
    place = visitor.begin(20 * MB).headers["location"]
    assert visitor.piece(place, b"x" * 8 * MB, 0).status == 204
    before = kept()
    more = (f"Upload-Offset: {8 * MB}", f"Content-Length: {9 * MB + 1}")
    assert exchange(visitor.address, head(visitor, *more, place=place)).startswith(b"HTTP/1.1 413 ")
    assert kept() == before
    assert visitor.tus("HEAD", place).headers["upload-offset"] == str(8 * MB)


def head(caller: Caller, *more: str, method: str = "PATCH", place: str = "/uploads/") -> str:
    host = caller.address.removeprefix("http://")
    lines = [f"{method} {place} HTTP/1.1", f"Host: {host}", f"Origin: {caller.address}", "Tus-Resumable: 1.0.0"]
    return "\n".join([*lines, f"Cookie: {caller.cookie}", f"Content-Type: {BYTES}", *more])


@pytest.mark.parametrize("is_known", [True, False])
def test_what_says_it_is_4_gb_is_not_read(visitor, is_known):
    """F02: answered before a byte of it has come, whoever asks."""
    caller = visitor if is_known else Caller(visitor.address)
    before = kept()
    for method in ("POST", "PATCH", "GET"):
        answer = exchange(caller.address, head(caller, f"Content-Length: {4 * 1024 * MB}", method=method))
        assert answer.startswith(b"HTTP/1.1 413 "), answer[:100]
    assert kept() == before


def test_a_body_without_end_is_cut_off(visitor):
    """F02: in chunks, with no size said."""
    file = File.objects.get(pk=visitor.begin(MB).headers["location"].split("/")[2])
    before = kept()
    chunk = b"%x\r\n" % MB + b"x" * MB + b"\r\n"
    more = ("Transfer-Encoding: chunked", "Upload-Offset: 0")
    answer = exchange(visitor.address, head(visitor, *more, place=visitor.place(file)), *[chunk] * 20)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413 ")
    assert kept() == before


def test_a_body_that_comes_too_slowly_is_given_up(visitor, monkeypatch):
    """F02: a byte now and then holds nothing for long; what came in time is not hurried afterwards."""
    monkeypatch.setattr("core.body.PATIENCE", 0.5)
    file = File.objects.get(pk=visitor.begin(100).headers["location"].split("/")[2])
    before = kept()
    slow = head(visitor, "Content-Length: 100", "Upload-Offset: 0", place=visitor.place(file))
    begun = time.monotonic()
    assert exchange(visitor.address, slow, b"xxx").startswith(b"HTTP/1.1 408 ")
    answer = exchange(visitor.address, slow, *drops(b"x", 20))
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - begun < 15
    assert kept() == before
    whole = head(visitor, "Content-Length: 5", "Upload-Offset: 0", "Connection: close", place=visitor.place(file))
    assert exchange(visitor.address, whole, b"hello").startswith(b"HTTP/1.1 204 ")


def drops(byte: bytes, times: int):
    for _ in range(times):
        time.sleep(0.1)
        yield byte


def test_all_bodies_together_have_a_limit(visitor, monkeypatch):
    """F02: however many connections there are, and whoever is at their ends."""
    monkeypatch.setattr("core.body.MAX_HELD", 2 * MB)
    stranger = Caller(visitor.address)
    place = visitor.begin(3 * MB).headers["location"]
    before = kept()
    held = head(stranger, f"Content-Length: {3 * MB}", "Upload-Offset: 0", place=place)
    assert exchange(visitor.address, held, b"x" * (3 * MB))[:13] in (b"HTTP/1.1 503 ", b"")
    assert kept() == before
    assert visitor.piece(place, b"x" * MB, 0).status == 204


def test_a_full_disk_is_not_filled_further(caller, monkeypatch):
    place = caller.begin(10).headers["location"]
    monkeypatch.setattr(upload, "RESERVE", 10**18)
    before = kept()
    assert caller.piece(place, b"hello", 0).status == 429
    assert caller.begin(5, holds=b"hello").status == 429
    assert kept() == before
    monkeypatch.undo()
    assert caller.piece(place, b"hello", 0).status == 204


@pytest.mark.parametrize("limit", ["day", "unsent", "minute"])
def test_twenty_at_once_do_not_slip_through_a_limit(visitor, small, monkeypatch, limit):
    """The day's bytes, the number of unsent uploads, the uploads of one address in a minute."""
    monkeypatch.setattr(upload, "MOST_UNFINISHED", 5 if limit == "unsent" else 100)
    monkeypatch.setattr(uploads, "BEGUN_A_MINUTE", 5 if limit == "minute" else 1000)
    size = MB // 2 if limit == "day" else 10
    barrier = threading.Barrier(20)

    def begin(_number):
        barrier.wait()
        return visitor.begin(size).status

    with ThreadPoolExecutor(20) as crowd:
        states = list(crowd.map(begin, range(20)))
    most = 4 if limit == "day" else 5
    assert set(states) == {201, 429}
    assert states.count(201) == File.objects.count() <= (2 * most if limit == "minute" else most)  # a minute may turn
    assert sum(File.objects.values_list("size", flat=True)) <= 2 * MB


def test_what_lies_on_the_disk_is_never_more_than_the_day_allows(visitor, small):
    """F02: whatever is sent, and whatever is thrown away in between."""
    others = set(disk())
    for number in range(6):
        answer = visitor.begin(MB, holds=b"x" * MB)
        if answer.status == 201 and number == 1:
            assert visitor.tus("DELETE", answer.headers["location"]).status == 204
    assert sum(size for path, size in disk().items() if path not in others) == 2 * MB
    assert visitor.begin(1).status == 429
    File.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    assert visitor.begin(1).status == 201


def test_the_sweep_passes_over_what_is_not_ours(visitor):
    """Whatever else somebody has put into the folder neither stops it nor is deleted."""
    visitor.upload()
    strange = [settings.UPLOADS_DIR / name for name in ("lost+found", "z" * 32 + ".part", "notes.txt")]
    for path in strange:
        path.touch()
        os.utime(path, (0, 0))
    actions.sweep(at=timezone.now())
    assert all(path.exists() for path in strange)
    for path in strange:
        path.unlink()
