"""Where database work of the sockets runs: a small pool of threads, each with its own lasting connection.

Channels' own `database_sync_to_async` has one thread for everybody; four keep a slow read from holding up all sockets.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connections
from django.utils import translation

POOL = ThreadPoolExecutor(max_workers=4, thread_name_prefix="database")


async def in_thread(function, /, *args, **kwargs):
    """Run a function that touches the database, in the caller's language, and return what it returns."""
    return await _run(POOL, partial(function, *args, **kwargs))


async def _run(pool: ThreadPoolExecutor, function):
    work = partial(_tidily, translation.get_language(), function)
    return await asyncio.get_running_loop().run_in_executor(pool, work)


def _tidily(language: str | None, function):
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    with translation.override(language):
        return function()


class Together:
    """Gives a function lists: whatever comes while one list is at work makes the next.

    It has a thread of its own, so that nothing waits behind the reading of a thousand pages that reconnect.
    The function returns an outcome for each; one that is an exception is raised where it was awaited.
    """

    def __init__(self, function, *, most: int):
        self.function, self.most = function, most
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="together")
        self.waiting: list[tuple[object, asyncio.Future]] = []
        self.round: asyncio.Task | None = None

    async def __call__(self, item):
        outcome = asyncio.get_running_loop().create_future()
        self.waiting.append((item, outcome))
        if self.round is None or self.round.done():
            self.round = asyncio.create_task(self._go_round())
        return await outcome

    async def _go_round(self) -> None:
        try:
            while self.waiting:
                taken, self.waiting = self.waiting[: self.most], self.waiting[self.most :]
                await self._work_on(taken)
        finally:  # cancelled: the server ends
            for _, outcome in self.waiting:
                outcome.cancel()
            self.waiting = []

    async def _work_on(self, taken: list[tuple[object, asyncio.Future]]) -> None:
        try:
            outcomes = await _run(self.thread, partial(self.function, [item for item, _ in taken]))
        except Exception as error:
            outcomes = [error] * len(taken)
        for (_, future), outcome in zip(taken, outcomes, strict=True):
            if future.done():  # who asked has gone
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
