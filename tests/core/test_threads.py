"""Database work of the sockets happens in other threads, and still speaks the reader's language."""

import asyncio
from threading import Event

import pytest
from django.utils import translation

from core.threads import Together, in_thread

pytestmark = pytest.mark.django_db(transaction=True)  # the threads of tests before still hold connections


async def test_the_reader_s_language_goes_along():
    spoken = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            spoken.append(await in_thread(translation.get_language))
    assert spoken == ["zh-hans", "en"]


async def test_what_comes_while_one_list_is_at_work_makes_the_next():
    lists, gate = [], Event()

    def work(items):
        lists.append(items)
        gate.wait(5)
        return [item * 2 for item in items]

    together = Together(work, most=3)
    asked = [asyncio.create_task(together(item)) for item in range(1)]
    await asyncio.sleep(0.05)
    asked += [asyncio.create_task(together(item)) for item in range(1, 6)]
    await asyncio.sleep(0.05)
    gate.set()
    assert await asyncio.gather(*asked) == [0, 2, 4, 6, 8, 10]
    assert lists == [[0], [1, 2, 3], [4, 5]]


async def test_an_exception_reaches_only_who_it_is_for():
    together = Together(lambda items: [ValueError("odd") if item % 2 else item for item in items], most=10)
    outcomes = await asyncio.gather(*(together(item) for item in range(4)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [int, ValueError, int, ValueError]


async def test_a_list_that_fails_fails_for_everyone_in_it_and_the_next_is_tried():
    fails = [True, False]

    def work(items):
        if fails.pop(0):
            raise OSError("away")
        return items

    together = Together(work, most=10)
    outcomes = await asyncio.gather(together(1), together(2), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [OSError, OSError]
    assert await together(3) == 3
