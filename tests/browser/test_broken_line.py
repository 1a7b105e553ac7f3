"""The network goes and comes back: nothing is lost, nothing comes twice, everything stays in order."""

import asyncio

import pytest
from playwright.sync_api import expect

from chat.models import Entry
from core.hub import hub
from tests.browser.acts import asks, box_of, numbered, opens, reply_box, row_of, sees, thread, until, writes


@pytest.fixture(autouse=True)
def told_by_the_browser(visit):
    """It writes each failed connection into its console."""
    visit.expect(r"net::ERR_|WebSocket")


@pytest.fixture
def desk(visit, agent):
    return visit("/console/", user=agent.user)


@pytest.fixture
def page(visit, desk, service):
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria Garcia joined")
    return page


def cuts(page):
    """The network of this browser is gone; the server has noticed that its sockets are dead."""
    page.context.set_offline(True)
    is_staff = "/console/" in page.url
    lost = [each for each in list(hub.consumers) if each.actor and bool(each.actor.user) == is_staff]
    for consumer in lost:
        asyncio.run_coroutine_threadsafe(consumer.end(1012, "restart", reconnect=True), hub.loop).result(10)
    until(lambda: not hub.consumers & set(lost))


def mends(page):
    page.context.set_offline(False)


def texts() -> list[str]:
    return list(Entry.objects.filter(kind="message.posted").order_by("seq").values_list("text", flat=True))


def test_what_is_written_offline_waits_and_is_sent_once_and_in_order_when_the_line_is_back(page, desk):
    page.context.set_offline(True)
    writes(box_of(page), "line 1", "line 2", "line 3")
    expect(thread(page).get_by_text("Waiting to be sent")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="Offline since")).to_contain_text("3 unsent", timeout=25_000)
    writes(box_of(page), "line 4")
    expect(thread(page).get_by_text("Waiting to be sent")).to_have_count(4)
    box_of(page).press_sequentially("half a sen")
    mends(page)
    opens(desk, "Wang Fang")
    sees(desk, "line 4")
    assert texts() == numbered(desk) == numbered(page) == ["line 1", "line 2", "line 3", "line 4"]
    expect(thread(page).get_by_text("Waiting to be sent")).to_have_count(0)
    expect(box_of(page)).to_have_value("half a sen")


def test_a_line_that_breaks_again_and_again_neither_loses_nor_doubles_anything(page, desk):
    opens(desk, "Wang Fang")
    for number in range(1, 10, 3):
        cuts(page)
        writes(box_of(page), f"line {number}", f"line {number + 1}")
        mends(page)
        writes(box_of(page), f"line {number + 2}")
        writes(reply_box(desk), f"answer {number}")
        sees(desk, f"line {number + 2}")
        sees(page, f"answer {number}")
    lines = [f"line {number}" for number in range(1, 10)]
    assert numbered(page) == numbered(desk) == lines
    assert [text for text in texts() if text.startswith("line")] == lines


def test_unsent_messages_survive_the_closing_of_the_page(page, desk):
    page.context.set_offline(True)
    writes(box_of(page), "line 1", "line 2")
    expect(thread(page).get_by_text("Waiting to be sent")).to_have_count(1)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/chat/")
    opens(desk, "Wang Fang")
    sees(desk, "line 2")
    sees(again, "line 2")
    assert texts() == numbered(again) == numbered(desk) == ["line 1", "line 2"]


def test_what_came_while_the_agent_was_offline_is_counted_and_marked(visit, page, desk):
    other = visit("/chat/")
    asks(other, name="Peter")
    writes(box_of(other), "hi")
    opens(desk, "Peter")
    expect(other.get_by_text("Read", exact=False)).to_be_visible()
    writes(box_of(page), "line 1")
    opens(desk, "Wang Fang")
    expect(page.get_by_text("Read", exact=False)).to_be_visible()
    cuts(desk)
    writes(box_of(page), "line 2", "line 3")
    writes(box_of(other), "hello", "anybody?", "well")
    sees(other, "well")
    until(lambda: len(texts()) == 7)
    mends(desk)
    expect(thread(desk).get_by_text("While you were offline")).to_be_visible()
    assert numbered(desk) == ["line 1", "line 2", "line 3"]
    expect(row_of(desk, "Peter")).to_contain_text("3 unread")
    expect(row_of(desk, "Wang Fang")).not_to_contain_text("unread")
    row_of(desk, "Peter").click()
    expect(thread(desk).get_by_text("3 new", exact=True)).to_be_visible()
    expect(row_of(desk, "Peter")).not_to_contain_text("unread")


def test_two_tabs_of_one_visitor_are_one_conversation(page, desk):
    second = page.context.new_page()
    second.goto("/chat/")
    sees(second, "Maria Garcia joined")
    writes(box_of(page), "line 1")
    sees(second, "line 1")
    writes(box_of(second), "line 2")
    sees(page, "line 2")
    opens(desk, "Wang Fang")
    writes(reply_box(desk), "line 3")
    for tab in (page, second):
        sees(tab, "line 3")
        assert numbered(tab) == ["line 1", "line 2", "line 3"]


def test_a_request_in_one_tab_leads_the_other_tab_there_too(visit, desk, service):
    first = visit("/chat/")
    second = first.context.new_page()
    second.goto("/chat/")
    expect(second.get_by_role("heading", name="How can we help?")).to_be_visible()
    asks(first, name="Wang Fang")
    sees(second, "Maria Garcia joined")


def test_drafts_of_both_sides_survive_a_reload_each_in_its_place(page, desk):
    opens(desk, "Wang Fang")
    box_of(page).fill("half a question")
    reply_box(desk).fill("half an answer")
    desk.get_by_role("tab", name="Note").click()
    note = desk.get_by_role("textbox", name="Note for colleagues")
    expect(note).to_have_value("")
    note.fill("half a note")
    page.reload()
    desk.reload()
    expect(box_of(page)).to_have_value("half a question")
    expect(reply_box(desk)).to_have_value("half an answer")
    desk.get_by_role("tab", name="Note").click()
    expect(note).to_have_value("half a note")
