"""Screenshots and recordings: what is hidden never leaves the browser, and what was recorded is not lost."""

import re
from importlib import import_module

import pytest
from playwright.sync_api import Locator, Page, expect

from files.models import File
from tests.browser.acts import until
from tests.browser.shared_window import MOVING, PAGE, SECRET, contrast, opened, secrets, shares, stored
from tests.browser.talk import DEVICES, is_loaded, is_playing, last, sends, tray, uses
from tests.browsing import CHROMIUM_SWITCHES
from tests.files.samples import needs_ffmpeg

STAGE = "hd-picture-stage canvas"


@pytest.fixture(scope="module")
def switches():
    return [*CHROMIUM_SWITCHES, *DEVICES]


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """Folders of this test alone; and what came over the line stays there, to be looked at."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.UPLOADS_DIR = tmp_path / "uploads"
    monkeypatch.setattr(import_module("files.actions.check"), "drop_upload", lambda file: None)
    return lambda: stored(settings.MEDIA_ROOT, settings.UPLOADS_DIR)


def blurs(page: Page, left: int, top: int, width: int, height: int) -> None:
    """This box, in pixels of the picture, and a little around it."""
    page.locator(STAGE).press("u")
    across = page.viewport_size["width"]
    shown = page.locator(STAGE).bounding_box()
    scale = shown["width"] / across
    start = (shown["x"] + (left - 10) * scale, shown["y"] + (top - 10) * scale)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + (width + 20) * scale, start[1] + (height + 20) * scale, steps=5)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="Blur added.")).to_be_visible()


def takes_screenshot(page: Page) -> None:
    uses(page, "Screenshot")
    expect(page.locator(STAGE)).to_be_focused()


def attaches_it(page: Page) -> None:
    page.get_by_role("dialog", name=re.compile("Edit picture|Your recording")).get_by_role(
        "button", name="Attach"
    ).click()
    expect(tray(page)).to_have_count(1)


def test_what_is_blurred_in_a_screenshot_is_nowhere_on_the_server(kept, talk):
    left, top, width, height = SECRET
    page, desk = talk.page, talk.desk
    shares(page, PAGE)
    takes_screenshot(page)
    blurs(page, *SECRET)
    attaches_it(page)
    sends(page, "This is what I see")
    for each in (page, desk):
        expect(last(each)).to_contain_text("This is what I see")
        assert is_loaded(last(each).get_by_role("img"))
    file = File.objects.get()
    image = opened(file.open().read())
    assert image.size == (1440, 900)
    assert contrast(image, (left - 100, top, left - 20, top + height)) > 200, "around it all is as it was"
    assert contrast(image, (left, top, left + width, top + height)) < 40
    everything = kept()
    assert len(everything) == 3, "as it came, as it is kept, and its preview"
    for path, content in everything.items():
        assert secrets(opened(content)) == 0, path
    shares(desk, PAGE)
    takes_screenshot(desk)
    attaches_it(desk)
    sends(desk)
    assert is_loaded(last(page).get_by_role("img"))
    seen = [secrets(opened(content)) for path, content in kept().items() if path not in everything]
    assert min(seen) > 2_000, "where nothing is hidden it would have been found"


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Screen recording")


def records(page: Page, *, with_voice: bool = False) -> None:
    uses(page, "Record the screen")
    question = page.get_by_role("dialog", name="Record the screen")
    question.get_by_role("switch", name="Record my voice too").set_checked(with_voice)
    question.get_by_role("button", name="Choose what to record").click()
    expect(bar(page)).to_contain_text("kB")


@needs_ffmpeg
def test_a_recording_is_seen_before_it_is_sent_and_plays_on_the_other_side(talk):
    page, desk = talk.page, talk.desk
    shares(page, MOVING)
    records(page, with_voice=True)
    bar(page).get_by_role("button", name=re.compile("^Stop")).click()
    preview = page.get_by_role("dialog", name="Your recording")
    assert is_playing(preview.locator("video"))
    attaches_it(page)
    sends(page, "It blinks")
    film = last(desk).locator("video")
    assert is_playing(film)
    expect(last(desk)).to_contain_text("It blinks")
    file = File.objects.get()
    assert file.kind == "video"
    assert 1 < file.duration < 8
    assert len(file.preview) > 0


@needs_ffmpeg
def test_a_recording_survives_a_reload_of_the_page(talk):
    desk, page = talk.desk, talk.page
    shares(desk, MOVING)
    records(desk)
    desk.reload()
    preview = desk.get_by_role("dialog", name="Your recording")
    expect(preview).to_contain_text("This recording was interrupted when the page closed.")
    assert is_playing(preview.locator("video"))
    attaches_it(desk)
    sends(desk)
    assert is_playing(last(page).locator("video"))
    desk.reload()
    until(lambda: desk.evaluate("localStorage.getItem('hd.recording')") is None)
