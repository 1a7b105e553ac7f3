"""A team with one service, and the marks that every test here bears."""

from pathlib import Path

import pytest
from guardian.shortcuts import assign_perm
from playwright.sync_api import expect

from accounts.models import Contact
from tests.browser.screens import Screens
from tests.browser.talk import PERMISSIONS, PLACE, Talk
from tests.people import a_request, a_service, a_team, a_visitor, an_agent

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


@pytest.fixture(params=["en", "zh-hans"])
def screens(request):
    """What is checked of them in this language; the test fails when something was found."""
    found = Screens(request.param)
    yield found
    assert not found.faults, "\n".join(found.faults)


@pytest.fixture
def language():
    """Of the pages of a talk."""
    return "en"


@pytest.fixture
def talk(visit, workshop, team, service, language):
    """Maria, who may also take content out of messages, answers Wang Fang; both are at their browsers."""
    maria = an_agent(team, name="Maria Garcia", language=language)
    assign_perm("redact", maria.user, team)
    wang = a_visitor("Wang Fang")
    conversation = a_request(service, wang, name="Wang Fang")
    Contact.objects.update(language=language)
    allowed = {"permissions": PERMISSIONS, "geolocation": PLACE, "language": language}
    page = visit("/chat/", visitor=wang, **allowed)
    desk = visit(f"/console/c/{conversation.pk}/", user=maria.user, **allowed)
    return Talk(conversation, page, desk)
