"""What people do on the pages, told by the words they see there."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect


def asks(
    page: Page, *, name: str, service: str = "Invoices", start: str = "Start chat", label: str = "Your name"
) -> None:
    """The visitor picks the service, gives a name and starts."""
    page.get_by_role("button", name=service).click()
    page.get_by_label(label).fill(name)
    page.get_by_role("button", name=start).click()
    expect(thread(page)).to_be_visible()


def box_of(page: Page) -> Locator:
    """Where the visitor writes."""
    return page.get_by_role("textbox", name="Message", exact=True)


def reply_box(page: Page) -> Locator:
    """Where the agent writes to the visitor."""
    return page.get_by_role("textbox", name=re.compile("^Reply to "))


def note_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Note for colleagues")


def writes(box: Locator, *texts: str) -> None:
    for text in texts:
        box.fill(text)
        box.press("Enter")


def thread(page: Page) -> Locator:
    """The conversation; the other log of a page is what it tells to screen readers."""
    return page.get_by_role("main").get_by_role("log")


def sees(page: Page, text: str) -> None:
    """It stands in the conversation on this page."""
    expect(thread(page).get_by_text(text)).to_be_visible()


def numbered(page: Page) -> list[str]:
    """The messages "line 1", "line 2" … in the order they stand in."""
    return re.findall(r"\bline \d+\b", thread(page).inner_text())


def row_of(page: Page, name: str) -> Locator:
    """A conversation in the agent's list, whatever the language."""
    return (
        page.get_by_role("main").get_by_role("region").first.get_by_role("link", name=re.compile(f"^{re.escape(name)}"))
    )


def opens(page: Page, name: str) -> None:
    """And takes the mouse off the list, which holds still under it."""
    row_of(page, name).click()
    reply_box(page).hover()


def ends(page: Page, how: str = "Solved") -> None:
    """The agent ends the open conversation in the dialog."""
    page.get_by_role("button", name="End…").click()
    dialog = page.get_by_role("dialog", name=re.compile("^End the conversation"))
    dialog.get_by_role("radio", name=re.compile(f"^{how}")).check()
    dialog.get_by_role("button", name="End as").click()
    expect(dialog).to_be_hidden()


def sets_capacity(page: Page, *, more: int = 0, fewer: int = 0) -> None:
    """In the status menu, one conversation at a time."""
    page.get_by_role("button", name=re.compile("Status:")).click()
    menu = page.get_by_role("dialog", name="My status")
    for _ in range(more):
        menu.get_by_role("button", name="More conversations").click()
    for _ in range(fewer):
        menu.get_by_role("button", name="Fewer conversations").click()
    page.keyboard.press("Escape")


def until(condition: Callable[[], bool], *, within: float = 10) -> None:
    """Wait for something that no page shows."""
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
