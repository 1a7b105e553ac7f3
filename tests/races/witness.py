"""The database itself watches: triggers write down every change that must never be, in the transaction that makes it."""

from contextlib import contextmanager

from django.db import connection

NEVER = {
    "above_capacity": ("accounts_agent", "NEW.load > OLD.load AND OLD.load >= OLD.capacity"),
    "not_available": (
        "accounts_agent",
        "NEW.load > OLD.load AND (NEW.availability <> 'online' OR NEW.seen_at IS NULL)",
    ),
    "second_owner": ("chat_conversation", "OLD.owner_id IS NOT NULL AND NEW.owner_id <> OLD.owner_id"),
    "back_from_the_end": ("chat_conversation", "OLD.state = 'ended' AND NEW.state <> 'ended'"),
    "overtaken": (
        "chat_conversation",
        """OLD.state = 'waiting' AND NEW.state = 'active' AND EXISTS (
            SELECT 1 FROM chat_conversation earlier
            WHERE earlier.state = 'waiting' AND earlier.team_id = NEW.team_id AND (earlier.priority > NEW.priority OR (
                earlier.priority = NEW.priority AND earlier.requested_at < NEW.requested_at)))""",
    ),
}
POSTGRES = """
CREATE FUNCTION watch_{name}() RETURNS trigger AS $$
BEGIN IF {condition} THEN INSERT INTO witness VALUES ('{name}'); END IF; RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE TRIGGER watch_{name} AFTER UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION watch_{name}();
"""
SQLITE = """
CREATE TRIGGER watch_{name} AFTER UPDATE ON {table}
BEGIN INSERT INTO witness SELECT '{name}' WHERE {condition}; END
"""


@contextmanager
def watching():
    """Yields a function that returns what was seen."""
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE witness (seen text)")
        for name, (table, condition) in NEVER.items():
            words = {"name": name, "table": table, "condition": condition}
            cursor.execute((POSTGRES if is_postgres else SQLITE).format(**words))
    try:
        yield seen
    finally:
        with connection.cursor() as cursor:
            for name in NEVER:
                cursor.execute(f"DROP FUNCTION watch_{name} CASCADE" if is_postgres else f"DROP TRIGGER watch_{name}")
            cursor.execute("DROP TABLE witness")


def seen() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seen FROM witness")
        return [name for (name,) in cursor.fetchall()]
