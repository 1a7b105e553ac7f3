"""The few statements that a message needs, written here. Django makes each anew, which takes longer than the database does to answer it."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Model


def select(model: type[Model], *, is_locked: bool = False, **among: Collection) -> list[Any]:
    """The rows whose columns hold one of the values given for each, by id; held until the transaction ends, if wanted (`core.rows`)."""
    if not all(among.values()):
        return []
    wheres, values = [], []
    for name, wanted in among.items():
        field = model._meta.get_field(name)
        wheres.append(f"{field.column} IN ({', '.join(['%s'] * len(wanted))})")
        values += [field.get_db_prep_value(value, connection) for value in wanted]
    # SQLite has no such words and needs none: there, whoever writes has the whole file.
    lock = connection.ops.for_update_sql(no_key=True) if is_locked and connection.features.has_select_for_update else ""
    table, condition = model._meta.db_table, " AND ".join(wheres)
    statement = f"SELECT * FROM {table} WHERE {condition} ORDER BY id {lock}"  # noqa: S608 - our own names
    return list(model._default_manager.raw(statement, values))


def update(model: type[Model], rows: Iterable[Model], names: Iterable[str]) -> None:
    """Save these fields of the rows, each with values of its own."""
    fields = [model._meta.get_field(name) for name in (*names, "id")]
    sets = ", ".join(f"{field.column} = %s" for field in fields[:-1])
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model._meta.db_table} SET {sets} WHERE id = %s", values)  # noqa: S608 - our own names
