"""Two people who write to each other, each at a browser; and what is done there beside writing."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from chat.models import Conversation
from tests.browser.acts import box_of, reply_box, thread

# A tab of this name is what these browsers share; the sound of the microphone is the browser's own beep.
SHARED = "Window to share"
DEVICES = ["--use-fake-device-for-media-stream", f"--auto-select-tab-capture-source-by-title={SHARED}"]
PERMISSIONS = ["microphone", "camera", "geolocation", "clipboard-read", "clipboard-write"]
PLACE = {"latitude": 31.2304, "longitude": 121.4737, "accuracy": 12}


COPY_PICTURE = """
    async (content) => {
      const bytes = Uint8Array.from(atob(content), (it) => it.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
    }
"""


@dataclass
class Talk:
    conversation: Conversation
    page: Page  # the visitor's
    desk: Page  # the agent's

    @property
    def ways(self) -> Iterator[tuple[Page, Page]]:
        """Who sends and who reads: the visitor and the agent, the agent and the visitor."""
        yield self.page, self.desk
        yield self.desk, self.page


def is_desk(page: Page) -> bool:
    return "/console/" in page.url


def box(page: Page) -> Locator:
    """Where one writes on this page."""
    return reply_box(page) if is_desk(page) else box_of(page)


def uses(page: Page, tool: str) -> None:
    """One of the tools beside the box, in the menu or not."""
    composer = page.locator("hd-composer")
    expect(composer.get_by_role("button", name="Attach files")).to_be_visible()
    button = composer.get_by_role("button", name=tool, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="More to send").click()
    button.click()


def attaches(page: Page, *files: FilePayload | Path) -> None:
    """Through the browser's own dialog."""
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Attach files").click()
    choosing.value.set_files(list(files))


def tray(page: Page) -> Locator:
    return page.get_by_role("list", name="Attached").get_by_role("listitem")


def sends(page: Page, text: str = "", *, by: Locator | None = None) -> None:
    """What is attached, with these words; by another box than that for the other side."""
    writing = by or box(page)
    expect(tray(page)).not_to_have_count(0)
    writing.press_sequentially(text)
    writing.press("Enter")
    expect(tray(page)).to_have_count(0)


def last(page: Page) -> Locator:
    """The newest message that somebody wrote."""
    return thread(page).locator(".message").last


def pastes_picture(page: Page, content: bytes) -> None:
    """A PNG out of another program."""
    page.evaluate(COPY_PICTURE, b64encode(content).decode())
    page.locator("hd-composer textarea").press("Control+V")


def pastes_from(page: Page, html: str) -> None:
    """All of another page on the web."""
    other = page.context.new_page()
    other.route("**/other", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    other.goto("/other")
    other.keyboard.press("Control+A")
    other.keyboard.press("Control+C")
    other.close()
    page.locator("hd-composer textarea").press("Control+V")


def drops(page: Page, *paths: Path) -> None:
    """From a folder of the desktop onto the conversation."""
    mouse = page.context.new_cdp_session(page)
    spot = thread(page).bounding_box()
    at = {"x": spot["x"] + spot["width"] / 2, "y": spot["y"] + spot["height"] / 2}
    carried = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        mouse.send("Input.dispatchDragEvent", {"type": kind, **at, "data": carried})


def payload(name: str, content: bytes, mime: str = "") -> FilePayload:
    """A file of somebody's disk."""
    known = {".png": "image/png", ".jpg": "image/jpeg", ".mp4": "video/mp4", ".pdf": "application/pdf"}
    return {
        "name": name,
        "mimeType": mime or known.get(Path(name).suffix, "application/octet-stream"),
        "buffer": content,
    }


def is_loaded(picture: Locator) -> bool:
    """The picture itself is there, not only the place for it."""
    return picture.evaluate("async (it) => { await it.decode().catch(() => {}); return it.naturalWidth > 0; }")


def bytes_behind(link: Locator) -> bytes:
    """What one gets who follows it."""
    with link.page.expect_download() as downloading:
        link.click()
    return Path(downloading.value.path()).read_bytes()


def named(text: str) -> re.Pattern:
    return re.compile(f"^{re.escape(text)}$")


def is_playing(film: Locator) -> bool:
    """It has begun and moves on."""
    film.evaluate("(it) => { it.muted = true; return it.play(); }")
    return film.evaluate(
        "(it) => new Promise((done) => it.addEventListener('timeupdate', () => it.currentTime > 0 && done(true)))"
    )
