"""Frames made by chance, for each command: whatever comes, one answer goes back and the socket stays."""

import asyncio
import json
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat.consumers import ConsoleConsumer, VisitorConsumer
from tests.attacks.scene import Scene, error, everything

FEW, MANY = 12, 1000  # frames for each command
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
TEXTS = st.text(st.characters(), max_size=50) | st.sampled_from(
    ["hello", "", " ", "x" * 4000, "x" * 4001, "\u202e", "\0"]
)
NUMBERS = st.integers(-2, 12) | st.integers()
CHOICES = ["solved", "unresolved", "rejected", "online", "away", "offline", "en", "zh-hans", "solvéd"]


def fields_of(scene: Scene) -> dict[str, st.SearchStrategy]:
    """For each name of a field, what might stand there: often right, never sure."""
    ids = st.sampled_from([scene.id, scene.id.upper(), str(uuid4()), "x"])
    points = st.fixed_dictionaries({"id": ids, "after": st.none() | NUMBERS})
    return {
        "conversation": ids,
        "conversations": st.lists(points, max_size=5),
        "client_id": st.uuids().map(str) | ids,
        "service": st.sampled_from([scene.service.slug, "none", ""]),
        "email": st.sampled_from(["v@example.org", "v", ""]) | TEXTS,
        "seq": NUMBERS,
        "score": NUMBERS,
        "capacity": NUMBERS,
        "team": NUMBERS,
        "assignee": NUMBERS,
        "is_rating_asked": st.booleans(),
        "disposition": st.sampled_from(CHOICES),
        "availability": st.sampled_from(CHOICES),
        "language": st.sampled_from(CHOICES),
    }


def frames_of(scene: Scene, name: str, shape) -> st.SearchStrategy:
    """Texts of frames for one command: right ones, ones with wrong fields, and broken ones."""
    known = fields_of(scene)
    right = {field: known.get(field, TEXTS) for field in shape.model_fields}
    some = st.fixed_dictionaries({}, optional={field: value | ANYTHING for field, value in right.items()})
    more = st.dictionaries(st.text(max_size=10), ANYTHING, max_size=2)
    fields = st.fixed_dictionaries(right) | some | st.tuples(some, more).map(lambda both: both[1] | both[0])
    told = st.tuples(fields, st.just("r") | ANYTHING).map(
        lambda each: json.dumps({**each[0], "type": name, "ref": each[1]})
    )
    return told | st.tuples(told, st.integers(0, 60), st.text(st.characters(), max_size=3)).map(broken)


def broken(parts: tuple[str, int, str]) -> str:
    """A frame with something else where a few of its characters were."""
    text, at, piece = parts
    return text[:at] + piece + text[at + 2 :]


async def answered_once(socket, text: str) -> None:
    await socket.raw(text.encode("utf-8", "replace").decode())
    answer = await error_or_done(socket)
    assert answer["type"] in ("done", "error")
    if answer["type"] == "error":
        assert answer["code"] in {
            "bad_json",
            "bad_text",
            "too_large",
            "too_many",
            "unknown_type",
            "invalid",
            "not_found",
            "forbidden",
            "conflict",
            "gone",
        }
        assert answer["message"]
    await everything(socket)
    assert socket.answers == {}
    assert not [frame for frame in socket.frames[socket.taken :] if frame["type"] in ("error", "bye")]


async def error_or_done(socket) -> dict:
    async with asyncio.timeout(10):
        return await error(socket)


def fuzz(scene: Scene, count: int, *, is_random: bool) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        page = runner.run(stack.enter_async_context(scene.page()))
        desk = runner.run(stack.enter_async_context(scene.desk()))
        for consumer, socket in ((VisitorConsumer, page), (ConsoleConsumer, desk)):
            for name, method in consumer.commands.items():
                attack(runner, socket, frames_of(scene, name, method.shape), count, is_random=is_random)
        runner.run(stack.aclose())


def attack(runner: asyncio.Runner, socket, frames: st.SearchStrategy, count: int, *, is_random: bool) -> None:
    @settings(
        max_examples=count,
        deadline=None,
        derandomize=not is_random,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(frames)
    def each(text: str) -> None:
        runner.run(answered_once(socket, text))

    each()


@pytest.fixture
def patient(monkeypatch, scene):
    """No limits of pace: they are attacked elsewhere."""
    monkeypatch.setattr("core.limits.Bucket.take", lambda bucket: True)
    return scene


def test_every_frame_has_one_answer(patient):
    fuzz(patient, FEW, is_random=False)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_every_frame_has_one_answer_many_times(patient):
    fuzz(patient, MANY, is_random=True)
