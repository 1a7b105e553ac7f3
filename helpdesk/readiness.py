"""Whether the database is ready to be served from, and the first filling of an empty one."""

import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from chat import demo


def check() -> None:
    """End the process with one sentence when the tables are not those of this version."""
    if is_behind():
        sys.exit("The database is not up to date: run `python manage.py migrate` first.")
    connection.close()


def prepare() -> None:
    """Bring the tables up to date; put the demo into an empty database."""
    if is_behind():
        print("Preparing the database", flush=True)
        call_command("migrate", verbosity=0)
    if settings.DEMO and not get_user_model().objects.exists():
        call_command("demo")
    connection.close()


def is_behind() -> bool:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).strip()}")
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def greeting() -> str:
    """What a person wants to know now: where to look, and who to be."""
    address = settings.SITE_ORIGINS[0]
    lines = [
        f"{settings.SITE_NAME} is served. Ctrl-C ends it.",
        f"  visitors  {address}/",
        f"  staff     {address}/console/",
        f"  admin     {address}/admin/",
    ]
    if settings.DEMO:
        lines.append(f"  sign in   as {', '.join(demo.LOGINS)}; everybody's password is {demo.PASSWORD}")
    return "\n".join(lines)
