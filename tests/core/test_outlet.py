"""A socket forwards what is next in its count, reads what is missing, and never blocks the others."""

import asyncio
import json

import pytest

from core.hub import Event
from core.outlet import QUEUE, Outlet, Stalled

GROUP = "conversation.x.staff"


class Log:
    """A log that tests write into; counts how often it is read."""

    def __init__(self, last: int = 0):
        self.last = last
        self.reads = 0

    async def read(self, group: str, after: int, limit: int) -> list[Event]:
        self.reads += 1
        return [numbered(seq) for seq in range(after + 1, min(self.last, after + limit) + 1)]


def numbered(seq: int) -> Event:
    return Event({"type": "message.posted", "seq": seq}, seq)


def ephemeral(name: str = "typing.shown") -> Event:
    return Event({"type": name})


class Line:
    """The other side of a socket."""

    def __init__(self):
        self.texts: list[str] = []
        self.got = asyncio.Event()

    async def send(self, text: str) -> None:
        self.texts.append(text)
        self.got.set()

    def seqs(self) -> list[int]:
        return [json.loads(text)["seq"] for text in self.texts]

    async def until(self, count: int) -> None:
        while len(self.texts) < count:
            self.got.clear()
            await asyncio.wait_for(self.got.wait(), 2)


@pytest.fixture
async def line():
    return Line()


@pytest.fixture
async def log():
    return Log()


@pytest.fixture
async def outlet(line, log):
    outlet = Outlet(line.send, log.read)
    pump = asyncio.create_task(outlet.pump())
    yield outlet
    pump.cancel()


async def test_the_next_number_is_forwarded_without_asking_the_log(outlet, line, log):
    outlet.cursors[GROUP] = 0
    for seq in (1, 2, 3):
        outlet.offer(GROUP, numbered(seq))
    await line.until(3)
    assert (line.seqs(), log.reads) == ([1, 2, 3], 0)


async def test_a_number_again_is_dropped(outlet, line):
    outlet.cursors[GROUP] = 0
    for seq in (1, 1, 2, 1):
        outlet.offer(GROUP, numbered(seq))
    outlet.offer(GROUP, numbered(3))
    await line.until(3)
    assert line.seqs() == [1, 2, 3]


async def test_a_hole_is_filled_from_the_log_in_order(outlet, line, log):
    outlet.cursors[GROUP] = 0
    log.last = 5
    outlet.offer(GROUP, numbered(1))
    outlet.offer(GROUP, numbered(5))
    await line.until(5)
    assert line.seqs() == [1, 2, 3, 4, 5]


async def test_what_was_written_while_the_log_was_read_is_not_missed(outlet, line, log):
    log.last = 450
    outlet.follow(GROUP, 0)
    await line.until(10)
    log.last = 451
    outlet.offer(GROUP, numbered(451))
    await line.until(451)
    assert line.seqs() == list(range(1, 452))


async def test_the_database_s_last_number_wakes_who_is_behind(outlet, line, log):
    outlet.cursors[GROUP] = 2
    log.last = 4
    outlet.compare(GROUP, 2)
    assert log.reads == 0
    outlet.compare(GROUP, 4)
    await line.until(2)
    assert line.seqs() == [3, 4]


async def test_a_group_that_is_not_followed_is_not_forwarded(outlet, line):
    outlet.offer(GROUP, numbered(1))
    outlet.cursors[GROUP] = 0
    outlet.offer(GROUP, numbered(1))
    outlet.forget(GROUP)
    outlet.offer(GROUP, numbered(2))
    await line.until(1)
    assert line.seqs() == [1]


async def test_a_reader_who_does_not_read_loses_what_may_be_lost_and_is_ended_when_its_queue_is_full():
    stuck = asyncio.Event()

    async def send(text):
        await stuck.wait()

    outlet = Outlet(send, Log().read)
    outlet.cursors[GROUP] = 0
    pump = asyncio.create_task(outlet.pump())
    for _ in range(QUEUE):
        outlet.offer(GROUP, ephemeral())
    assert len(outlet.queue) == QUEUE // 2
    for seq in range(1, QUEUE + 2):
        outlet.offer(GROUP, numbered(seq))
    assert len(outlet.queue) == QUEUE
    stuck.set()
    with pytest.raises(Stalled):
        await asyncio.wait_for(pump, 2)
