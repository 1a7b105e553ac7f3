"""The product itself, in its real processes, and the bare machine, under the same load."""

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from uuid import uuid4

import uvloop

from bench.limit import Bare, rows_in
from bench.load import Load, Page, Timings
from bench.machine import Meter
from bench.rows import EACH
from tests.services.postgres import Postgres
from tests.services.redis import Redis
from tests.services.site import ROOT, Site

IN_FLIGHT = 64
STEADY = 100  # messages a second
COMMITS = {"each": "a commit each", "group": "group commit"}


@dataclass
class Result:
    """Of one server with so many sockets open."""

    name: str
    sockets: int
    opened: float  # sockets a second
    full: Timings
    steady: Timings | None
    cost: float  # CPU seconds of the servers a message, at full speed
    elsewhere: float  # share of the machine that others used meanwhile


@dataclass(frozen=True)
class Plan:
    """How many sockets, and how long each time."""

    sizes: tuple[int, ...]
    seconds: float
    steady_seconds: float

    @property
    def conversations(self) -> int:
        return self.sizes[-1] * EACH // (EACH + 1)


async def measure(name: str, pages: list[Page], pids: list[int], plan: Plan, *, steady: bool) -> list[Result]:
    """Open more and more of the pages, and measure at each size."""
    load, results = Load(), []
    try:
        for before, size in zip((0, *plan.sizes), plan.sizes, strict=False):
            opened = await load.open(pages[before:size])
            meter = Meter(pids)
            full = await load.closed_loop(IN_FLIGHT, seconds=plan.seconds)
            used, elsewhere = meter.read()
            cost = used / load.answered
            slow = await load.open_loop(STEADY, seconds=plan.steady_seconds) if steady else None
            results.append(Result(name, size, opened, full, slow, cost, elsewhere))
    finally:
        load.close()
    return results


def in_turn(visitors: list[Page], agents: list[Page]) -> list[Page]:
    """Four visitors, then their agent, so that every beginning of the list is whole."""
    groups = ([*visitors[EACH * place : EACH * (place + 1)], agent] for place, agent in enumerate(agents))
    return list(chain.from_iterable(groups))


def limit(folder: Path, plan: Plan, *, commit: str, postgres: Postgres | None = None) -> list[Result]:
    """The bare server with this database."""
    database = postgres.url if postgres else f"sqlite:{folder}/limit-{commit}.sqlite3"
    ids = [str(uuid4()) for _ in range(plan.conversations)]
    rows_in(database).create(ids)
    name = f"bare, {'PostgreSQL' if postgres else 'SQLite'}, {COMMITS[commit]}"
    with Bare(folder, commit, database) as bare:
        visitors, agents = bare.pages(ids, EACH)
        pids = [bare.pid, *([postgres.pid] if postgres else [])]
        return uvloop.run(measure(name, in_turn(visitors, agents), pids, plan, steady=False))


def product(folder: Path, plan: Plan, *, postgres: Postgres | None = None, redis: Redis | None = None) -> list[Result]:
    """The product as people run it: embedded, or on these services in two processes."""
    settings = {"SOCKETS_PER_ADDRESS": "100000", "LOG_LEVEL": "WARNING"}
    site = Site(folder, postgres=postgres, redis=redis, webs=2 if redis else 1, **settings)
    people = people_of(site, plan.conversations)
    name = "scaled (PostgreSQL, Redis, 2 processes)" if redis else "embedded (SQLite, 1 process)"
    with site:
        pages = pages_of(people, [f"127.0.0.1:{web.port}" for web in site.webs])
        pids = [child.pid for child in (*site.children, postgres, redis) if child]
        return uvloop.run(measure(name, pages, pids, plan, steady=True))


def people_of(site: Site, conversations: int) -> dict:
    """Everybody of this installation, made before it starts."""
    (site.folder / "data").mkdir()
    site.manage("migrate", "--verbosity=0")
    made = subprocess.run(
        [sys.executable, "-m", "bench.rows", str(conversations)],
        env=site.environment(), cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(made.stdout)


def pages_of(people: dict, hosts: list[str]) -> list[Page]:
    """Among two processes, half of those who talk with each other are on different ones."""
    here, there = cycle(hosts), cycle(hosts)
    visitors = [
        Page(next(here), "/ws/visitor/", f"hd_visitor={each['secret']}", each["conversations"])
        for each in people["visitors"]
    ]
    agents = [
        Page(next(there), "/ws/console/", f"sessionid={each['session']}", each["conversations"])
        for each in people["agents"]
    ]
    return in_turn(visitors, agents)
