"""What a serving process does from its start to its end: startup and shutdown functions, and rounds it makes again and again."""

import asyncio
import logging

from core.bridge import bridge
from core.hub import hub

log = logging.getLogger(__name__)
on_startup: list = []  # plain functions, called on the loop before anything is served
on_shutdown: list = []
rounds: list[tuple[float, object]] = []


def every(seconds: float):
    """Have this coroutine function called again and again, that long after it ended, in each serving process."""

    def register(function):
        rounds.append((seconds, function))
        return function

    return register


async def _go_round(seconds: float, function) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await function()
        except Exception:
            log.warning("%s failed; it is called again", function.__name__, exc_info=True)


class Lifespan:
    """Wraps the ASGI application and answers the server's lifespan messages."""

    def __init__(self, application):
        self.application = application
        self.tasks: list[asyncio.Task] = []

    async def __call__(self, scope, receive, send):
        if scope["type"] != "lifespan":
            await self.application(scope, receive, send)
            return
        await receive()
        self.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})

    def start(self) -> None:
        hub.loop = asyncio.get_running_loop()
        for function in on_startup:
            function()
        self.tasks = [hub.loop.create_task(_go_round(seconds, function)) for seconds, function in rounds]
        if bridge.is_up:
            self.tasks.append(hub.loop.create_task(bridge.listen()))

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for function in on_shutdown:
            await asyncio.to_thread(function)
