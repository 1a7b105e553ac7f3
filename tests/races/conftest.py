import pytest

from tests.races.witness import watching
from tests.rows import only_rows  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def races_are_about_rows(only_rows):  # noqa: F811
    """What travels between processes has its own tests."""


@pytest.fixture
def witness(transactional_db):
    """The list of what happened though it must never."""
    with watching() as seen:
        yield seen
