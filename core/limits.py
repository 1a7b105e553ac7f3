"""How much of something is allowed: buckets for one socket, shared counters for people and addresses."""

import logging
import time

from django.core.cache import cache

from core.errors import RateLimited

log = logging.getLogger(__name__)


class Bucket:
    """`rate` a second, up to `burst` at once. For one socket, so without any lock."""

    def __init__(self, rate: float, burst: int):
        self.rate, self.burst = rate, burst
        self.left, self.at = float(burst), time.monotonic()

    def take(self) -> bool:
        """Whether one more is allowed now."""
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


def count(key: str, *, per: int) -> int:
    """One more under this key in the running window of `per` seconds; how many there are now.

    Without the cache (Redis away) it counts nothing: people go on working.
    """
    window = f"limit:{key}:{int(time.time() // per)}"
    try:
        cache.add(window, 0, per)
        return cache.incr(window)
    except Exception:
        log.warning("limits: the cache did not answer", exc_info=True)
        return 0


def allow(key: str, *, limit: int, per: int) -> None:
    """Raise RateLimited on the one after `limit` in a window of `per` seconds."""
    if count(key, per=per) > limit:
        raise RateLimited(retry_after=per)
