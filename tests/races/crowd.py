"""People who do things in the same moment: threads, each with its own database connection, behind one barrier."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import Agent
from core.errors import Refused
from tests.people import an_agent

SECONDS = 150
_several = ThreadPoolExecutor(8, thread_name_prefix="at-once")  # they keep their connections: many rounds cost little


class Crowd:
    """Threads that go on until they are done; what any of them raises fails the test when they are joined."""

    def __init__(self):
        self.threads: list[threading.Thread] = []
        self.errors: list[BaseException] = []

    def start(self, function: Callable, *words) -> None:
        def run() -> None:
            try:
                function(*words)
            except BaseException as error:
                self.errors.append(error)
            finally:
                connection.close()

        self.threads.append(threading.Thread(target=run, daemon=True))
        self.threads[-1].start()

    def join(self) -> None:
        for thread in self.threads:
            thread.join(SECONDS)
        if self.errors:
            raise self.errors[0]
        assert not any(thread.is_alive() for thread in self.threads), "somebody is stuck"


def at_once(*functions: Callable) -> list:
    """Call all of them in the same moment; what each returned, or the refusal it got."""
    barrier = threading.Barrier(len(functions))

    def call(function: Callable):
        connection.ensure_connection()
        barrier.wait(SECONDS)
        try:
            return function()
        except Refused as refused:
            return refused

    return list(_several.map(call, functions, timeout=SECONDS))


def stay(*agents: Agent) -> None:
    """They are there for as long as the test may take."""
    Agent.objects.filter(pk__in=[agent.pk for agent in agents]).update(seen_at=timezone.now() + timedelta(hours=2))


def an_agent_who_stays(*teams, **fields) -> Agent:
    agent = an_agent(*teams, **fields)
    stay(agent)
    return agent
