"""Nobody is there: a message with an address becomes a ticket (product 1.5)."""

import re

import pytest
from playwright.sync_api import expect

from chat.models import Conversation
from tests.browser.acts import asks
from tests.browsing import CHROMIUM_SWITCHES, Visits, chromium_program
from tests.people import a_service, a_team, an_agent
from tickets.models import Ticket


def leaves(page, *, email, text):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send message").click()


def test_a_message_is_left_when_nobody_is_there_and_answered_by_its_number(visit, service):
    page = visit("/chat/")
    page.get_by_role("button", name="Invoices").click()
    expect(page.get_by_role("heading", name="Leave a message")).to_be_focused()
    leaves(page, email="wang@", text="")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Your message – Please fill this in.")
    expect(page.get_by_label("E-mail")).to_have_accessible_description(re.compile("like name@example.com"))
    assert not Ticket.objects.exists()
    leaves(page, email="wang@example.com", text="Where is my refund?")
    expect(page.get_by_role("heading", name="Thank you, your message is in.")).to_be_focused()
    ticket = Ticket.objects.get()
    expect(page.get_by_role("main")).to_contain_text(f"Its number is {ticket.number}. We answer to wang@example.com.")
    assert (ticket.state, ticket.requester.email) == ("open", "wang@example.com")


def test_who_waits_may_leave_a_message_instead_and_then_waits_no_more(visit, team, service):
    busy = an_agent(team, capacity=0, present=False)
    visit("/console/", user=busy.user)
    page = visit("/chat/", phone=True)
    asks(page, name="Wang Fang")
    page.get_by_role("button", name="Leave a message").click()
    page.get_by_role("button", name="Keep waiting").click()
    expect(page.get_by_text("You are number 1").first).to_be_visible()
    page.get_by_role("button", name="Leave a message").click()
    leaves(page, email="wang@example.com", text="Please call me")
    expect(page.get_by_role("heading", name="Thank you, your message is in.")).to_be_visible()
    conversation = Conversation.objects.get()
    assert (conversation.state, conversation.ticket) == ("ended", Ticket.objects.get())


@pytest.fixture
def scriptless(chromium, address):
    """As `visit`, in a browser whose owner has switched JavaScript off."""
    switches = [*CHROMIUM_SWITCHES, "--blink-settings=scriptEnabled=false"]
    browser = chromium.browser_type.launch(executable_path=chromium_program(), args=switches)
    yield Visits(browser, address)
    browser.close()


def test_a_browser_without_javascript_leaves_a_message_by_a_plain_form(scriptless, service):
    page = scriptless("/chat/")
    form = page.locator("noscript form")  # what stands in there has no role for the test's tools
    form.locator("[name=service]").select_option("Invoices")
    form.locator("[name=email]").fill("wang@example.com")
    form.locator("[name=text]").fill("Where is my refund?")
    form.locator("button").click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    assert (Ticket.objects.get().team, Ticket.objects.get().state) == (service.team, "open")


def test_a_deep_link_leads_straight_to_its_service(visit, team, service, agent):
    a_service(a_team("Sales"), slug="sales", name="Sales")
    visit("/console/", user=agent.user)
    page = visit("/chat/?service=billing")
    expect(page.get_by_role("heading", name="Invoices")).to_be_visible()
    page.get_by_label("Your name").fill("Wang Fang")
    page.get_by_role("button", name="Start chat").click()
    expect(page.get_by_role("heading", name="Maria Garcia")).to_be_visible()
    closed = visit("/chat/?service=sales")
    expect(closed.get_by_role("heading", name="Leave a message")).to_be_visible()
    unknown = visit("/chat/?service=nonsense")
    expect(unknown.get_by_role("heading", name="How can we help?")).to_be_visible()
