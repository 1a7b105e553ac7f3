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
    work = partial(_tidily, translation.get_language(), function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(POOL, work)


def _tidily(language: str | None, function, /, *args, **kwargs):
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    with translation.override(language):
        return function(*args, **kwargs)
