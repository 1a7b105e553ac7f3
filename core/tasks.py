"""Tasks that come round by themselves: `@scheduled(every=5)` in an app's `tasks.py`, and beat rings it."""

from collections.abc import Callable

from celery import current_app, shared_task

SCHEDULE: dict[str, dict] = {}
HEAVY = "heavy"  # the queue of what may take seconds; whoever works on it does nothing else, so that no deadline waits behind it


def scheduled(*, every: float) -> Callable:
    """Make a function a task that is rung every so many seconds (`every`); a ring nobody heard by the next one is dropped.

    The ring only says "look": what is to be done stands in the database, so a lost or a double ring does no harm.
    """

    def register(function: Callable):
        task = shared_task(function)
        SCHEDULE[task.name] = {"task": task.name, "schedule": every, "options": {"expires": every}}
        return task

    return register


def ring(task: str, *given: str, queue: str) -> None:
    """Have the task called soon, from a layer that may not import it. Whoever misses the ring is found by a sweep."""
    current_app.send_task(task, given, queue=queue)
