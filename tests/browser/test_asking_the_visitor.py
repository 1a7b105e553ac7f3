"""The agent asks for something that only the visitor can give; the visitor sees everything before it is sent."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from chat.actions.consent import expire_consents
from chat.models.consent import OPEN_FOR, Consent
from tests.browser.acts import thread
from tests.browser.shared_window import PAGE, shares
from tests.browser.talk import DEVICES, is_loaded, last, payload, sends, tray
from tests.browsing import CHROMIUM_SWITCHES
from tests.sent import png


@pytest.fixture(scope="module")
def switches():
    return [*CHROMIUM_SWITCHES, *DEVICES]


def asks_for(desk: Page, what: str) -> None:
    desk.get_by_role("button", name="Ask the visitor for…").click()
    desk.get_by_role("button", name=what, exact=True).click()


def card(page: Page) -> Locator:
    return thread(page).locator("hd-consent").last


def test_yes_opens_what_was_asked_for_and_the_agent_gets_it(talk):
    page, desk = talk.page, talk.desk
    shares(page, PAGE)
    asks_for(desk, "a screenshot")
    expect(card(desk)).to_contain_text("The visitor was asked for a screenshot.")
    expect(card(desk)).to_contain_text("No answer yet")
    expect(card(page)).to_contain_text("Maria Garcia asks for a screenshot.")
    expect(card(page)).to_contain_text("You see everything before it is sent.")
    card(page).get_by_role("button", name="Take a screenshot").click()
    editor = page.get_by_role("dialog", name="Edit picture")
    expect(editor).to_be_visible()
    for each in (page, desk):
        expect(card(each)).to_contain_text("Accepted")
    editor.get_by_role("button", name="Attach").click()
    sends(page)
    assert is_loaded(last(desk).get_by_role("img"))
    asks_for(desk, "a photo")
    with page.expect_file_chooser() as choosing:
        card(page).get_by_role("button", name="Take a photo").click()
    choosing.value.set_files([payload("meter.png", png())])
    sends(page)
    assert is_loaded(last(desk).get_by_role("img", name="meter.png"))
    asks_for(desk, "a position")
    card(page).get_by_role("button", name="Choose a position").click()
    page.get_by_role("button", name="Use my position").click()
    page.get_by_role("button", name="Send position").click()
    expect(last(desk)).to_contain_text("31.23040, 121.47370")
    expect(thread(desk).get_by_text("Accepted", exact=True)).to_have_count(3)
    for each in (page, desk):
        expect(last(each).get_by_role("link", name="Open in maps")).to_be_in_viewport()
    assert set(Consent.objects.values_list("answer", flat=True)) == {"accepted"}


def test_no_and_silence_are_answers_too(talk):
    page, desk = talk.page, talk.desk
    asks_for(desk, "a recording of the screen")
    card(page).get_by_role("button", name="No, thanks").click()
    for each in (page, desk):
        expect(card(each)).to_contain_text("Declined")
        expect(card(each).get_by_role("button")).to_have_count(0)
    asks_for(desk, "a screenshot")
    expect(card(page)).to_contain_text("asks for a screenshot")
    expire_consents(talk.conversation.pk, at=timezone.now() + OPEN_FOR)
    for each in (page, desk):
        expect(card(each)).to_contain_text("Not answered in time")
        expect(card(each).get_by_role("button")).to_have_count(0)
    expect(tray(page)).to_have_count(0)
    assert list(Consent.objects.order_by("asked_at").values_list("answer", flat=True)) == ["declined", "expired"]
