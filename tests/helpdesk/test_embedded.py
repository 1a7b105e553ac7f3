"""The embedded profile's background work: rung on time, started again when it fails, ended with the server."""

import threading

import pytest
from django.conf import settings

from core.tasks import SCHEDULE, scheduled
from helpdesk import embedded

pytestmark = pytest.mark.skipif(bool(settings.REDIS_URL), reason="the scaled profile has processes for it")


@pytest.fixture
def background():
    yield embedded
    embedded.stop()


rung = threading.Event()


def ring_for_the_test():
    rung.set()


@pytest.fixture(scope="module")
def task():
    task = scheduled(every=0.2)(ring_for_the_test)
    yield task
    del SCHEDULE[task.name]


@pytest.fixture
def bell(task):
    """A task rung five times a second; set when it has run."""
    rung.clear()
    return rung


def names() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name in {"run_worker", "run_beat"}]


def test_a_scheduled_task_is_rung_in_this_process(background, bell):
    background.start()
    assert bell.wait(10)


def test_the_end_leaves_no_thread(background, bell):
    background.start()
    bell.wait(10)
    background.stop()
    assert names() == []


def test_it_can_be_started_again(background, bell):
    background.start()
    background.stop()
    background.start()
    assert bell.wait(10)


def test_a_loop_that_fails_is_started_again(monkeypatch):
    calls = []

    def fails_twice():
        calls.append(1)
        if len(calls) == 3:
            embedded._stopping.set()
        raise OSError("away")

    monkeypatch.setattr(embedded, "BACKOFF", (0.01,))
    embedded._stopping.clear()
    embedded.keep_running(fails_twice)
    assert len(calls) == 3
