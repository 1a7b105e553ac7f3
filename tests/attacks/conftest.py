"""What every attack is held to: nothing of it may be an error of the server's."""

import logging

import pytest

from tests.attacks.scene import Scene


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """No attack may leave an error in the log: no traceback, no 500, no task that died."""
    caplog.set_level(logging.WARNING)
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert [(record.name, record.getMessage(), record.exc_text or "") for record in errors] == []


@pytest.fixture
def scene(address):
    """A visitor and their agent in a conversation, on a running server."""
    return Scene(address)
