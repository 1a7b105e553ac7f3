"""Everything with the keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect

from chat.models import Conversation, Rating
from tests.browser.acts import box_of, note_box, reply_box, row_of, sees, thread, until
from tests.people import a_request, a_visitor, an_agent, says

MOST_STEPS = 40


def tabs_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """With the Tab key, as often as it takes."""
    expect(target).to_be_visible()
    for _ in range(MOST_STEPS):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the Tab key does not lead to {target}")


def presses(page: Page, name: str | re.Pattern) -> None:
    tabs_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def test_a_visitor_asks_chats_ends_and_rates(visit, team, service):
    maria = an_agent(team, name="Maria")
    page = visit("/chat/")
    presses(page, "Invoices")
    expect(page.get_by_role("heading", name="Invoices")).to_be_focused()
    tabs_to(page, page.get_by_label("Your name"))
    page.keyboard.type("Wang Fang")
    page.keyboard.press("Enter")
    sees(page, "Maria joined")
    tabs_to(page, box_of(page))
    page.keyboard.type("line 1")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second row")
    page.keyboard.press("Enter")
    sees(page, "second row")
    until(lambda: Conversation.objects.get().entries.filter(text="line 1\nsecond row").exists())
    says(Conversation.objects.get(), maria, "Here you are")
    sees(page, "Here you are")
    tabs_to(page, thread(page), back=True)
    tabs_to(page, page.get_by_role("button", name="Options"), back=True)
    page.keyboard.press("Enter")
    presses(page, "End chat")
    question = page.get_by_role("dialog", name="End this chat?")
    expect(question).to_be_visible()
    tabs_to(page, question.get_by_role("button", name="End chat"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("You ended the conversation.")).to_be_visible()
    tabs_to(page, page.get_by_role("radio", name="1 Bad"))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    presses(page, "Send rating")
    expect(page.get_by_text("Thank you for your rating.")).to_be_visible()
    assert Rating.objects.get().score == 4


def test_digits_pick_a_service(visit, team, service):
    page = visit("/chat/")
    expect(page.get_by_role("button", name="Invoices")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="Leave a message")).to_be_focused()


def test_an_agent_goes_online_opens_replies_notes_and_ends(visit, team, service):
    maria = an_agent(team, name="Maria", availability="offline", present=False)
    desk = visit("/console/", user=maria.user)
    presses(desk, "Go online")
    expect(desk.get_by_role("heading", name="You are online")).to_be_visible()
    visitor = a_visitor("Wang Fang")
    conversation = a_request(service, visitor, name="Wang Fang")
    says(conversation, visitor, "Where is my refund?")
    expect(row_of(desk, "Wang Fang")).to_contain_text("1 unread")
    desk.keyboard.press("F6")
    expect(desk.get_by_role("link", name="Conversations", exact=True)).to_be_focused()
    desk.keyboard.press("F6")
    expect(row_of(desk, "Wang Fang")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(reply_box(desk)).to_be_focused()
    desk.keyboard.type("One moment, please")
    desk.keyboard.press("Enter")
    sees(desk, "One moment, please")
    desk.keyboard.press("Alt+p")
    expect(note_box(desk)).to_be_focused()
    desk.keyboard.type("refund is due")
    desk.keyboard.press("Enter")
    sees(desk, "refund is due")
    desk.keyboard.press("Alt+l")
    expect(reply_box(desk)).to_be_focused()
    desk.keyboard.press("Alt+e")
    dialog = desk.get_by_role("dialog", name=re.compile("^End the conversation"))
    expect(dialog).to_be_visible()
    desk.keyboard.press("2")
    expect(dialog.get_by_label("Subject")).to_be_focused()
    desk.keyboard.type("Refund")
    desk.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    conversation.refresh_from_db()
    assert (conversation.disposition, conversation.ticket.subject) == ("unresolved", "Refund")


def test_the_status_menu_opens_with_its_key_and_gives_the_focus_back(visit, team, service):
    maria = an_agent(team, name="Maria", capacity=2, present=False)
    desk = visit("/console/", user=maria.user)
    status = desk.get_by_role("button", name=re.compile("Status:"))
    tabs_to(desk, status)
    desk.keyboard.press("Enter")
    menu = desk.get_by_role("dialog", name="My status")
    expect(menu.get_by_role("radio", name="Online")).to_be_focused()
    tabs_to(desk, menu.get_by_role("button", name="More conversations"))
    desk.keyboard.press("Enter")
    expect(menu.get_by_role("status")).to_have_text("3")
    desk.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(status).to_be_focused()
