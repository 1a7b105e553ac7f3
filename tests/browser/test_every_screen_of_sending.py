"""Every screen of what is more than text, in both languages: see `screens`."""

import pytest
from playwright.sync_api import Page, expect

from files.models import File
from tests.browser.acts import thread
from tests.browser.shared_window import MOVING, PAGE, shares
from tests.browser.talk import DEVICES, last, pastes_from, payload
from tests.browsing import CHROMIUM_SWITCHES
from tests.files import samples
from tests.people import says
from tests.sent import a_file, a_picture, png, sends

pytestmark = [pytest.mark.timeout(180), samples.needs_ffmpeg]
# What people have written, and names of files and standards.
WRITTEN = "Invoices ZIP plan one two png mp4 pdf webm bin bill film voice backup broken Terms All goods are returnable WGS html kB org"
PEAKS = [5, 20, 60, 90, 40, 70, 30, 10] * 8
RICH = "<h3>Terms</h3><p>All <strong>goods</strong> are <a href='https://example.com/back'>returnable</a>.</p><ul><li>7 天</li></ul>"


@pytest.fixture(scope="module")
def switches():
    return [*CHROMIUM_SWITCHES, *DEVICES]


@pytest.fixture(autouse=True)
def frames_of_the_browser(visit):
    """It complains of those of its own when a recording ends; every frame that the page was given is closed."""
    visit.expect("VideoFrame was garbage collected")


@pytest.fixture
def language(screens):
    return screens.language


@pytest.fixture
def with_map(settings):
    """Of one tile, again and again."""
    settings.MAP_TILES = "/static/build/img/favicon.svg?{z}/{x}/{y}"
    settings.MAP_ATTRIBUTION = '© <a href="https://example.com/">example</a>'


def media(by, kind: str, name: str, holds: bytes, **facts) -> File:
    file = a_file(by, name=name, kind=kind, holds=holds)
    File.objects.filter(pk=file.pk).update(**facts)
    return file


def everything(conversation, by) -> None:
    """One message of every kind."""
    sends(
        conversation,
        by,
        {"type": "text", "text": "退款 **1**"},
        a_picture(by, "plan.png", 400, 300),
        {"type": "text", "text": "2"},
    )
    sends(
        conversation,
        by,
        *(a_picture(by, name, 300, 200, colour) for name, colour in (("one.png", "navy"), ("two.png", "olive"))),
    )
    sends(
        conversation,
        by,
        media(by, "video", "film.mp4", samples.mp4(), mime="video/mp4", width=160, height=120, duration=3),
    )
    sends(
        conversation,
        by,
        media(by, "voice", "voice.webm", samples.recorded(is_sound=True), mime="audio/webm", duration=2, peaks=PEAKS),
    )
    sends(conversation, by, a_file(by, name="bill.pdf", kind="file", holds=b"%PDF"))
    sends(conversation, by, {"type": "html", "html": RICH})
    sends(conversation, by, {"type": "position", "lat": 31.23, "lng": 121.47, "accuracy": 12.0, "label": "外白渡桥"})
    entry = says(conversation, by, "好")
    sends(conversation, by, {"type": "text", "text": "好的"}, reply_to=entry.seq)


def tool(page: Page, name: str) -> None:
    """Whatever the language."""
    button = page.locator(f"[data-tool={name}]")
    expect(page.locator("[data-tool=file]")).to_be_visible()
    if not button.count():
        page.locator("hd-attach hd-menu-button button").first.click()
        button = page.locator(f"[data-item={name}]")
    button.click()


def chooses(page: Page, *files) -> None:
    with page.expect_file_chooser() as choosing:
        tool(page, "file")
    choosing.value.set_files(list(files))


def leaves(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def shows_everything(page: Page) -> None:
    expect(last(page).locator("a.quote")).to_be_visible()
    expect(thread(page).locator("hd-rich a")).to_be_visible()
    expect(thread(page).locator("video")).to_have_js_property("readyState", 4)


def waits_with_files(page: Page) -> None:
    """One is there, one is refused, one is still coming."""
    page.route("**/uploads/*/**", lambda route: None if route.request.method == "PATCH" else route.continue_())
    chooses(
        page,
        payload("plan.png", png(300, 200)),
        payload("broken.png", png(200, 200)[:90]),
        payload("backup.bin", bytes(9_000_000)),
    )
    expect(page.locator(".tray-item.failed")).to_be_visible()
    expect(page.locator(".tray-item.ready")).to_be_visible()
    expect(page.locator(".tray-item progress")).to_have_js_property("value", 93)


def test_what_the_visitor_sees(with_map, screens, talk):
    page, desk = talk.page, talk.desk
    everything(talk.conversation, talk.conversation.owner)
    shows_everything(page)
    screens.check(page, "thread with everything", but=WRITTEN)
    thread(page).locator("hd-position button").last.click()
    expect(page.locator(".leaflet-control-zoom-in")).to_be_visible()
    screens.check(page, "thread with a map", but=WRITTEN)
    page.locator("hd-attach hd-menu-button button").first.click()
    screens.check(page, "what can be sent", but=WRITTEN)
    page.keyboard.press("Escape")
    waits_with_files(page)
    screens.check(page, "attached", but=WRITTEN)
    for _ in range(3):
        page.locator(".tray-item").first.get_by_role("button").last.click()
    pastes_from(page, RICH)
    expect(page.locator(".offer-line")).to_be_visible()
    screens.check(page, "pasted with formatting", but=WRITTEN)
    thread(page).locator("hd-picture a").first.click()
    expect(page.locator(".pswp__caption, [aria-live=polite]").first).to_be_visible()
    screens.check(page, "pictures in full", but=WRITTEN)
    leaves(page)
    page.get_by_role("banner").get_by_role("button").last.click()
    page.locator(".options .menu button").filter(has_text="Files").or_(
        page.locator(".options .menu button").filter(has_text="文件")
    ).click()
    expect(page.get_by_role("dialog").locator("hd-files img").first).to_be_visible()
    screens.check(page, "files", but=WRITTEN)
    leaves(page)
    tool(page, "position")
    page.locator("#place-typed").fill("31.23, 121.47")
    page.locator("#place-label").fill("外白渡桥")
    screens.check(page, "position", but=WRITTEN)
    page.locator("#place-typed").fill("131.23, 121.47")
    page.locator("#place-typed").press("Enter")
    screens.check(page, "position, refused", but=WRITTEN)
    leaves(page)
    desk.locator("hd-ask-visitor button").first.click()
    desk.locator("[data-item=screenshot]").click()
    page.locator(".pill").click()
    expect(thread(page).locator("hd-consent button").last).to_be_in_viewport()
    screens.check(page, "asked", but=WRITTEN)
    screens.check(desk, "has asked", but=WRITTEN)
    thread(page).locator("hd-consent button").last.click()
    expect(thread(page).locator("hd-consent button")).to_have_count(0)
    screens.check(page, "declined", but=WRITTEN)


def test_how_the_visitor_captures(screens, talk):
    page = talk.page
    window = shares(page, PAGE)
    tool(page, "screenshot")
    expect(page.locator("hd-picture-stage canvas")).to_be_focused()
    screens.check(page, "picture editor", but=WRITTEN)
    page.keyboard.press("c")
    screens.check(page, "picture editor, crop", but=WRITTEN)
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    expect(page.locator(".picture-more input")).to_be_focused()
    page.keyboard.type("1")
    screens.check(page, "picture editor, text", but=WRITTEN)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    screens.check(page, "picture editor, discard?", but=WRITTEN)
    page.get_by_role("dialog").last.get_by_role("button").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    window.close()
    shares(page, MOVING)
    tool(page, "recording")
    screens.check(page, "recording, question", but=WRITTEN)
    page.get_by_role("dialog").get_by_role("button").first.click()
    bar = page.locator("hd-recorder-bar")
    expect(bar).to_contain_text("kB")
    screens.check(page, "recording", but=WRITTEN)
    bar.locator(".recorder-stop").click()
    expect(page.get_by_role("dialog").locator("video")).to_have_js_property("readyState", 4)
    screens.check(page, "recorded", but=WRITTEN)
    page.get_by_role("dialog").get_by_role("button").last.click()
    page.get_by_role("dialog").last.get_by_role("button").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    tool(page, "voice")
    expect(page.locator("hd-voice-recorder").get_by_role("timer")).to_have_text("0:01")
    screens.check(page, "voice", but=WRITTEN)
    page.locator(".voice-stop").click()
    expect(page.locator("hd-voice-playback")).to_be_visible()
    screens.check(page, "voice, to listen to", but=WRITTEN)


def test_what_the_agent_sees(screens, talk):
    desk = talk.desk
    everything(talk.conversation, talk.conversation.contact)
    shows_everything(desk)
    screens.check(desk, "thread with everything", but=WRITTEN)
    desk.locator("#pane-tab-files").click()
    expect(desk.locator("hd-files img").first).to_be_visible()
    screens.check(desk, "files", but=WRITTEN)
    last(desk).hover()
    last(desk).locator("hd-message-menu button").click()
    for line in last(desk).locator(".menu button").all():
        expect(line).to_be_in_viewport(ratio=1)
    screens.check(desk, "message menu", but=WRITTEN)
    last(desk).locator("[data-item=quote]").click()
    expect(desk.locator(".answering")).to_be_visible()
    waits_with_files(desk)
    screens.check(desk, "quoting, attached", but=WRITTEN)
    desk.locator("hd-ask-visitor button").first.click()
    screens.check(desk, "what can be asked for", but=WRITTEN)
    desk.keyboard.press("Escape")
    last(desk).hover()
    last(desk).locator("hd-message-menu button").click()
    last(desk).locator("[data-item=redact]").click()
    screens.check(desk, "remove the content", but=WRITTEN)
    desk.get_by_role("dialog").get_by_role("textbox").fill("密码")
    desk.keyboard.press("Enter")
    expect(last(desk).locator(".removed")).to_be_visible()
    screens.check(desk, "removed", but=WRITTEN)
    tool(desk, "voice")
    expect(desk.locator("hd-voice-recorder").get_by_role("timer")).to_have_text("0:01")
    expect(desk.locator("hd-composer textarea")).to_be_hidden()
    screens.check(desk, "voice", but=WRITTEN)
    desk.locator(".voice-send").click()
    expect(desk.locator("[data-tool=voice]")).to_be_focused()
    tool(desk, "rich")
    desk.locator("#rich-text").press_sequentially("你好 ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("1")
    screens.check(desk, "formatted text", but=WRITTEN)
    desk.keyboard.press("Control+k")
    desk.locator("#rich-address").fill("x")
    desk.keyboard.press("Enter")
    expect(desk.locator("#rich-address-error")).to_be_visible()
    screens.check(desk, "formatted text, link", but=WRITTEN)
