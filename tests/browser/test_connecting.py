"""Visitors are connected by themselves, as agents have room (product 1.2 to 1.4)."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Agent
from chat.tasks import sweep
from tests.browser.acts import asks, ends, opens, row_of, sees, sets_capacity, until
from tests.people import an_agent

NOTES_THE_CLICK = "addEventListener('click', () => (globalThis.clickedAt = Date.now()), true)"
NOTES_THE_CONNECTION = """
    new MutationObserver(() => {
      if (document.body.innerText.includes(" joined")) globalThis.joinedAt ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
"""


def waits_as(page, position):
    expect(page.get_by_text(f"You are number {position}", exact=True).first).to_be_visible()


def test_two_visitors_are_connected_to_two_agents_with_nobody_pressing_anything(visit, team, service):
    maria = an_agent(team, name="Maria", capacity=1, present=False)
    john = an_agent(team, name="John", capacity=1, present=False)
    desks = [visit("/console/", user=maria.user), visit("/console/", user=john.user)]
    pages = [visit("/chat/"), visit("/chat/")]
    for page, name in zip(pages, ("Wang Fang", "Peter"), strict=True):
        asks(page, name=name)
        expect(page.get_by_text(" joined")).to_be_visible()
    connected = {page.get_by_role("heading", level=1).inner_text() for page in pages}
    assert connected == {"Maria", "John"}
    for desk in desks:
        expect(desk.get_by_role("heading", name="Mine 1")).to_be_visible()


def test_over_capacity_the_next_one_waits_and_is_connected_the_moment_a_place_is_free(visit, team, service):
    maria = an_agent(team, name="Maria", capacity=1, present=False)
    desk = visit("/console/", user=maria.user)
    first, second, third = visit("/chat/"), visit("/chat/"), visit("/chat/")
    asks(first, name="Wang Fang")
    sees(first, "Maria joined")
    asks(second, name="Peter")
    waits_as(second, 1)
    asks(third, name="Olga")
    waits_as(third, 2)
    desk.evaluate(NOTES_THE_CLICK)
    second.evaluate(NOTES_THE_CONNECTION)
    opens(desk, "Wang Fang")
    ends(desk)
    sees(second, "Maria joined")
    waits_as(third, 1)
    seconds = (second.evaluate("joinedAt") - desk.evaluate("clickedAt")) / 1000
    print(f"from the click on End to the connection of the next one: {seconds:.3f} s")
    assert 0 <= seconds < 3
    expect(row_of(desk, "Peter")).to_be_visible()


def test_a_capacity_of_0_gets_nothing_and_raising_it_in_the_status_menu_connects_at_once(visit, team, service):
    maria = an_agent(team, name="Maria", capacity=0, present=False)
    desk = visit("/console/", user=maria.user)
    expect(desk.get_by_text("You are busy: nothing is connected to you.")).to_be_visible()
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    waits_as(page, 1)
    sweep()
    waits_as(page, 1)
    sets_capacity(desk, more=1)
    sees(page, "Maria joined")
    expect(row_of(desk, "Wang Fang")).to_be_visible()
    expect(desk.get_by_role("button", name="Status: online, 1/1 conversations")).to_be_visible()


def test_who_has_closed_the_browser_gets_nothing_after_60_seconds_and_who_arrives_gets_the_waiting_one(
    visit, team, service
):
    gone = an_agent(team, name="Maria", present=False)
    busy = an_agent(team, name="John", capacity=0, present=False)
    visit("/console/", user=busy.user)
    desk = visit("/console/", user=gone.user)
    expect(desk.get_by_role("heading", name="You are online")).to_be_visible()
    closes_the_browser(desk, gone)
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    waits_as(page, 1)
    arrived = an_agent(team, name="Olga", present=False)
    visit("/console/", user=arrived.user)
    sees(page, "Olga joined")
    assert load_of(gone) == 0


def test_who_comes_back_within_60_seconds_has_kept_everything(visit, team, service):
    maria = an_agent(team, name="Maria", present=False)
    desk = visit("/console/", user=maria.user)
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria joined")
    desk.reload()
    expect(row_of(desk, "Wang Fang")).to_be_visible()
    assert load_of(maria) == 1


def test_the_state_of_a_service_in_the_menu_is_true(visit, team, service):
    page = visit("/chat/")
    tile = page.get_by_role("button", name="Invoices")
    expect(tile).to_contain_text("leave a message")
    maria = an_agent(team, name="Maria", capacity=1, present=False)
    visit("/console/", user=maria.user)
    until(lambda: Agent.objects.get().seen_at is not None)
    page.reload()
    expect(tile).to_contain_text("online")
    asks(visit("/chat/"), name="Peter")
    page.reload()
    expect(tile).to_contain_text(" min")


def closes_the_browser(desk, agent):
    """And since then a minute has gone by."""
    own, closed_at = Agent.objects.filter(pk=agent.pk), timezone.now()
    desk.context.close()
    until(lambda: own.filter(seen_at__gte=closed_at).exists())
    own.update(seen_at=closed_at - timedelta(seconds=61))


def load_of(agent) -> int:
    return Agent.objects.get(pk=agent.pk).load


def test_a_question_that_makes_no_sense_any_more_withdraws_itself(visit, team, service):
    maria = an_agent(team, name="Maria", capacity=0, present=False)
    desk, page = visit("/console/", user=maria.user), visit("/chat/")
    asks(page, name="Wang Fang")
    page.get_by_role("button", name="Stop waiting").click()
    expect(page.get_by_role("dialog", name="Stop waiting?")).to_be_visible()
    sets_capacity(desk, more=1)
    sees(page, "Maria joined")
    expect(page.get_by_role("dialog")).to_have_count(0)
