"""Nobody fills the disk by sending without end, and nobody holds a place by sending without haste."""

import asyncio
import time

import pytest

from core import body
from core.body import BodyLimit


async def reads_all(scope, receive, send):
    """An application that reads before it answers, as Django does; afterwards it waits for the other side to go."""
    while (await receive()).get("more_body"):
        pass
    if scope.get("waits"):
        await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def status_of(chunks: list[bytes], headers=(), *, every: float = 0, limits=None, **scope) -> tuple[int, int]:
    """The status, and how many of the chunks were taken; one comes `every` so many seconds."""
    left, sent = list(chunks), []

    async def receive():
        await asyncio.sleep(every)
        if not left:
            return {"type": "http.disconnect"}
        chunk = left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    async def send(message):
        sent.append(message)

    limits = limits or BodyLimit(reads_all, limit=100)
    await limits({"type": "http", "headers": headers, **scope}, receive, send)
    assert limits.held == 0
    return sent[0]["status"], len(chunks) - len(left)


async def test_what_fits_is_read():
    assert await status_of([b"x" * 50, b"x" * 50]) == (200, 2)


async def test_what_says_it_is_too_large_is_not_even_read():
    assert await status_of([b"x"], [(b"content-length", b"101")]) == (413, 0)


@pytest.mark.parametrize("length", [b"", b"1", b"-1", b"x", b"9" * 30])
async def test_what_turns_out_too_large_is_read_no_further(length):
    assert await status_of([b"x" * 60] * 1000, [(b"content-length", length)]) == (413, 2)


async def test_what_comes_too_slowly_is_waited_for_no_longer(monkeypatch):
    """However fast it began: what was saved up is `PATIENCE`, and no more."""
    monkeypatch.setattr(body, "PATIENCE", 0.2)
    for first in (b"x", b"x" * 90):
        begun = time.monotonic()
        state, taken = await status_of([first, *[b"x"] * 9], every=0.05, limits=BodyLimit(reads_all, limit=100))
        assert (state, taken < 9) == (408, True)
        assert time.monotonic() - begun < 2
    assert (await status_of([b"x"], every=0.5))[0] == 408


async def test_what_keeps_its_pace_may_take_its_time(monkeypatch):
    monkeypatch.setattr(body, "PATIENCE", 0.3)
    assert await status_of([b"x" * 100] * 8, every=0.05, limits=BodyLimit(reads_all, limit=1000)) == (200, 8)


async def test_nobody_is_hurried_once_it_has_all_come(monkeypatch):
    """Until the answer has gone out, however long it takes."""
    monkeypatch.setattr(body, "PATIENCE", 0.2)
    assert await status_of([b"x"], every=0.15, waits=True) == (200, 1)


async def test_all_together_have_a_limit(monkeypatch):
    """One after the other they pass; at the same time, not all of them."""
    monkeypatch.setattr(body, "MAX_HELD", 250)
    limits = BodyLimit(reads_all, limit=100)
    for _ in range(5):
        assert (await status_of([b"x" * 100], limits=limits))[0] == 200
    others = [asyncio.create_task(limits({"type": "http", "headers": ()}, one_and_no_more(), None)) for _ in range(2)]
    await asyncio.sleep(0.01)
    assert limits.held == 200
    answers = []

    async def send(message):
        answers.append(message)

    await limits({"type": "http", "headers": ()}, one_and_no_more(), send)
    assert (answers[0]["status"], limits.held) == (503, 200)
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    assert limits.held == 0


def one_and_no_more():
    """A body of which the first hundred bytes come, and then nothing."""
    came = []

    async def receive():
        if came:
            await asyncio.sleep(60)
        came.append(1)
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    return receive
