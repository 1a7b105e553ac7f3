"""A team with one service, and the marks that every test here bears."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.people import a_service, a_team, an_agent

HERE = Path(__file__).parent
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def team(transactional_db):
    return a_team("Billing")


@pytest.fixture
def service(team):
    """Asks nothing but the name, so that staff can tell visitors apart."""
    return a_service(team, slug="billing", name="Invoices", name_zh="发票", ask_name="required")


@pytest.fixture
def agent(team, service):
    """Online, but nobody's browser is open yet."""
    return an_agent(team, name="Maria Garcia", present=False)
