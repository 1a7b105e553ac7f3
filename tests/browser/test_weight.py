"""How much travels before a page can be used, with the server as people run it: compressed, hashed, from nowhere else;
and what is heavy comes only when it is used."""

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from chat.demo.people import PASSWORD
from tests.browser.acts import thread, until
from tests.browser.talk import attaches, last, pastes_from, sends, uses
from tests.sent import a_picture
from tests.sent import sends as has_sent
from tests.services.site import Site

pytestmark = [pytest.mark.processes, pytest.mark.timeout(120)]
KB = 1024
# In the order in which they are used here.
HEAVY = {
    "uploads": "node_modules/tus-js-client/",
    "pictures in full": "node_modules/photoswipe/",
    "voice": "static/js/capture/voice.js",
    "recorder": "static/js/capture/recorder-screen.js",
    "cleaner": "node_modules/dompurify/",
    "map": "node_modules/leaflet/",
    "picture editor": "static/js/capture/picture-editor.js",
    "rich editor": "node_modules/@tiptap/",
}


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


@pytest.fixture
def with_map(settings):
    """Of one tile, again and again."""
    settings.MAP_TILES = "/static/build/img/favicon.svg?{z}/{x}/{y}"


def scripts_with(source: str) -> set[str]:
    """Names of the built scripts that hold something of it."""
    bundles = json.loads((settings.BASE_DIR / "static" / "build" / "meta.json").read_text()).values()
    outputs = {path: output for bundle in bundles for path, output in bundle["outputs"].items()}
    return {
        PurePath(path).name
        for path, output in outputs.items()
        if path.endswith(".js") and any(it.startswith(source) for it in output["inputs"])
    }


def heavy(page: Page) -> set[str]:
    """Which of the heavy parts this page has asked for."""
    asked = page.evaluate("performance.getEntriesByType('resource').map((it) => new URL(it.name).pathname)")
    names = {PurePath(path).name for path in asked}
    return {part for part, source in HEAVY.items() if names & scripts_with(source)}


def test_what_is_heavy_comes_only_when_it_is_used(with_map, talk):
    wang = talk.conversation.contact
    has_sent(talk.conversation, wang, a_picture(wang))
    for page in (talk.page, talk.desk):
        expect(last(page).get_by_role("img", name="plan.png")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert heavy(page) == set()
    assert list(comes_with_use(talk.page, USES[:-1])) == list(HEAVY)[:-1]
    assert heavy(talk.desk) == {"cleaner"}, "for the visitor's formatted text"
    assert list(comes_with_use(talk.desk, USES)) == [part for part in HEAVY if part != "cleaner"]


def comes_with_use(page: Page, uses: list[Callable]) -> Iterator[str]:
    """Does these one after the other, and tells what has come with each."""
    before = heavy(page)
    for use in uses:
        use(page)
        now = heavy(page)
        yield from now - before
        before = now


def sends_a_file(page: Page) -> None:
    attaches(page, {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    sends(page)
    expect(last(page).get_by_role("link", name="bill.pdf")).to_be_visible()


def looks_closer(page: Page) -> None:
    thread(page).get_by_role("link", name="plan.png").first.click()
    expect(
        page.get_by_role("dialog", name="Pictures").get_by_role("group", name="Pictures", exact=True)
    ).to_be_focused()
    page.keyboard.press("Escape")


def speaks(page: Page) -> None:
    uses(page, "Voice message")
    page.get_by_role("group", name="Voice message").get_by_role("button", name="Close").click()


def records(page: Page) -> None:
    uses(page, "Record the screen")
    page.get_by_role("dialog", name="Record the screen").get_by_role("button", name="Cancel").click()


def pastes_and_sends(page: Page) -> None:
    pastes_from(page, "<h1>Terms</h1><p>apply")
    page.get_by_role("button", name="Send it with its formatting").click()
    expect(last(page).get_by_role("heading", name="Terms")).to_be_visible()


def looks_at_a_map(page: Page) -> None:
    uses(page, "Position")
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    page.keyboard.press("Escape")


def writes_rich_text(page: Page) -> None:
    uses(page, "Formatted text")
    expect(page.get_by_role("dialog", name="Formatted text").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")


def takes_a_screenshot(page: Page) -> None:
    """The browser asks, and nobody answers."""
    page.evaluate("() => { navigator.mediaDevices.getDisplayMedia = () => new Promise(() => {}) }")
    uses(page, "Screenshot")
    until(lambda: "picture editor" in heavy(page))


USES = [
    sends_a_file,
    looks_closer,
    speaks,
    records,
    pastes_and_sends,
    looks_at_a_map,
    takes_a_screenshot,
    writes_rich_text,
]
