"""What rings rings once, in one tab only; the titles count what was missed."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import asks, box_of, opens, reply_box, sees, writes

RECORDS_WHAT_RINGS = """
  if (location.protocol === "http:") {
    globalThis.rung = { notes: [], sounds: 0 };
    globalThis.Notification = class {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title) { rung.notes.push(title); }
      close() {}
    };
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () { rung.sounds += 1; return make.call(this); };
    localStorage.setItem("hd.notices", "true");
  }
"""


@pytest.fixture
def tabs(visit, agent):
    """The agent's console, open twice in one browser; the second was clicked in last."""
    first = visit("/console/", user=agent.user)
    first.context.add_init_script(RECORDS_WHAT_RINGS)
    first.reload()
    second = first.context.new_page()
    second.goto("/console/")
    for tab in (first, second):
        expect(tab.get_by_role("heading", name="You are online")).to_be_visible()
        tab.get_by_role("heading", name="You are online").click()
    return first, second


def test_a_new_conversation_rings_and_is_told_once_in_one_of_two_tabs(visit, tabs, service):
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria Garcia joined")
    for tab in tabs:
        expect(tab.get_by_role("link", name="Wang Fang")).to_be_visible()
    notes = [tab.evaluate("rung.notes") for tab in tabs]
    assert sorted(notes) == [[], ["New conversation: Wang Fang"]]
    assert [tab.evaluate("rung.sounds") > 0 for tab in tabs].count(True) == 1


def test_opening_it_in_one_tab_stops_the_ringing_in_both(visit, tabs, service):
    asks(visit("/chat/"), name="Wang Fang")
    first, second = tabs
    second.wait_for_function("() => rung.sounds + rung.notes.length > 0 || document.title.startsWith('●')")
    opens(first, "Wang Fang")
    for tab in tabs:
        tab.wait_for_function("() => !document.title.startsWith('●')")


def test_titles_count_what_was_not_read(visit, desk_and_page):
    desk, page = desk_and_page
    writes(box_of(page), "hello", "anybody?")
    desk.wait_for_function("() => document.title.includes('(2)')")
    opens(desk, "Wang Fang")
    desk.wait_for_function("() => !document.title.includes('(')")
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
        Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    writes(reply_box(desk), "Here I am")
    page.wait_for_function("() => document.title === '(1) New reply'")
    page.evaluate("""() => {
        delete document.hidden;
        delete document.visibilityState;
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    page.wait_for_function("() => document.title === 'Maria Garcia – Helpdesk'")


@pytest.fixture
def desk_and_page(visit, agent, service):
    desk, page = visit("/console/", user=agent.user), visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria Garcia joined")
    return desk, page
