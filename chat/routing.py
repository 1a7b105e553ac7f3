"""Who gets a conversation (product 1.4): a pure choice, without a row or a clock."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Candidate(NamedTuple):
    """A present, available agent of the team."""

    user_id: int
    load: int
    capacity: int
    idle_since_at: datetime | None


def choose(candidates: Iterable[Candidate], *, known: int | None = None) -> Candidate | None:
    """Who knows the visitor, with room now; else the lowest load/capacity, then the longest idle, then the lowest id; else nobody."""
    with_room = [candidate for candidate in candidates if candidate.load < candidate.capacity]
    for candidate in with_room:
        if candidate.user_id == known:
            return candidate
    return min(with_room, key=_order, default=None)


def _order(candidate: Candidate) -> tuple:
    idle = candidate.idle_since_at
    return (candidate.load / candidate.capacity, idle is not None, idle.timestamp() if idle else 0, candidate.user_id)
