"""The one module that tells anyone anything."""

from functools import partial

from django.db import transaction

from core.bridge import bridge
from core.hub import Event, hub


def publish(group: str, event: Event) -> None:
    """Tell the group, in every process, once the running transaction has committed (at once when there is none)."""
    transaction.on_commit(partial(tell_now, group, event), robust=True)


def tell_now(group: str, event: Event) -> None:
    """Tell without waiting for a commit: what has no row (typing, hints)."""
    hub.post(group, event)
    if bridge.is_up:
        bridge.carry(group, event)
