"""Writing: with an input method, with emoji, and text that is not what it seems."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import asks, box_of, note_box, opens, reply_box, sees, thread, writes

HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '[press here](javascript:alert(1)) and [here](https://example.com/"onmouseover="alert(1))',
    "**bold** `<b>code</b>` https://example.com/a?b=<i>c</i>",
]


@pytest.fixture
def desk(visit, agent):
    return visit("/console/", user=agent.user)


@pytest.fixture
def page(visit, desk, service):
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria Garcia joined")
    return page


def composes(page, box, typed: str, chosen: str) -> None:
    """Types with an input method; Enter while composing only chooses the characters."""
    keyboard = page.context.new_cdp_session(page)
    box.focus()
    keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    keyboard.send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter}
    )  # the input method takes what it would type
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    expect(box).to_have_value(typed)
    keyboard.send("Input.insertText", {"text": chosen})
    expect(box).to_have_value(chosen)


def test_enter_does_not_send_while_an_input_method_is_composing(page, desk):
    opens(desk, "Wang Fang")
    composes(page, box_of(page), "ni hao", "你好")
    composes(desk, reply_box(desk), "zai", "在")
    for each in (page, desk):
        expect(thread(each).get_by_text("ni hao")).to_have_count(0)
        expect(thread(each).get_by_text("zai")).to_have_count(0)
    page.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    for each in (page, desk):
        sees(each, "你好")
        expect(thread(each).get_by_text("在", exact=True)).to_be_visible()


def test_enter_while_composing_does_not_end_the_conversation_either(page, desk):
    opens(desk, "Wang Fang")
    desk.get_by_role("button", name="End…").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("radio", name="Reject").check()
    composes(desk, dialog.get_by_label("Reason"), "ma ren", "骂人")
    expect(dialog).to_be_visible()


def test_emoji_are_picked_from_files_of_this_server(page, desk):
    box_of(page).fill("Thank you ")
    page.get_by_role("button", name="Emoji").click()
    picker = page.get_by_role("dialog", name="Emoji")
    picker.get_by_role("combobox", name="Search").fill("thumbs up")
    expect(picker.get_by_role("option", name="thumbs up").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box_of(page)).to_have_value(re.compile("^Thank you 👍"))
    page.keyboard.press("Escape")
    expect(picker).to_have_count(0)
    box_of(page).press("Enter")
    opens(desk, "Wang Fang")
    sees(desk, "Thank you 👍")


def test_markup_is_shown_as_it_was_written_and_no_link_runs_a_script(page, desk):
    opens(desk, "Wang Fang")
    for text in HOSTILE:
        writes(box_of(page), text)
        writes(reply_box(desk), text)
    for each in (page, desk):
        expect(thread(each).get_by_text(HOSTILE[0])).to_have_count(2)
        expect(thread(each).get_by_text("<b>code</b>")).to_have_count(2)
        assert each.locator("main script, main img, main [onerror], main [onmouseover]").count() == 0
        for link in thread(each).get_by_role("link").all():
            assert link.get_attribute("href").startswith("https://example.com/")
            assert "noopener" in link.get_attribute("rel")


def test_a_name_that_turns_the_reading_direction_turns_nothing_but_itself(visit, desk, service):
    page = visit("/chat/")
    page.get_by_role("button", name="Invoices").click()
    page.get_by_label("Your name").fill("evil\u202egnp.exe")
    page.get_by_role("button", name="Start chat").click()
    expect(page.get_by_role("main")).to_contain_text("name")
    shown = desk.get_by_role("main").inner_text()
    assert "\u202e" not in shown


def test_a_note_reaches_no_part_of_the_visitors_page(page, desk):
    arrived = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: arrived.append(frame)))
    page.reload()
    sees(page, "Maria Garcia joined")
    opens(desk, "Wang Fang")
    desk.get_by_role("tab", name="Note").click()
    writes(note_box(desk), "canary: he shouted at us before")
    sees(desk, "canary")
    desk.get_by_role("tab", name="Reply").click()
    writes(reply_box(desk), "One moment, please")
    sees(page, "One moment, please")
    assert arrived
    assert "canary" not in "".join(str(frame) for frame in arrived)
    assert "canary" not in page.content()
    page.reload()
    sees(page, "One moment, please")
    assert "canary" not in "".join(str(frame) for frame in arrived) + page.content()
