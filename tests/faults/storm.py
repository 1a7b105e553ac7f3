"""Pages that go on talking while everything around them fails."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from tests.faults.page import Page

UNSENT = 16  # a person stops typing when nothing gets through
SENTENCE = "ü 你好 " * 4


class Fault(NamedTuple):
    name: str
    strike: Callable[[], Awaitable]


async def until(holds: Callable[[], bool], what: str | Callable[[], str], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        await asyncio.sleep(0.02)


async def talk(page: Page, messages: int, gap: float) -> None:
    for number in range(1, messages + 1):
        await until(lambda: len(page.outbox) < UNSENT, f"{page.name} is answered")
        page.say(f"{page.name} {number} {SENTENCE}")
        await asyncio.sleep(gap * random.uniform(0.5, 1.5))


async def rage(
    pages: list[Page], talking: dict[Page, int], faults: list[Fault], *, chance: random.Random, gap: float
) -> None:
    """Strike with the faults, spread evenly over the messages; return when every message is answered."""
    ledger, total = pages[0].ledger, sum(talking.values())
    async with asyncio.TaskGroup() as group:
        lives = [group.create_task(page.live()) for page in pages]
        await until(lambda: all(page.is_live for page in pages), "all pages are live", 20)
        talks = [group.create_task(talk(page, messages, gap)) for page, messages in talking.items()]
        for number, fault in enumerate(faults, start=1):
            enough = total * number // (len(faults) + 1)
            await until(lambda enough=enough: ledger.count >= enough, f"{enough} answers before {fault.name}")
            await asyncio.sleep(chance.uniform(0, 0.2))
            await fault.strike()
        await asyncio.gather(*talks)
        await until(lambda: not any(page.outbox for page in pages), "every message is answered")
        await settle(pages)
        for life in lives:
            life.cancel()


async def settle(pages: list[Page], quiet: float = 4, seconds: float = 30) -> None:
    """Wait until no page has had anything new for a while: longer than the server's own look for who is behind."""
    end, seen, since = time.monotonic() + seconds, -1, time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < quiet:
        if (now := sum(len(page.view) for page in pages)) != seen:
            seen, since = now, time.monotonic()
        await asyncio.sleep(0.05)
