"""One transaction for an action, tried again when the database itself says: again."""

import time
from functools import wraps

from django.db import OperationalError, connection, transaction

AGAIN = {"40P01", "40001", "55P03"}  # deadlock, serialisation, lock not to be had
TRIES = 3


def acting(function):
    """Run the action in a transaction of its own (or in the one that is open), three times on a deadlock."""

    @wraps(function)
    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not left or not _may_go_again(error):
                    raise
                time.sleep(0.02 * (TRIES - left))
        raise AssertionError("unreachable")

    return run


def _may_go_again(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in AGAIN or "database is locked" in str(error)
