import pytest


@pytest.fixture(autouse=True)
def no_bridge(settings):
    """The machine is about rows; what travels between processes has its own tests."""
    settings.CHANNEL_LAYERS = {}
