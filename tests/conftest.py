"""What every test may ask for: a clean slate, the product served, people with browsers, private services."""

import os
import signal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.services.child import Missing

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "test-results"
OUTCOME = pytest.StashKey[bool]()


def pytest_configure():
    """Asked to end, end as at Ctrl-C: fixtures stop what they have started."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Fixtures may ask whether their test has failed."""
    report = yield
    if report.failed:
        item.stash[OUTCOME] = True
    return report


def has_failed(request) -> bool:
    return request.node.stash.get(OUTCOME, False)


@pytest.fixture(autouse=True)
def clean_slate():
    """No counter, group, socket or limit of the test before."""
    from core.consumer import addresses
    from core.hub import hub
    from files.models import Limits

    yield
    cache.clear()
    Limits.known = 0.0, None
    addresses.clear()
    hub.members.clear()
    hub.consumers.clear()


@pytest.fixture
async def wire():
    """The hub on the running test's loop, for socket tests without a server."""
    import asyncio

    from core.hub import hub

    hub.loop = asyncio.get_running_loop()
    yield hub
    hub.loop = None


@pytest.fixture
def address(transactional_db):
    """The product, served by this process on the test's own rows; its address."""
    from core.hub import hub
    from tests.serving import Serving

    with Serving() as serving:
        yield serving.address
    hub.loop = None


@pytest.fixture
def workshop(transactional_db):
    """Files that are uploaded are looked at, as by the worker beside the product."""
    from tests.serving import Workshop

    with Workshop():
        yield


@pytest.fixture(scope="module")
def switches():
    """What Chromium is started with; a module may have others."""
    from tests.browsing import CHROMIUM_SWITCHES

    return CHROMIUM_SWITCHES


@pytest.fixture(scope="module")
def chromium(switches):
    """One Chromium for the tests of a file. (Tests with `async def` do not go into such a file: it holds the loop.)"""
    from playwright.sync_api import sync_playwright

    from tests.browsing import chromium_program

    program = chromium_program()
    if program is None:
        pytest.skip("Chromium is not installed")
    if not any((ROOT / "static" / "build").glob("*.js")):
        pytest.skip("the pages are not built: npm run build")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop of its own in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=switches)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(request, chromium, address):
    """`visit(path, user=…, phone=…, language=…)`: a page in a browser of its own. Complaints of any of them fail the test."""
    from tests.browsing import Visits

    visits = Visits(chromium, address)
    yield visits
    if has_failed(request):
        visits.picture(RESULTS, request.node.name)
    visits.close()
    assert visits.unexpected() == []


@pytest.fixture(scope="session")
def folder():
    """A folder that every user of this machine may enter (PostgreSQL does not run as root)."""
    return settings.FOLDER


@pytest.fixture(scope="session")
def postgres(folder):
    """A private, durable PostgreSQL."""
    from tests.services.postgres import Postgres

    try:
        service = Postgres(folder / "postgres")
    except Missing as missing:
        pytest.skip(str(missing))
    with service:
        yield service


@pytest.fixture(scope="session")
def redis(folder):
    """A private Redis."""
    from tests.services.redis import Redis

    try:
        service = Redis(folder / "redis-of-processes")
    except Missing as missing:
        pytest.skip(str(missing))
    with service:
        yield service


@pytest.fixture(scope="session")
def collected():
    """What real processes serve besides pages."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        pytest.skip("the pages are not built and collected: make test does that")


@pytest.fixture
def embedded_site(request, tmp_path, collected):
    """The product as `make run` starts it: one process on a fresh folder."""
    from tests.services.site import Site

    with Site(tmp_path) as site:
        yield site
        tell_on_failure(request, site)


@pytest.fixture
def scaled_site(request, tmp_path, postgres, redis, collected):
    """The product on PostgreSQL and Redis: two web processes, a worker, a beat; the tables are emptied first."""
    from tests.services.site import Site

    site = Site(tmp_path, postgres=postgres, redis=redis, webs=2)
    site.manage("migrate", "--verbosity=0")
    site.manage("flush", "--no-input")
    with site:
        yield site
        tell_on_failure(request, site)


def tell_on_failure(request, site) -> None:
    if has_failed(request):
        print(site.output())
