"""The database backend of the embedded profile (`ENGINE = "core.sqlite"`).

SQLite has one writer at a time and lets the others sleep and retry, so under load some wait for seconds while others
pass. All writers of the embedded profile live in one process, so here they queue for the file instead: whoever writes
takes a turn before `BEGIN IMMEDIATE` and gives it back at the end of the transaction. Another process that writes
(a management command) still waits by SQLite's own busy timeout.
"""

import os
from collections import defaultdict

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from core.sqlite.turns import TurnLock

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM")
DEFAULT_TIMEOUT = 5.0  # seconds; sqlite3's own default

_locks: defaultdict[str, TurnLock] = defaultdict(TurnLock)


def write_lock(database: str | os.PathLike) -> TurnLock:
    """The lock of one database file, the same for every connection of this process."""
    is_file = not str(database).startswith("file:") and database != ":memory:"
    return _locks[os.path.realpath(database) if is_file else str(database)]


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.write_lock = TurnLock()
        self.execute_wrappers.append(self._execute_in_turn)

    def get_new_connection(self, conn_params):
        # Only now is the name final: tests rename the database after the wrapper was made.
        self.write_lock = write_lock(conn_params["database"])
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self):
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.write_lock.release(self)
            raise

    def _commit(self):
        super()._commit()
        # Not when the commit failed: the transaction is still open, and a rollback or a close follows.
        self.write_lock.release(self)

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self.write_lock.release(self)

    def _close(self):
        try:
            super()._close()
        finally:
            self.write_lock.release(self)

    def _execute_in_turn(self, execute, sql, params, many, context):
        """A single write outside a transaction takes its turn like a whole transaction."""
        if self.write_lock.is_held_by(self) or not str(sql).lstrip()[:8].upper().startswith(WRITES):
            return execute(sql, params, many, context)
        self._take_turn()
        try:
            return execute(sql, params, many, context)
        finally:
            # With autocommit off this write has opened a transaction: its commit or rollback ends the turn.
            if self.connection is None or not self.connection.in_transaction:
                self.write_lock.release(self)

    def _take_turn(self):
        timeout = self.settings_dict["OPTIONS"].get("timeout", DEFAULT_TIMEOUT)
        if self.write_lock.is_held_by_this_thread():
            raise OperationalError("This thread already writes to the database through another connection.")
        if not self.write_lock.acquire(self, timeout):
            raise OperationalError(f"The database is locked: no turn to write within {timeout} s.")
