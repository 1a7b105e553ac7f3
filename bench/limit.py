"""What this machine could do at most: bare sockets and the same durable rows, without anything of the product.

`python -m bench.limit PORT each|group sqlite:FILE|postgres://…` serves it: one commit for each message, or one for all
that arrived while the last commit ran.
"""

import asyncio
import json
import queue
import socket
import sqlite3
import sys
import threading
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import uvloop
from websockets.asyncio.server import broadcast, serve

from bench.load import Page
from tests.services.child import Child
from tests.services.ports import free_port

WRITERS = 8  # connections to PostgreSQL when each message has its own commit
TABLES = """
CREATE TABLE conversation (id {uuid} PRIMARY KEY, last_seq integer NOT NULL, last text NOT NULL, unanswered_since_at text);
CREATE TABLE entry (
    id {serial}, conversation_id {uuid} NOT NULL, seq integer NOT NULL, public_seq integer, kind text NOT NULL,
    author_id integer, audience text NOT NULL, text text NOT NULL, payload text NOT NULL, client_id {uuid}, at text NOT NULL,
    UNIQUE (conversation_id, seq), UNIQUE (conversation_id, public_seq), UNIQUE (conversation_id, author_id, client_id));
"""
ROWS = "INSERT INTO conversation SELECT value, 0, '{}', NULL FROM "
COLUMNS = (
    "INSERT INTO entry (conversation_id, seq, public_seq, kind, author_id, audience, text, payload, client_id, at)"
)
BATCH = f"""
WITH said AS (
    SELECT *, row_number() OVER (PARTITION BY conversation ORDER BY place) AS turn
    FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[]) WITH ORDINALITY AS s (conversation, client, text, at, place)
), raised AS (
    UPDATE conversation SET last_seq = last_seq + n, last = 'x', unanswered_since_at = latest
    FROM (SELECT conversation, count(*) AS n, max(at) AS latest FROM said GROUP BY 1 ORDER BY 1) AS counted
    WHERE id = conversation RETURNING id, last_seq - n AS before
)
{COLUMNS} SELECT conversation, before + turn, before + turn, 'message.posted', 1, 'everyone', text, '{{"v": 1}}', client, at
FROM said JOIN raised ON raised.id = conversation RETURNING client_id, seq
"""


class Bare(Child):
    """The bare server as a process of its own."""

    def __init__(self, folder: Path, commit: str, database: str):
        super().__init__(folder, f"limit-{commit}")
        self.port, self.commit, self.database = free_port(), commit, database

    def command(self) -> list[str]:
        return [sys.executable, "-m", "bench.limit", str(self.port), self.commit, self.database]

    def is_ready(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def pages(self, ids: list[str], each: int) -> tuple[list[Page], list[Page]]:
        """A visitor for each conversation, an agent for so many of them."""
        host = f"127.0.0.1:{self.port}"
        agents = [Page(host, "/", "", ids[at : at + each]) for at in range(0, len(ids), each)]
        return [Page(host, "/", "", [one]) for one in ids], agents


class SqliteRows:
    def __init__(self, path: str):
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")

    def create(self, ids: list[str]) -> None:
        self.connection.executescript(TABLES.format(uuid="text", serial="integer PRIMARY KEY"))
        self.connection.execute(f"{ROWS} json_each(?)", [json.dumps(ids)])

    def write(self, messages: list[dict]) -> dict[str, int]:
        """Their numbers by their client ids, once they are on the disk."""
        run, numbers = self.connection.execute, {}
        run("BEGIN IMMEDIATE")
        for message in messages:
            of, at = message["conversation"], datetime.now(UTC).isoformat()
            raised = "UPDATE conversation SET last_seq = last_seq + 1, last = ?, unanswered_since_at = ? WHERE id = ?"
            (seq,) = run(f"{raised} RETURNING last_seq", ["x", at, of]).fetchone()
            values = (of, seq, seq, message["text"], message["client_id"], at)
            run(f"{COLUMNS} VALUES (?, ?, ?, 'message.posted', 1, 'everyone', ?, '{{\"v\": 1}}', ?, ?)", values)
            numbers[message["client_id"]] = seq
        run("COMMIT")
        return numbers


class PostgresRows:
    def __init__(self, url: str):
        self.connection = psycopg.connect(url, autocommit=True, prepare_threshold=1)

    def create(self, ids: list[str]) -> None:
        self.connection.execute("DROP TABLE IF EXISTS conversation, entry")
        self.connection.execute(TABLES.format(uuid="uuid", serial="bigserial PRIMARY KEY"))
        self.connection.execute(f"{ROWS} unnest(%s::uuid[]) AS value", [ids])

    def write(self, messages: list[dict]) -> dict[str, int]:
        """One statement, and so one commit."""
        at = datetime.now(UTC).isoformat()
        columns = ([message[name] for message in messages] for name in ("conversation", "client_id", "text"))
        rows = self.connection.execute(BATCH, [*columns, [at] * len(messages)])
        return {str(client_id): seq for client_id, seq in rows}


def rows_in(database: str) -> SqliteRows | PostgresRows:
    return SqliteRows(database.removeprefix("sqlite:")) if database.startswith("sqlite:") else PostgresRows(database)


class Server:
    def __init__(self, database: str, *, together: bool):
        self.members = defaultdict(set)
        self.together = together
        self.queue: queue.SimpleQueue = queue.SimpleQueue()
        self.loop = asyncio.get_running_loop()
        writers = WRITERS if not together and database.startswith("postgres") else 1
        for _ in range(writers):
            threading.Thread(target=self.write, args=(rows_in(database),), daemon=True).start()

    async def attend(self, connection) -> None:
        await connection.send('{"type":"hello"}')
        async for text in connection:
            frame = json.loads(text)
            if frame["type"] == "message.post":
                self.queue.put((connection, frame))
                continue
            for point in frame.get("conversations", ()):
                self.members[point["id"]].add(connection)
            broadcast([connection], json.dumps({"type": "done", "ref": frame["ref"]}, separators=(",", ":")))

    def write(self, rows) -> None:
        """In a thread: take one message, or all there are; write; let them be told."""
        while True:
            taken = [self.queue.get()]
            while self.together and not self.queue.empty():
                taken.append(self.queue.get())
            numbers = rows.write([frame for _, frame in taken])
            self.loop.call_soon_threadsafe(self.tell, taken, numbers)

    def tell(self, taken: list, numbers: dict[str, int]) -> None:
        for connection, frame in taken:
            entry = {
                "type": "message.posted",
                "conversation": frame["conversation"],
                "seq": numbers[frame["client_id"]],
                "text": frame["text"],
                "client_id": frame["client_id"],
            }
            text = json.dumps(entry, separators=(",", ":"))
            broadcast(self.members[frame["conversation"]], text)
            broadcast([connection], f'{{"type":"done","ref":"{frame["ref"]}","entry":{text}}}')


async def main(port: str, commit: str, database: str) -> None:
    server = Server(database, together=commit == "group")
    options = {"compression": None, "backlog": 4096, "subprotocols": ["helpdesk.v1"]}
    async with serve(server.attend, "127.0.0.1", int(port), **options):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
