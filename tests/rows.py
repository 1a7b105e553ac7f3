"""For tests that are about rows alone, many of them."""

import pytest
from django.db import connection
from django.db.backends.signals import connection_created


@pytest.fixture
def only_rows(settings, transactional_db):
    """Nothing travels to other processes, and SQLite does not wait for the disk."""
    settings.CHANNEL_LAYERS = {}
    connection.close()
    connection_created.connect(wait_for_no_disk)
    yield
    connection_created.disconnect(wait_for_no_disk)
    connection.close()


def wait_for_no_disk(connection, **rest):
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")
