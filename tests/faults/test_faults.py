"""Every message reaches everyone once and in order, and nothing acknowledged is lost, whatever dies or hangs."""

import asyncio
import random
import time
from contextlib import AbstractAsyncContextManager

import pytest

from tests.faults import cast
from tests.faults.ground import embedded, scaled
from tests.faults.page import Page
from tests.faults.storm import rage
from tests.faults.verdict import PERFECT, check_acknowledged, check_against_log, judge, spoken

pytestmark = [pytest.mark.processes, pytest.mark.timeout(900)]
GAP = 0.08  # seconds between two messages of one sender, under the limit of 20 a second
SHARES = {"visitor": 5, "tab": 3, "owner": 5, "window": 3, "note": 4}  # of twenty messages

quick = pytest.param(160, 4, 7, id="quick")
full = [pytest.param(1000, 20, seed, id=f"full-{seed}", marks=pytest.mark.prove) for seed in (1, 2, 3)]


@pytest.fixture
def services(postgres, redis):
    return postgres, redis


def shares(pages: dict[str, Page], messages: int) -> dict[Page, int]:
    return {pages[name]: messages * share // sum(SHARES.values()) for name, share in SHARES.items()}


async def endure(
    where: AbstractAsyncContextManager, tmp_path, *, messages: int, count: int, only_kills: bool = False
) -> None:
    began = time.monotonic()
    async with where as ground:
        pages = await ground.pages(tmp_path)
        faults = ground.only_kills(count) if only_kills else ground.some(count)
        talking = shares(pages, messages)
        await rage(list(pages.values()), talking, faults, chance=ground.chance, gap=GAP)
        rows = await asyncio.to_thread(cast.ask, ground.site, "rows", pages["visitor"].conversation)
    verdict = review(list(pages.values()), rows)
    connections = sum(page.connections for page in pages.values())
    print(
        f"\n{sum(talking.values())} messages, {count} faults, {connections} connections, {verdict}, {time.monotonic() - began:.0f} s"
    )
    for fault in faults:
        print(f"  {fault.name}")
    assert verdict == PERFECT
    assert len(rows) >= sum(talking.values())


def review(pages: list[Page], rows: list[dict]):
    ledger = pages[0].ledger.lines()
    texts = [line["text"] for line in ledger]
    said = {"staff": texts, "everyone": [text for text in texts if not text.startswith("note ")]}
    verdict = judge(pages, said)
    check_acknowledged(ledger, rows)
    check_against_log(pages, rows)
    assert len(spoken([{"type": row["kind"], "text": row["text"]} for row in rows])) == len(texts)
    return verdict


@pytest.mark.parametrize(("messages", "count", "seed"), [quick, *full])
def test_embedded_every_message_arrives_once_and_in_order(tmp_path, messages, count, seed):
    where = embedded(tmp_path / "site", random.Random(seed))
    asyncio.run(endure(where, tmp_path, messages=messages, count=count))


@pytest.mark.parametrize(("messages", "count", "seed"), [quick, *full])
def test_scaled_every_message_arrives_once_and_in_order(tmp_path, services, messages, count, seed):
    where = scaled(tmp_path / "site", random.Random(seed), *services)
    asyncio.run(endure(where, tmp_path, messages=messages, count=count))


@pytest.mark.parametrize(
    ("messages", "kills"),
    [pytest.param(160, 3, id="quick"), pytest.param(1000, 20, id="full", marks=pytest.mark.prove)],
)
def test_embedded_whatever_was_acknowledged_survives_every_crash(tmp_path, messages, kills):
    where = embedded(tmp_path / "site", random.Random(5))
    asyncio.run(endure(where, tmp_path, messages=messages, count=kills, only_kills=True))
