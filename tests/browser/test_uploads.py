"""Files on their way: how far they are, what is refused and why, and messages that wait for them."""

import os

import pytest
from playwright.sync_api import Page, Route, expect

from chat.models import Entry
from files.models import File, Limits
from files.models.limits import MB
from tests.browser.acts import numbered, opens, reply_box, sees, thread, until, writes
from tests.browser.talk import attaches, box, last, payload, sends, tray
from tests.people import a_request, a_visitor
from tests.sent import png


class Line:
    """The way of a page's uploads: `hold()` lets nothing more through until `release()`."""

    def __init__(self, page: Page):
        self.held: list[Route] = []
        self.is_open = True
        page.route("**/uploads/**", self._pass)

    def _pass(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.held.append(route)

    def hold(self) -> None:
        self.is_open = False

    def release(self) -> None:
        self.is_open = True
        while self.held:
            self.held.pop(0).continue_()


@pytest.fixture
def one_megabyte(transactional_db, monkeypatch):
    """The most that a file may have."""
    monkeypatch.setattr(Limits, "known", (0.0, None))
    Limits(pk=1, picture_mb=1, file_mb=1).save()


def posted() -> list[str]:
    return list(Entry.objects.filter(kind="message.posted").order_by("at").values_list("text", flat=True))


def test_how_far_it_is_can_be_seen_and_it_can_be_stopped(talk, tmp_path):
    big = tmp_path / "backup.bin"
    big.write_bytes(os.urandom(20 * MB))
    for page in (talk.page, talk.desk):
        line = Line(page)
        page.route("**/uploads/*/**", lambda route, _request, line=line: line.held.append(route))
        attaches(page, big)
        bar = tray(page).get_by_role("progressbar", name="Upload of backup.bin")
        expect(tray(page)).to_contain_text("40 %")
        assert bar.evaluate("(it) => it.value / it.max") == 0.4
        page.unroute("**/uploads/*/**")
        tray(page).get_by_role("button", name="Remove backup.bin").click()
        expect(tray(page)).to_have_count(0)
        until(lambda: not File.objects.exists())


def test_what_is_too_large_empty_or_broken_is_refused_in_place(one_megabyte, talk):
    for page in (talk.page, talk.desk):
        attaches(page, payload("big.bin", bytes(MB + 1)), payload("empty.txt", b""), payload("good.bin", b"good"))
        said = page.get_by_role("alert").filter(has_text="big.bin is too large: at most 1 MB.")
        expect(said).to_contain_text("empty.txt is empty.")
        expect(tray(page)).to_have_count(1)
        attaches(page, payload("broken.png", png(200, 200)[:90]))
        broken = tray(page).filter(has_text="broken.png")
        expect(broken.get_by_role("alert")).to_contain_text("This file is damaged and cannot be read.")
        expect(broken.get_by_role("button", name="Try broken.png again")).to_be_visible()
        broken.get_by_role("button", name="Remove broken.png").click()
        expect(tray(page)).to_have_count(1)
        sends(page, "this one")
        expect(last(page).get_by_role("link", name="good.bin")).to_be_visible()


def test_a_refused_file_stops_its_message_alone_and_the_words_can_be_had_back(talk):
    for page, text in ((talk.page, "never mind"), (talk.desk, "well, no")):
        attaches(page, payload("good.png", png()), payload("broken.png", png(200, 200)[:90]))
        sends(page, "look at this")
        failed = thread(page).locator(".message.failed")
        expect(failed.get_by_role("alert").last).to_contain_text("This file is damaged and cannot be read.")
        writes(box(page), text)
        sees(page, text)
        failed.get_by_role("button", name="Edit").click()
        expect(failed).to_have_count(0)
        expect(box(page)).to_have_value("look at this")
        expect(tray(page).filter(has_text="good.png")).to_be_visible()
        tray(page).filter(has_text="broken.png").get_by_role("button", name="Remove").click()
        sends(page)
        expect(last(page).get_by_role("img", name="good.png")).to_be_visible()
        expect(last(page).get_by_text("Sent", exact=True).or_(last(page).get_by_text("Read"))).to_have_count(1)
    assert posted() == ["never mind", "look at this", "well, no", "look at this"]


def test_what_is_written_after_a_file_comes_after_it_and_waits_nowhere_else(talk, service, visit):
    peter = a_visitor("Peter")
    a_request(service, peter, name="Peter")
    other = visit("/chat/", visitor=peter)
    desk, page = talk.desk, talk.page
    for sender, first, second in ((page, "line 1", "line 2"), (desk, "line 3", "line 4")):
        line = Line(sender)
        line.hold()
        attaches(sender, payload("plan.png", png()))
        sends(sender, first)
        writes(box(sender), second)
        expect(thread(sender).get_by_text("Waiting to be sent")).to_have_count(2)
        if sender == desk:
            opens(desk, "Peter")
            writes(reply_box(desk), "not held up")
            sees(other, "not held up")
            opens(desk, "Wang Fang")
        line.release()
        for reader in (page, desk):
            sees(reader, second)
            expect(thread(reader).get_by_text("Waiting to be sent")).to_have_count(0)
    assert posted() == ["line 1", "line 2", "not held up", "line 3", "line 4"]
    assert numbered(page) == numbered(desk) == ["line 1", "line 2", "line 3", "line 4"]


def test_a_message_whose_file_was_on_its_way_when_the_page_closed_is_sent_once(talk):
    desk = talk.desk
    for sender, reader in talk.ways:
        line = Line(sender)
        line.hold()
        attaches(sender, payload("plan.png", png()))
        sends(sender, f"from {'desk' if sender == desk else 'page'}")
        expect(thread(sender).get_by_text("Waiting to be sent")).to_be_visible()
        line.is_open = True
        sender.reload()
        for each in (reader, sender):
            expect(last(each).get_by_role("img", name="plan.png")).to_be_visible()
            expect(last(each)).to_contain_text("from")
        expect(thread(sender).get_by_text("Waiting to be sent")).to_have_count(0)
    assert posted() == ["from page", "from desk"]
    assert File.objects.count() == 2
