"""Nobody fills the disk by sending without end."""

import pytest

from core.body import BodyLimit


async def reads_all(scope, receive, send):
    """An application that reads before it answers, as Django does."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def status_of(chunks: list[bytes], headers=()) -> tuple[int, int]:
    """The status, and how many of the chunks were taken."""
    left, sent = list(chunks), []

    async def receive():
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message):
        sent.append(message)

    await BodyLimit(reads_all, limit=100)({"type": "http", "headers": headers}, receive, send)
    return sent[0]["status"], len(chunks) - len(left)


async def test_what_fits_is_read():
    assert await status_of([b"x" * 50, b"x" * 50]) == (200, 2)


async def test_what_says_it_is_too_large_is_not_even_read():
    assert await status_of([b"x"], [(b"content-length", b"101")]) == (413, 0)


@pytest.mark.parametrize("length", [b"", b"1", b"-1", b"x", b"9" * 30])
async def test_what_turns_out_too_large_is_read_no_further(length):
    assert await status_of([b"x" * 60] * 1000, [(b"content-length", length)]) == (413, 2)
