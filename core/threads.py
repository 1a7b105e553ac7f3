"""Where database work of the sockets runs: a small pool of threads, each with its own lasting connection.

Channels' own `database_sync_to_async` has one thread for everybody; four keep a slow read from holding up all sockets.
"""

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import connections

POOL = ThreadPoolExecutor(max_workers=4, thread_name_prefix="database")


async def in_thread(function, /, *args, **kwargs):
    """Run a function that touches the database, and return what it returns."""
    return await asyncio.get_running_loop().run_in_executor(
        POOL, partial(contextvars.copy_context().run, _tidily, function, *args, **kwargs)
    )


def _tidily(function, /, *args, **kwargs):
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    return function(*args, **kwargs)
