"""The same storm over the chat everybody writes first: were it to pass here, the test of faults would prove nothing."""

import asyncio
import random
import socket
import sqlite3
import sys
from collections import Counter
from contextlib import closing

import pytest

from tests.faults.ground import Ground
from tests.faults.page import Ledger, Page
from tests.faults.proxy import Proxy
from tests.faults.storm import rage
from tests.faults.verdict import judge
from tests.services.child import Child
from tests.services.ports import free_port
from tests.services.site import ROOT

pytestmark = [pytest.mark.processes, pytest.mark.timeout(300)]


class Naive(Child):
    def __init__(self, folder):
        super().__init__(folder, "naive")
        self.port, self.file = free_port(), self.folder / "messages.sqlite3"

    def command(self):
        return [sys.executable, "-m", "tests.faults.naive.serve", str(self.port), str(self.file)]

    def environment(self):
        return super().environment() | {"PYTHONPATH": str(ROOT)}

    def is_ready(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stored(self) -> Counter:
        with closing(sqlite3.connect(self.file)) as database:
            return Counter(text for (text,) in database.execute("SELECT text FROM message"))

    webs = property(lambda self: [self])


async def suffer(tmp_path):
    chance = random.Random(7)
    with Naive(tmp_path) as naive:
        async with Proxy(naive.port) as front:
            ledger, url = Ledger(tmp_path / "acknowledged"), f"ws://127.0.0.1:{front.port}/"
            pages = [Page(name, url, url, "", "any", ledger) for name in ("one", "two", "looks", "looks-too")]
            ground = Ground(naive, front, chance)
            await rage(pages, dict.fromkeys(pages[:2], 75), ground.some(4), chance=chance, gap=0.05)
        texts = [line["text"] for line in ledger.lines()]
        verdict, stored = judge(pages, {"everyone": texts}), naive.stored()
    print(f"\n{verdict}, {len(texts)} acknowledged, {sum(stored.values())} rows")
    return verdict, len(texts) - len(stored), sum(stored.values()) - len(stored)


def test_the_naive_consumer_loses_and_doubles(tmp_path):
    verdict, unstored, doubled = asyncio.run(suffer(tmp_path))
    assert verdict.lost > 0
    assert verdict.duplicated + doubled + unstored > 0
