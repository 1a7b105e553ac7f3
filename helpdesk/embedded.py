"""The embedded profile's background work: Celery's workers and beat as threads of the serving process.

Started and stopped with the server (`core.lifespan`). The broker is `memory://`, so a queued task dies with the
process; every task finds its work in the database again.
"""

import logging
import threading
from collections.abc import Callable

from celery import Celery, beat
from celery.worker import WorkController
from celery.worker import state as worker_state
from kombu.transport import TRANSPORT_ALIASES, memory

from core.tasks import HEAVY
from helpdesk.celery import app

log = logging.getLogger(__name__)

BACKOFF = (0.5, 1, 2, 5, 15)  # seconds between restarts of a thread that keeps failing
FAREWELL = 3.0  # seconds a thread may take to end
GLANCE = 0.2  # seconds after which an idle worker looks whether it shall end; Celery's own 2 held up the server's end
THREADS = 2  # tasks at the same time

_stopping = threading.Event()
_threads: list[threading.Thread] = []


class Transport(memory.Transport):
    """Celery's own, waiting for a task for shorter at a time."""

    def drain_events(self, connection, timeout=None, **kwargs):
        return super().drain_events(connection, timeout=GLANCE)


TRANSPORT_ALIASES["memory"] = f"{__name__}:Transport"


def start() -> None:
    """Begin the background work; the server's loop is already running."""
    app.loader.import_default_modules()
    app.finalize()
    _stopping.clear()
    worker_state.should_stop = None
    for loop in (run_worker, run_heavy_worker, run_beat):
        thread = threading.Thread(target=keep_running, args=(loop,), name=loop.__name__, daemon=True)
        thread.start()
        _threads.append(thread)


def stop() -> None:
    """End it: a task at work may finish within the farewell, what waits is found again by the next sweep."""
    _stopping.set()
    worker_state.should_stop = 0
    while _threads:
        _threads.pop().join(FAREWELL)


def run_worker() -> None:
    _work(app)


def run_heavy_worker() -> None:
    # An application of its own: which queues are worked on is the application's, not the worker's.
    heavy = Celery("helpdesk-heavy", set_as_current=False)
    heavy.config_from_object("django.conf:settings", namespace="CELERY")
    heavy.conf.task_default_queue = HEAVY
    _work(heavy)


def _work(celery: Celery) -> None:
    # Not `celery.apps.worker.Worker`: that one installs signal handlers, which only the main thread may.
    options = {"without_gossip": True, "without_mingle": True, "without_heartbeat": True}
    WorkController(app=celery, pool_cls="threads", concurrency=THREADS, **options).start()


def run_beat() -> None:
    scheduler = beat.Scheduler(app=app)
    while not _stopping.wait(scheduler.tick()):
        pass


def keep_running(loop: Callable[[], None]) -> None:
    """Start `loop` again whenever it ends before its time."""
    failures = 0
    while not _stopping.is_set():
        try:
            loop()
        except Exception:
            log.exception("%s failed", loop.__name__)
        _stopping.wait(BACKOFF[min(failures, len(BACKOFF) - 1)])
        failures += 1
