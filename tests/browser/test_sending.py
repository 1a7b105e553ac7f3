"""Whatever people send is seen on the other side: from the visitor and from the agent alike."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import until
from tests.browser.talk import (
    DEVICES,
    attaches,
    box,
    bytes_behind,
    drops,
    is_loaded,
    is_playing,
    last,
    pastes_picture,
    payload,
    sends,
    tray,
    uses,
)
from tests.browsing import CHROMIUM_SWITCHES
from tests.files import samples
from tests.sent import png

PAPER = b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"\n%%EOF"


@pytest.fixture(scope="module")
def switches():
    return [*CHROMIUM_SWITCHES, *DEVICES]


def test_words_with_emphasis_and_emoji(talk):
    for sender, reader in talk.ways:
        sender.get_by_role("button", name="Emoji").click()
        picker = sender.get_by_role("dialog", name="Emoji")
        picker.get_by_role("combobox", name="Search").fill("thumbs up")
        expect(picker.get_by_role("option", name="thumbs up").first).to_be_visible()
        sender.keyboard.press("ArrowDown")
        sender.keyboard.press("Enter")
        expect(box(sender)).to_have_value(re.compile("👍"))
        sender.keyboard.press("Escape")
        box(sender).press_sequentially(" it is **due** `A-1`")
        box(sender).press("Shift+Enter")
        box(sender).press_sequentially("- one")
        box(sender).press("Enter")
        for page in (sender, reader):
            message = last(page)
            expect(message.locator("strong")).to_have_text("due")
            expect(message.locator("code")).to_have_text("A-1")
            expect(message.get_by_role("listitem")).to_have_text("one")
            expect(message).to_contain_text("👍")


def test_files_come_from_the_disk_the_clipboard_and_by_being_dropped(talk, tmp_path):
    dropped = tmp_path / "dropped.pdf"
    dropped.write_bytes(PAPER)
    for sender, reader in talk.ways:
        attaches(sender, payload("plan.png", png(640, 480)))
        expect(tray(sender)).to_have_count(1)
        pastes_picture(sender, png(300, 200, "orange"))
        expect(tray(sender)).to_have_count(2)
        drops(sender, dropped)
        expect(tray(sender)).to_have_count(3)
        sends(sender)
        for page in (sender, reader):
            pictures = last(page).get_by_role("img")
            expect(pictures).to_have_count(2)
            assert all(is_loaded(picture) for picture in pictures.all())
            assert bytes_behind(last(page).get_by_role("link", name="dropped.pdf")) == PAPER


def test_pictures_stand_in_the_text_where_they_were_put(talk):
    for sender, reader in talk.ways:
        attaches(sender, payload("first.png", png(80, 60, "red")), payload("second.png", png(90, 60, "blue")))
        box(sender).press_sequentially("Here ")
        sender.get_by_role("button", name="Put second.png into the text").click()
        expect(box(sender)).to_have_value("Here ⟦2⟧")
        box(sender).press_sequentially("and then ")
        sender.get_by_role("button", name="Put first.png into the text").click()
        sends(sender, " at last")
        for page in (sender, reader):
            expect(last(page).get_by_role("img")).to_have_count(2)
            parts = last(page).locator(".parts > *").all()
            shown = [part.inner_text() or part.get_by_role("img").get_attribute("alt") for part in parts]
            assert shown == ["Here", "second.png", "and then", "first.png", "at last"]


@samples.needs_ffmpeg
def test_a_film_plays_on_the_other_side(talk):
    for sender, reader in talk.ways:
        attaches(sender, payload("film.mp4", samples.mp4()))
        sends(sender, "Look")
        film = last(reader).locator("video")
        expect(film).to_have_attribute("aria-label", "Video film.mp4")
        assert is_playing(film)
        expect(last(reader)).to_contain_text("0:03")
        expect(last(reader)).to_contain_text("Look")


@samples.needs_ffmpeg
def test_a_voice_is_recorded_in_place_and_heard_on_the_other_side(talk):
    for sender, reader in talk.ways:
        uses(sender, "Voice message")
        recorder = sender.get_by_role("group", name="Voice message")
        expect(recorder.get_by_role("timer")).to_have_text("0:01")
        recorder.get_by_role("button", name="Stop and listen").click()
        recorder.get_by_role("button", name="Play").click()
        recorder.get_by_role("button", name="Send").click()
        expect(box(sender)).to_be_visible()
        message = last(reader)
        message.get_by_role("button", name="Play the voice message").click()
        expect(message.get_by_role("button", name="Pause")).to_be_visible()
        until(lambda message=message: message.locator("audio").evaluate("(it) => it.currentTime > 0"))
        heights = message.locator(".loudness rect").evaluate_all(
            "(all) => all.map((it) => Number(it.getAttribute('height')))"
        )
        assert max(heights) > 10, "the beep is to be seen"
        expect(message.get_by_role("slider", name="Place in the recording")).to_have_attribute(
            "aria-valuetext", re.compile("of 0:0[12]")
        )
