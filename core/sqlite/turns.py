"""A lock that is handed over in the order in which it was asked for."""

from collections import deque
from dataclasses import dataclass, field
from threading import Lock, get_ident


@dataclass(eq=False)
class Turn:
    """One holder of the lock, or one who waits for it."""

    owner: object
    thread: int = field(default_factory=get_ident)
    granted: Lock = field(default_factory=Lock)


class TurnLock:
    """First come, first served; owned by an object, since a connection may be closed by another thread."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Turn] = deque()
        self._holder: Turn | None = None

    def is_held_by(self, owner: object) -> bool:
        holder = self._holder
        return holder is not None and holder.owner is owner

    def is_held_by_this_thread(self) -> bool:
        holder = self._holder
        return holder is not None and holder.thread == get_ident()

    def acquire(self, owner: object, timeout: float) -> bool:
        """Wait at most `timeout` seconds; answer whether `owner` now holds the lock."""
        turn = Turn(owner)
        with self._guard:
            if self._holder is None:
                self._holder = turn
                return True
            turn.granted.acquire()
            self._waiting.append(turn)
        try:
            return turn.granted.acquire(timeout=timeout) or not self._withdraw(turn)
        except BaseException:
            # Interrupted (Ctrl-C) while waiting: leave the line, or pass on what was handed over just now.
            if not self._withdraw(turn):
                self.release(owner)
            raise

    def release(self, owner: object) -> None:
        """Hand the lock to who waits longest; does nothing unless `owner` holds it."""
        with self._guard:
            if not self.is_held_by(owner):
                return
            self._holder = self._waiting.popleft() if self._waiting else None
            if self._holder is not None:
                self._holder.granted.release()

    def _withdraw(self, turn: Turn) -> bool:
        """Leave the line; false when the lock had been handed over in the last moment."""
        with self._guard:
            if self._holder is turn:
                return False
            self._waiting.remove(turn)
            return True
