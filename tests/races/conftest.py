import pytest

from tests.races.witness import watching


@pytest.fixture(autouse=True)
def no_bridge(settings):
    """Races are about rows; what travels between processes has its own tests."""
    settings.CHANNEL_LAYERS = {}


@pytest.fixture
def witness(transactional_db):
    """The list of what happened though it must never."""
    with watching() as seen:
        yield seen
