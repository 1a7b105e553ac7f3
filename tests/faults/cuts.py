"""A line that is cut in the middle of a piece: reset at once, or silent for a while."""

import asyncio
import random

from tests.faults.proxy import Proxy
from tests.faults.tus import SILENCE, Upload


class Cuts:
    """To be told by an upload what it has sent (`on_sent`): so many cuts, spread over its bytes."""

    def __init__(self, line: Proxy, size: int, count: int, chance: random.Random):
        self.line, self.chance = line, chance
        self.places = [int(size * (number + chance.uniform(0.1, 0.9)) / count) for number in range(count)]
        self.struck: list[str] = []
        self.silences: asyncio.TaskGroup

    async def __aenter__(self):
        self.silences = await asyncio.TaskGroup().__aenter__()
        return self

    async def __aexit__(self, *exception):
        await self.silences.__aexit__(*exception)

    async def __call__(self, upload: Upload) -> None:
        is_noticed = upload.losses == len(self.struck)  # the cut before
        if not (self.places and is_noticed and upload.left and upload.sent >= self.places[0]):
            return
        self.places.pop(0)
        await asyncio.sleep(self.chance.uniform(0.02, 0.1))  # some of the piece gets through, the rest never
        if len(self.struck) % 2:
            self.struck.append("black hole")
            self.silences.create_task(self.line.swallow(SILENCE + self.chance.uniform(0.5, 3)))
        else:
            self.struck.append("reset")
            self.line.reset()
        await asyncio.sleep(0)
