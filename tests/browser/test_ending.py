"""The three endings, the rating, and what comes after (product 1.6 to 1.8)."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from chat.models import Conversation, Rating
from tests.browser.acts import asks, box_of, ends, opens, sees, thread, writes
from tests.people import actor
from tickets import actions as tickets
from tickets.models import Ticket


@pytest.fixture
def desk(visit, agent):
    return visit("/console/", user=agent.user)


@pytest.fixture
def page(visit, desk, service):
    """A visitor's page, connected, with the first words said; the agent has it open."""
    page = visit("/chat/")
    asks(page, name="Wang Fang")
    sees(page, "Maria Garcia joined")
    writes(box_of(page), "Where is my refund?")
    opens(desk, "Wang Fang")
    sees(desk, "Where is my refund?")
    return page


def test_solved_makes_a_solved_ticket_and_the_visitor_gives_the_rating(page, desk):
    ends(desk, "Solved")
    expect(page.get_by_text("The conversation has ended.")).to_be_visible()
    expect(page.get_by_role("group", name="How was your chat with Maria Garcia?")).to_be_visible()
    page.get_by_role("button", name="Send rating").click()
    expect(page.get_by_role("alert")).to_have_text("Please choose from 1 to 5, or skip.")
    page.get_by_role("radio", name="4 Good").check()
    page.get_by_label("Anything to add?").fill("Quick and kind")
    page.get_by_role("button", name="Send rating").click()
    expect(page.get_by_text("Thank you for your rating.")).to_be_visible()
    rating = Rating.objects.get()
    assert (rating.score, rating.comment, Ticket.objects.get().state) == (4, "Quick and kind", "solved")
    page.reload()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()


def test_the_agent_is_told_the_number_of_the_ticket_and_finds_the_transcript_there(page, desk):
    ends(desk, "Solved")
    number = Ticket.objects.get().number
    with desk.context.expect_page() as opened:  # beside the console: who leaves it would be absent
        desk.get_by_role("link", name=f"Ticket #{number}").first.click()
    ticket = opened.value
    expect(ticket.get_by_role("heading", level=1)).to_contain_text(f"#{number}")
    expect(ticket.get_by_role("main")).to_contain_text("Where is my refund?")


def test_unresolved_makes_an_open_ticket_and_the_rating_is_asked_when_it_is_solved_later(page, desk, agent):
    desk.get_by_role("button", name="End…").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("radio", name="Unresolved").check()
    dialog.get_by_label("Subject").fill("Refund of March")
    dialog.get_by_label("Who carries on").select_option("Maria Garcia (you)")
    dialog.get_by_role("button", name="End as unresolved").click()
    expect(page.get_by_text("The conversation has ended. We carry on working on your request.")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.subject, ticket.assignee) == ("open", "Refund of March", agent.user)
    desk.goto(f"/tickets/{ticket.number}/")
    expect(desk.get_by_role("main")).to_contain_text("Where is my refund?")
    page.goto("about:blank")
    desk.get_by_role("button", name="Solve").click()
    expect(desk.get_by_role("button", name="Reopen")).to_be_visible()
    page.goto("/chat/")
    page.get_by_role("radio", name="5 Great").check()
    page.get_by_role("button", name="Send rating").click()
    expect(page.get_by_text("Thank you for your rating.")).to_be_visible()
    assert Rating.objects.get().score == 5


def test_a_rejection_without_a_reason_is_refused_at_its_field(page, desk):
    desk.get_by_role("button", name="End…").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("radio", name="Reject").check()
    dialog.get_by_role("button", name="Reject").click()
    reason = dialog.get_by_label("Reason")
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description(re.compile("A rejection needs a reason"))
    assert Conversation.objects.get().state == "active"
    reason.fill("Insults")
    dialog.get_by_role("button", name="Reject").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("The conversation has ended.")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    assert Ticket.objects.get().state == "deleted"
    desk.goto("/tickets/")
    expect(desk.get_by_role("main")).not_to_contain_text("refund")


def test_nothing_is_chosen_beforehand_in_the_dialog(page, desk):
    desk.get_by_role("button", name="End…").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="End", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose how it ended.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert Conversation.objects.get().state == "active"


def test_nobody_can_write_after_the_end_and_what_was_typed_begins_a_new_one_with_the_old_above(page, desk):
    box_of(page).fill("One more thing")
    ends(desk, "Unresolved")
    expect(box_of(page)).to_have_count(0)
    expect(desk.get_by_role("textbox", name=re.compile("Reply to"))).to_have_count(0)
    expect(page.get_by_text("This was not sent, because the conversation had ended:")).to_be_visible()
    page.get_by_role("button", name="Start a new chat with it").click()
    sees(page, "One more thing")
    earlier = page.get_by_text("Earlier: Invoices")
    expect(earlier).to_be_visible()
    earlier.click()
    expect(thread(page).get_by_text("Where is my refund?")).to_be_visible()
    old, new = Conversation.objects.order_by("requested_at")
    assert (old.state, new.state) == ("ended", "active")
    opens(desk, "Wang Fang")
    sees(desk, "One more thing")


def test_what_was_typed_too_late_can_be_thrown_away(page, desk):
    box_of(page).fill("Never mind")
    ends(desk, "Unresolved")
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Never mind")).to_have_count(0)
    page.get_by_role("button", name="Start a new chat").click()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()


def test_the_visitor_ends_it_after_confirming(page, desk):
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="End chat").click()
    question = page.get_by_role("dialog", name="End this chat?")
    question.get_by_role("button", name="Keep chatting").click()
    expect(question).to_have_count(0)
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="End chat").click()
    question.get_by_role("button", name="End chat").click()
    expect(page.get_by_text("You ended the conversation.")).to_be_visible()
    expect(desk.get_by_text("Ended: Ended by the visitor", exact=True)).to_be_visible()
    assert Ticket.objects.get().state == "open"  # nobody had replied


def test_a_rating_that_is_asked_later_is_there_on_return(page, desk, agent):
    ends(desk, "Unresolved")
    page.goto("about:blank")
    tickets.solve(Ticket.objects.get(), by=actor(agent), at=timezone.now())
    page.goto("/chat/")
    expect(page.get_by_role("group", name="How was your chat with Maria Garcia?")).to_be_visible()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("button", name="Start a new chat")).to_be_visible()
