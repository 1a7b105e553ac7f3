"""Too many, too much, too slow: refused or dropped, and nobody else feels it."""

import asyncio
import time
from contextlib import AsyncExitStack, suppress
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts import visitors
from chat import log
from chat.consumers import VisitorConsumer
from chat.models import Conversation
from core.hub import hub
from tests.attacks.raw import TEXT, a_frame, connected, headers_of, raw_page
from tests.attacks.scene import Scene, a_message, everything, frame, in_database, refused, resume, rows
from tests.people import says
from tests.serving import Serving
from tickets.models import Ticket

PATIENCE = 15  # seconds that a busy machine may take


async def until(happened) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0.02)


async def knock(scene, secret: str) -> list[bytes]:
    """Open one more socket; its first frame, and the code it is closed with, if it is."""
    async with connected(scene.address) as raw:
        state, _head = await raw.handshake("/ws/visitor/", headers_of(scene.address, secret))
        assert state == 101
        _opcode, first = await raw.frame()
        return [first, await raw.closed()] if b'"bye"' in first else [first]


async def test_a_sixth_socket_of_a_visitor_is_refused(scene, settings):
    """W14; and there is room again when one closes."""
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(scene.page()) for _ in range(settings.SOCKETS_PER_VISITOR)]
        for _ in range(3):
            first, code = await knock(scene, scene.visitor.secret)
            assert (b'"reconnect":60' in first, code) == (True, 4429)
        for page in pages:
            await everything(page)
        assert b'"hello"' in (await knock(scene, visitors.new_secret()))[0]
    await until(lambda: not hub.consumers)
    async with scene.page() as page:
        await everything(page)


async def test_too_many_sockets_from_one_address_are_refused(scene, settings):
    """W14: strangers with a new secret each; staff are not counted with them."""
    settings.SOCKETS_PER_ADDRESS = 8
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(scene.page(visitors.new_secret())) for _ in range(8)]
        for _ in range(3):
            _first, code = await knock(scene, visitors.new_secret())
            assert code == 4429
        async with scene.desk() as desk:
            await everything(desk)
        for page in pages:
            await everything(page)


async def test_a_twenty_first_socket_of_staff_is_refused(scene):
    async with AsyncExitStack() as stack:
        desks = [await stack.enter_async_context(scene.desk()) for _ in range(20)]
        async with scene.desk() as one_more:
            assert await one_more.closed() == 4429
        await everything(desks[0])


async def test_resuming_from_nowhere(scene):
    """W15: a number that cannot be is refused; one that is too large starts afresh."""
    for _ in range(3):
        await in_database(says, scene.conversation, scene.visitor)
    async with scene.page() as page:
        for after in (-1, 2**53, 10**17, "1", 1.0, True, [1], {}):
            answer = await page.command("conversation.resume", conversations=[{"id": scene.id, "after": after}])
            assert (answer["code"], answer["field"]) == ("invalid", "conversations.0.after"), after
        for broken in (
            {"id": scene.id},
            {"id": scene.id, "after": None, "x": 1},
            {"after": 1},
            scene.id,
            None,
            [scene.id, None],
        ):
            answer = await page.command("conversation.resume", conversations=[broken])
            assert answer["code"] == "invalid", broken
        for broken in ({}, scene.id, None, {"id": scene.id, "after": None}):
            assert (await page.command("conversation.resume", conversations=broken))["code"] == "invalid", broken
        assert [each["type"] for each in page.frames] == ["hello"]
        for after in (6, 1000, 2**53 - 1):
            resumed = await resume(page, scene.id, after=after)
            assert (resumed["first"], resumed["last_seq"]) == (1, 5)
            assert (await page.until("message.posted"))["seq"] == 3
        resumed = await resume(page, scene.id, after=5)
        assert resumed["first"] == 6


async def test_resuming_too_many(scene):
    """W16."""
    async with scene.page() as page:
        for count in (51, 900):
            many = [{"id": scene.id, "after": None}] * count
            assert (await page.command("conversation.resume", conversations=many))["code"] == "too_many"
        assert (await refused(page, frame("conversation.resume", conversations=many * 10)))["code"] == "too_large"


@pytest.fixture
def strict(monkeypatch):
    """A pace that no machine is too slow to exceed."""
    monkeypatch.setattr(VisitorConsumer.ping, "pace", (0.1, 50))
    monkeypatch.setattr(VisitorConsumer.post, "pace", (0.1, 30))


async def test_a_flood_of_frames_closes_with_4429(scene, strict):
    """W19: told how long to wait; nothing after the refusal is handled; others are served as before."""
    async with scene.page() as page, scene.desk() as desk:
        for number in range(200):
            await page.raw(frame("ping", ref=f"r{number}"))
        begun = time.monotonic()
        await everything(desk)
        assert time.monotonic() - begun < PATIENCE
        assert await page.closed() == 4429
        kinds = [each["type"] for each in page.frames[1:]]
        assert kinds[-2:] == ["error", "bye"]
        assert (page.frames[-2]["code"], page.frames[-2]["retry_after"], page.frames[-1]["reconnect"]) == (
            "rate_limited",
            5,
            5,
        )
        assert set(kinds[:-2]) == {"done"}
        await everything(desk)


async def test_a_flood_of_messages_stores_what_was_acknowledged_and_nothing_after(scene, strict):
    """W19."""
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        sent = [a_message(scene.id, f"{number}") for number in range(60)]
        for each in sent:
            await page.raw(frame("message.post", ref=each["client_id"], **each))
        assert await page.closed() == 4429
        done = [each["ref"] for each in page.frames if each["type"] == "done"]
        assert done == [each["client_id"] for each in sent][: len(done)]
        assert len(done) == 30
        stored = await in_database(
            lambda: list(
                scene.conversation.entries.filter(kind="message.posted").order_by("seq").values_list("text", flat=True)
            )
        )
        assert stored == [str(number) for number in range(len(done))]
        heard = [(await desk.until("message.posted"))["text"] for _ in done]
        assert heard == stored


async def test_a_flood_of_typing_is_dropped_in_silence(scene):
    """W19."""
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        for _ in range(150):
            assert (await page.command("typing.show", conversation=scene.id))["type"] == "done"
        await everything(desk)
        shown = [each for each in desk.frames if each["type"] == "typing.shown"]
        assert 1 <= len(shown) <= 40


@pytest.fixture
def hurried(transactional_db):
    """The server with a heartbeat of a third of a second."""
    with Serving(ws_ping_interval=0.3, ws_ping_timeout=0.3) as serving:
        yield Scene(serving.address)
    hub.loop = None


async def test_who_is_silent_is_dropped(hurried):
    """W20: no pong, no frame; the socket is let go of and presence is noted."""
    async with raw_page(hurried.address, hurried.visitor) as raw:
        assert len(hub.consumers) == 1
        await raw.closed()
        await until(lambda: not hub.consumers)


def much_is_said(scene) -> None:
    """More than all buffers between here and a reader who does not read can hold: 7 MB."""
    talk = Conversation.objects.get(pk=scene.id)
    log.append_together(
        [log.next_entry(talk, "message.posted", at=timezone.now(), text="😀" * 4000) for _ in range(450)]
    )


async def test_who_does_not_read_is_closed_and_holds_up_nobody(scene, monkeypatch):
    """W20, P11: a reader that stalls is let go of; what others hear comes as fast as before."""
    monkeypatch.setattr("core.outlet.SEND_SECONDS", 0.5)
    await in_database(much_is_said, scene)
    async with scene.desk() as desk:
        async with raw_page(scene.address, scene.visitor, buffer=4096) as raw:
            ask = frame("conversation.resume", conversations=[{"id": scene.id, "after": 0}])
            raw.writer.write(a_frame(TEXT, ask.encode()))
            await until(lambda: len(hub.consumers) == 1)
            begun = time.monotonic()
            await everything(desk)
            assert time.monotonic() - begun < PATIENCE
        async with scene.page() as page:
            await resume(page, scene.id)
            await everything(page)


async def test_who_does_not_read_and_floods_is_closed_too(scene, monkeypatch):
    """The refusal of the flood cannot be sent either: no error of ours."""
    monkeypatch.setattr("core.outlet.SEND_SECONDS", 1.5)
    await in_database(much_is_said, scene)
    async with scene.desk() as desk:
        async with raw_page(scene.address, scene.visitor, buffer=4096) as raw:
            ask = a_frame(TEXT, frame("conversation.resume", conversations=[{"id": scene.id, "after": 0}]).encode())
            raw.writer.write(ask)
            await asyncio.sleep(0.3)  # it begins to be sent
            raw.writer.write(a_frame(TEXT, frame("ping").encode()) * 400)
            await until(lambda: len(hub.consumers) == 1)
            await asyncio.sleep(1.5)  # the refusal waits on its own
            await everything(desk)


async def test_messages_left_by_ever_new_sockets_are_limited_too(scene, monkeypatch):
    """W19: a new secret and a new socket each time are no way around it."""
    monkeypatch.setattr("chat.consumers.visitor.LEFT_A_MINUTE", 3)
    kinds = []
    for _ in range(5):
        async with scene.page(visitors.new_secret()) as page:
            left = {"service": scene.service.slug, "email": "v@example.org", "text": "x", "client_id": str(uuid4())}
            answer = await page.command("message.leave", **left)
            kinds.append(answer.get("code", "done"))
            if kinds[-1] == "rate_limited":
                assert (answer["retry_after"], await page.closed()) == (60, 4429)
    assert kinds[:3] == ["done"] * 3
    assert kinds[-1] == "rate_limited"
    assert await in_database(Ticket.objects.count) == kinds.count("done")


async def is_dropped(address: str, *pieces: bytes, every: float = 0.05) -> None:
    """Send these one after the other; the server hangs up, in whatever way."""
    async with connected(address) as raw, asyncio.timeout(PATIENCE):
        with suppress(ConnectionError):
            for piece in pieces:
                raw.writer.write(piece)
                await asyncio.sleep(every)
            while await raw.reader.read(65_536):
                pass


async def test_a_handshake_without_end_is_dropped(scene, monkeypatch):
    """W11: nothing at all, a byte now and then, a second request that never comes, a head of many megabytes."""
    monkeypatch.setattr("helpdesk.head.SECONDS", 0.4)
    host = scene.address.removeprefix("http://").encode()
    begun = b"GET /ws/visitor/ HTTP/1.1\r\nHost: " + host + b"\r\n"
    health = b"GET /healthz HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    for pieces in ([], [b"G"], [begun, *[b"X-More: x\r\n"] * 30], [health, b"G"]):
        await is_dropped(scene.address, *pieces)
    async with scene.page() as page:
        await asyncio.sleep(0.5)
        await everything(page)


async def test_a_head_of_many_megabytes_is_dropped(scene):
    await is_dropped(scene.address, b"GET / HTTP/1.1\r\nX: ", *[b"x" * 200_000] * 10, every=0)
    async with scene.page() as page:
        await everything(page)


async def test_the_same_stranger_again_and_again_writes_nothing(scene):
    """A hundred sockets that ask for what is not there leave no contact behind."""
    before = await in_database(rows)
    for _ in range(10):
        async with scene.page(visitors.new_secret()) as page:
            nothing = {"service": "no-such-service", "language": "en"}
            assert (await page.command("conversation.request", **nothing))["code"] == "not_found"
            left = {
                "service": "no-such-service",
                "email": "v@example.org",
                "text": "x",
                "client_id": a_message("")["client_id"],
            }
            assert (await page.command("message.leave", **left))["code"] == "not_found"
    assert await in_database(rows) == before
