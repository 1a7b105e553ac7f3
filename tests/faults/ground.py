"""Where a fault test takes place: one of the two profiles with networks that can fail, and the faults that may befall it."""

import asyncio
import random
import time
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from tests.faults import cast
from tests.faults.page import Ledger, Page
from tests.faults.proxy import Proxy
from tests.faults.storm import Fault
from tests.services.child import Child
from tests.services.site import Site

# Pages of the test reconnect ten times as fast as real ones: what they left behind is still counted for a while.
QUICK = {"SOCKETS_PER_VISITOR": "50", "SOCKETS_PER_ADDRESS": "500"}


class Through(NamedTuple):
    """A service as the site reaches it: by way of a proxy."""

    url: str


class Ground:
    """A site that is up, the network before it, and what may happen to both."""

    def __init__(self, site, front: Proxy, chance: random.Random):
        self.site, self.front, self.chance = site, front, chance
        self.kills = [self.killed(web) for web in site.webs]
        self.cuts = self.cuts_of("pages", front)

    def killed(self, child: Child) -> Fault:
        def strike() -> None:
            child.kill()
            time.sleep(self.chance.uniform(0, 1))
            child.start()

        return Fault(f"kill -9 {child.name}", lambda: asyncio.to_thread(strike))

    def cuts_of(self, name: str, proxy: Proxy) -> list[Fault]:
        async def reset() -> None:
            proxy.reset()

        async def swallow() -> None:
            await proxy.swallow(self.chance.uniform(2, 7))

        return [Fault(f"reset of {name}", reset), Fault(f"black hole before {name}", swallow)]

    def some(self, count: int) -> list[Fault]:
        """That many: as many kills as cuts, each as often as the others."""
        ways = zip(self._shuffled(self.kills), self._shuffled(self.cuts), strict=False)
        return list(islice(chain.from_iterable(ways), count))

    def only_kills(self, count: int) -> list[Fault]:
        return list(islice(self._shuffled(self.kills), count))

    def _shuffled(self, faults: list[Fault]):
        while True:
            yield from self.chance.sample(faults, len(faults))

    async def pages(self, folder: Path) -> dict[str, Page]:
        """Two windows of the visitor and two of the owner, a teammate who writes notes, and one more of each who only look."""
        people = await asyncio.to_thread(cast.ask, self.site, "assemble")
        ledger = Ledger(folder / "acknowledged")

        def page(name: str, who: str, **how) -> Page:
            where = "visitor" if who == "visitor" else "console"
            how |= {"audience": "everyone" if who == "visitor" else "staff"}
            url = f"ws://127.0.0.1:{self.front.port}/ws/{where}/"
            return Page(name, url, self.site.address, people[who], people["conversation"], ledger, **how)

        pages = [page("visitor", "visitor"), page("tab", "visitor"), page("owner", "owner"), page("window", "owner")]
        pages += [page("note", "teammate", command="note.add"), page("visitor-looks", "visitor")]
        pages += [page("teammate-looks", "teammate")]
        return {each.name: each for each in pages}


@asynccontextmanager
async def embedded(folder: Path, chance: random.Random):
    """One process on SQLite."""
    site = Site(folder, **QUICK)
    async with Proxy(site.webs[0].port) as front:
        await asyncio.to_thread(site.start)
        try:
            yield Ground(site, front, chance)
        finally:
            await asyncio.to_thread(site.stop)


@asynccontextmanager
async def scaled(folder: Path, chance: random.Random, postgres, redis):
    """Two web processes on PostgreSQL and Redis, with a network that may fail between them, too."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(Proxy(postgres.port))
        broker = await stack.enter_async_context(Proxy(redis.port))
        urls = [
            service.url.replace(f":{service.port}/", f":{way.port}/")
            for service, way in ((postgres, database), (redis, broker))
        ]
        site = Site(folder, postgres=Through(urls[0]), redis=Through(urls[1]), webs=2, **QUICK)
        site.workers = []  # nothing here falls due
        front = await stack.enter_async_context(Proxy(*(web.port for web in site.webs)))
        try:
            await asyncio.to_thread(prepare, site)
            ground = Ground(site, front, chance)
            ground.kills += [ground.killed(postgres), ground.killed(redis)]
            ground.cuts += [*ground.cuts_of("the database", database), *ground.cuts_of("Redis", broker)]
            yield ground
        finally:
            await asyncio.to_thread(put_right, site, postgres, redis)


def prepare(site: Site) -> None:
    site.start()
    site.manage("flush", "--no-input")


def put_right(site: Site, *services: Child) -> None:
    """The services are shared with other tests: they run again, whatever happened here."""
    site.stop()
    for service in services:
        if not service.is_running:
            service.start()
