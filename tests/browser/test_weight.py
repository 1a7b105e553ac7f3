"""How much travels before a page can be used, with the server as people run it: compressed, hashed, from nowhere else."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from chat.demo.people import PASSWORD
from tests.services.site import Site

pytestmark = [pytest.mark.processes, pytest.mark.timeout(120)]
KB = 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory, collected):
    """With the demo's people and menu."""
    site = Site(tmp_path_factory.mktemp("site"))
    with site:
        site.manage("demo")
        yield site


@pytest.fixture
def context(chromium, site):
    context = chromium.new_context(base_url=site.address, locale="en-GB")
    yield context
    context.close()


class Traffic:
    """What a page loads, as it is on the wire."""

    def __init__(self, page):
        self.page = page
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.loadingFinished", self._loaded)

    def _asked(self, event):
        if not event["request"]["url"].startswith("data:"):
            self.addresses[event["requestId"]] = event["request"]["url"]

    def _loaded(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def total(self) -> int:
        self.page.wait_for_load_state("networkidle")
        for request, address in self.addresses.items():
            print(f"{self.sizes.get(request, 0):>8} {urlsplit(address).path}")
        total = sum(self.sizes.values())
        print(f"{total:>8} bytes in {len(self.addresses)} requests")
        return total

    def hosts(self) -> set[str]:
        return {urlsplit(address).netloc for address in self.addresses.values()}


@pytest.mark.parametrize("path", ["/chat/", "/chat/?lang=zh-hans"])
def test_the_visitors_page_is_there_with_40_kb_in_6_requests(context, site, path):
    page = context.new_page()
    traffic = Traffic(page)
    page.goto(path)
    expect(page.get_by_role("listitem").first).to_be_visible()
    assert traffic.total() <= 40 * KB
    assert len(traffic.addresses) <= 6
    assert traffic.hosts() == {urlsplit(site.address).netloc}


def test_a_second_visit_loads_nothing_but_the_page_itself(context):
    page = context.new_page()
    page.goto("/chat/")
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    again = context.new_page()
    traffic = Traffic(again)
    again.goto("/chat/")
    expect(again.get_by_role("listitem").first).to_be_visible()
    assert traffic.total() <= 8 * KB


def test_the_console_is_there_with_120_kb_in_12_requests(context, site):
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Name or e-mail address").fill("maria")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console/")
    page.goto("about:blank")
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    traffic = Traffic(page)
    page.goto("/console/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert traffic.total() <= 120 * KB
    assert len(traffic.addresses) <= 12
    assert traffic.hosts() == {urlsplit(site.address).netloc}
