"""Writers of the embedded profile take turns: fair, never lost, never for ever."""

import copy
import threading
import time

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction

from core.sqlite.base import write_lock
from core.sqlite.turns import TurnLock

ALIAS = "turns"
OPTIONS = {"timeout": 5, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """A SQLite file of its own, reached as `connections["turns"]` from every thread."""
    settings = copy.deepcopy(connections.settings["default"])
    settings |= {"ENGINE": "core.sqlite", "NAME": str(tmp_path / "turns.sqlite3"), "OPTIONS": dict(OPTIONS)}
    connections.settings[ALIAS] = settings
    with django_db_blocker.unblock():
        execute("CREATE TABLE line (id INTEGER PRIMARY KEY, word TEXT NOT NULL)")
        yield settings
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def execute(sql, params=None):
    with connections[ALIAS].cursor() as cursor:
        return cursor.execute(sql, params).fetchall()


def write(word="word"):
    execute("INSERT INTO line (word) VALUES (%s)", [word])


def lines():
    return execute("SELECT count(*) FROM line")[0][0]


def lock():
    return connections[ALIAS].write_lock


def in_thread(function, *args):
    """Start a thread that closes its connection when it is done."""

    def run():
        try:
            function(*args)
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_turns_are_given_in_the_order_they_were_asked_for():
    lock, order = TurnLock(), []

    def take(name):
        assert lock.acquire(name, timeout=5)
        order.append(name)
        lock.release(name)

    lock.acquire("first", timeout=0)
    threads = []
    for name in ("a", "b", "c", "d"):
        threads.append(threading.Thread(target=take, args=(name,)))
        threads[-1].start()
        while len(lock._waiting) < len(threads):
            time.sleep(0.001)
    lock.release("first")
    for thread in threads:
        thread.join()
    assert order == ["a", "b", "c", "d"]


def test_who_waited_too_long_leaves_the_line():
    lock = TurnLock()
    lock.acquire("first", timeout=0)
    assert not lock.acquire("second", timeout=0.01)
    lock.release("first")
    assert lock.acquire("third", timeout=0)


def test_only_the_owner_gives_the_turn_back():
    lock = TurnLock()
    lock.acquire("first", timeout=0)
    lock.release("second")
    assert lock.is_held_by("first")


def test_all_connections_of_one_file_share_a_lock(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert write_lock(tmp_path / "file") is write_lock(str(tmp_path / "link"))
    assert write_lock(tmp_path / "file") is not write_lock(tmp_path / "other")


def test_a_transaction_holds_the_turn_until_its_end(database):
    with transaction.atomic(ALIAS):
        assert lock().is_held_by(connections[ALIAS])
        with transaction.atomic(ALIAS):
            write()
        assert lock().is_held_by(connections[ALIAS])
    assert lock()._holder is None


def test_a_failed_transaction_gives_the_turn_back(database):
    with pytest.raises(DatabaseError), transaction.atomic(ALIAS):
        execute("INSERT INTO line (word) VALUES (NULL)")
    with pytest.raises(ZeroDivisionError), transaction.atomic(ALIAS):
        write(1 / 0)
    assert lock()._holder is None
    assert lines() == 0


def test_a_failed_commit_gives_the_turn_back(database):
    execute("CREATE TABLE child (line INTEGER REFERENCES line DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(DatabaseError), transaction.atomic(ALIAS):
        execute("INSERT INTO child VALUES (7)")
    assert lock()._holder is None


def test_a_connection_closed_inside_a_transaction_gives_the_turn_back(database):
    with transaction.atomic(ALIAS):
        write()
        connections[ALIAS].close()
        assert lock()._holder is None
    assert lines() == 0


def test_a_transaction_that_could_not_begin_gives_the_turn_back(database):
    connections[ALIAS].transaction_mode = "NONSENSE"
    with pytest.raises(DatabaseError), transaction.atomic(ALIAS):
        pass
    assert lock()._holder is None


def test_a_single_write_takes_a_turn_and_a_read_does_not(database):
    holds, ended = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(ALIAS):
            write("theirs")
            holds.set()
            ended.wait(5)

    other = in_thread(hold)
    holds.wait(5)
    assert lines() == 0
    writer = in_thread(write, "mine")
    while not lock()._waiting:
        time.sleep(0.001)
    ended.set()
    other.join()
    writer.join()
    assert execute("SELECT word FROM line ORDER BY id") == [("theirs",), ("mine",)]
    assert lock()._holder is None


def test_a_write_with_autocommit_off_holds_the_turn_until_the_commit(database):
    connections[ALIAS].set_autocommit(False)
    write()
    assert lock().is_held_by(connections[ALIAS])
    connections[ALIAS].commit()
    assert lock()._holder is None
    connections[ALIAS].set_autocommit(True)


def test_a_second_connection_of_the_same_thread_fails_at_once(database):
    second = connections.create_connection(ALIAS)
    with transaction.atomic(ALIAS), pytest.raises(OperationalError, match="another connection"):
        second.cursor().execute("DELETE FROM line")
    second.close()


def test_no_writer_starves(database):
    """Four threads write without a pause, a fifth reads and writes for 20 ms: it waits for a few turns, not for seconds."""
    ended, waits, failures = threading.Event(), [], []

    def keep_writing():
        try:
            while not ended.is_set():
                with transaction.atomic(ALIAS):
                    write()
        except DatabaseError as error:
            failures.append(error)

    threads = [in_thread(keep_writing) for _ in range(4)]
    for _ in range(10):
        asked = time.monotonic()
        with transaction.atomic(ALIAS):
            waits.append(time.monotonic() - asked)
            lines()
            write("long")
            time.sleep(0.02)
    ended.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert execute("SELECT count(*) FROM line WHERE word = 'long'") == [(10,)]
    assert max(waits) < 1
