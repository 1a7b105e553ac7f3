"""What was sent arrives whole, whatever is cut or dies; and what belongs to nobody does not stay."""

import asyncio
import hashlib
import random
from pathlib import Path

import pytest

from tests.faults import cast
from tests.faults.cuts import Cuts
from tests.faults.ground import QUICK, prepare, put_right
from tests.faults.killer import Killer
from tests.faults.page import Ledger, Page
from tests.faults.proxy import Proxy
from tests.faults.senders import Senders
from tests.faults.storm import settle, until
from tests.faults.tus import Door, Upload
from tests.faults.whole import EMPTY, review, whole
from tests.services import memory
from tests.services.site import Site

pytestmark = [pytest.mark.processes, pytest.mark.timeout(1800)]
MB = 1024**2
MOST_MORE = 60 * MB  # that a server may hold while a file comes and goes, whatever its size
CUTS = 5


@pytest.fixture
def embedded(tmp_path):
    with Site(tmp_path / "site", **QUICK) as site:
        yield site


@pytest.fixture
def scaled(tmp_path, postgres, redis):
    """Two web processes and a worker, which looks at the files."""
    site = Site(tmp_path / "site", postgres=postgres, redis=redis, webs=2, **QUICK)
    prepare(site)
    yield site
    put_right(site, postgres, redis)


def big(path: Path, size: int) -> str:
    """A file of so many random bytes; its SHA-256."""
    chance, digest = random.Random(size), hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(size // MB):
            block = chance.randbytes(MB)
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


async def bring(site: Site, visitor: str, folder: Path, size: int) -> None:
    """One file over a line that is cut, and back in two ways; the server does not hold it meanwhile."""
    web = site.webs[0]
    async with Proxy(web.port) as line:
        door = Door(line.port, site.address, visitor, "?as=visitor")
        await _warm_up(door, folder)
        sha256, path = big(folder / "big.bin", size), folder / "big.bin"
        before = memory.held(web.pid)
        memory.forget_peak(web.pid)
        async with Cuts(line, size, CUTS, random.Random(size)) as cuts:
            upload = Upload(door, path, on_sent=cuts)
            await upload.bring()
        shown = await upload.looked_at()
        assert shown["state"] == "ready"
        assert upload.losses >= CUTS
        address = f"/files/{shown['id']}/"
        assert hashlib.sha256(await whole(door, address)).hexdigest() == sha256
        assert hashlib.sha256(await _in_ranges(door, address, size)).hexdigest() == sha256
    more = memory.peak(web.pid) - before
    print(f"\n{size // MB} MB, {cuts.struck}, {upload.sent // MB} MB sent, the server held {more / MB:.0f} MB more")
    assert more < MOST_MORE


async def _warm_up(door: Door, folder: Path) -> None:
    """Whatever a server loads with its first file."""
    big(folder / "small.bin", MB)
    upload = Upload(door, folder / "small.bin")
    await upload.bring()
    shown = await upload.looked_at()
    await whole(door, f"/files/{shown['id']}/")


async def _in_ranges(door: Door, address: str, size: int) -> bytearray:
    chance, got = random.Random(size), bytearray()
    while len(got) < size:
        last = min(size, len(got) + chance.randint(1, size // 4)) - 1
        answer = await door.ask("GET", address, Range=f"bytes={len(got)}-{last}")
        assert (answer.status, answer.headers["content-range"]) == (206, f"bytes {len(got)}-{last}/{size}")
        got += answer.body
    return got


@pytest.mark.parametrize(
    "sizes", [pytest.param([24], id="quick"), pytest.param([24, 300], id="full", marks=pytest.mark.prove)]
)
def test_a_file_over_a_line_that_is_cut_five_times_arrives_whole_and_is_never_held(embedded, tmp_path, sizes):
    visitor = cast.ask(embedded, "assemble")["visitor"]
    for size in sizes:
        asyncio.run(bring(embedded, visitor, tmp_path, size * MB))


# Killed, again and again ----------------------------------------------------------------------------------------------
async def endure(site: Site, folder: Path, *, kills: int, seed: int) -> None:
    """Files on their way while processes die; then everything is looked at."""
    chance = random.Random(seed)
    async with Proxy(*(web.port for web in site.webs)) as front:
        crowd = await asyncio.to_thread(cast.ask, site, "gather", 3)
        ledger = Ledger(folder / "acknowledged")
        pages = {page: door for people in crowd for page, door in _pages(people, site, front, ledger).items()}
        senders = Senders(pages, folder / "sent", chance)
        targets = [*site.webs, *site.workers[:1]]
        killer = Killer(site, targets, senders, chance)
        async with asyncio.TaskGroup() as group:
            lives = [group.create_task(page.live()) for page in pages]
            await until(lambda: all(page.is_live for page in pages), "all pages are live", 20)
            sending = group.create_task(senders.send())
            for number in range(kills):
                await killer.strike(number)
            senders.enough.set()
            await asyncio.to_thread(_wake_up, site, targets)
            await until(sending.done, lambda: f"these are ready: {senders.unfinished()}")
            await sending
            await until(lambda: not any(page.outbox for page in pages), "every message is answered")
            await settle(list(pages))
            for life in lives:
                life.cancel()
        print(
            f"\n{len(senders.files)} files, {senders.sent // MB} MB sent, kills at {killer.hits}, {ledger.count} messages"
        )
        await review(site, senders, ledger, list(pages))


def _pages(people: dict, site: Site, front: Proxy, ledger: Ledger) -> dict[Page, Door]:
    """The visitor and the owner of a conversation, each with their way to upload."""
    found = {}
    for who, where, query, audience in (
        ("visitor", "visitor", "?as=visitor", "everyone"),
        ("owner", "console", "", "staff"),
    ):
        url = f"ws://127.0.0.1:{front.port}/ws/{where}/"
        page = Page(who, url, site.address, people[who], people["conversation"], ledger, audience=audience)
        found[page] = Door(front.port, site.address, people[who], query)
    return found


def _wake_up(site: Site, targets) -> None:
    """Once more all die; whoever looked at a file then has had its time."""
    for child in targets:
        child.kill()
    cast.ask(site, "unlock", of="disk")
    for child in targets:
        child.start()


counts = pytest.mark.parametrize(
    "kills", [pytest.param(5, id="quick"), pytest.param(50, id="full", marks=pytest.mark.prove)]
)


@counts
def test_embedded_every_file_is_whole_and_nothing_else_is_left(embedded, tmp_path, kills):
    asyncio.run(endure(embedded, tmp_path, kills=kills, seed=11))


@counts
def test_scaled_every_file_is_whole_and_nothing_else_is_left(scaled, tmp_path, kills):
    asyncio.run(endure(scaled, tmp_path, kills=kills, seed=12))


# Forgotten ------------------------------------------------------------------------------------------------------------
async def begin_and_forget(site: Site, folder: Path) -> None:
    """Half an upload, and a whole one that is never sent."""
    people = await asyncio.to_thread(cast.ask, site, "assemble")
    door = Door(site.webs[0].port, site.address, people["visitor"], "?as=visitor")
    big(folder / "forgotten.bin", MB)
    whole = Upload(door, folder / "forgotten.bin")
    await whole.bring()
    assert (await whole.looked_at())["state"] == "ready"
    half = Upload(door, folder / "forgotten.bin", chunk=MB // 2)
    half.address = (await half.begin()).headers["location"]
    await half.patch(0)


def test_what_nobody_goes_on_with_is_gone_after_a_day(embedded, tmp_path):
    asyncio.run(begin_and_forget(embedded, tmp_path))
    cast.ask(embedded, "pass_by", 23, of="disk")
    assert len(cast.ask(embedded, "sweep", of="disk")["uploads"]) == 1
    assert {row["state"] for row in cast.ask(embedded, "rows", of="disk")} == {"uploading", "ready"}
    cast.ask(embedded, "pass_by", 1, of="disk")
    assert cast.ask(embedded, "sweep", of="disk") == EMPTY
    assert cast.ask(embedded, "rows", of="disk") == []
