"""Every screen as a user finds it, in both languages: see `screens`."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Agent
from chat.models import Conversation
from chat.tasks import sweep
from tests.browser.acts import row_of, sees, thread
from tests.people import a_request, a_service, a_visitor, an_agent, ends, notes, says
from tickets.models import Ticket

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def menu(team):
    """A heading with services, and enough of them for the search box."""
    heading = a_service(None, slug="orders", name="Orders", name_zh="订单", help="All about orders", help_zh="订单相关")
    a_service(
        team,
        slug="billing",
        name="Invoices",
        name_zh="发票",
        help="And refunds",
        help_zh="以及退款",
        ask_text="required",
    )
    for number, name_zh in enumerate(("物流", "退货", "投诉", "其他")):
        a_service(team, slug=f"more-{number}", name=f"More {number}", name_zh=name_zh, parent=heading)
    return heading


def test_the_visitors_screens_when_nobody_is_there(visit, screens, menu):
    page = visit("/chat/", language=screens.language)
    heading = page.get_by_role("button", name=re.compile("Orders|订单"))
    expect(heading).to_be_visible()
    screens.check(page, "menu, closed")
    heading.click()
    screens.check(page, "menu, second level")
    page.goto("/chat/?service=billing")
    send = page.get_by_role("main").get_by_role("button").first
    expect(send).to_be_visible()
    screens.check(page, "leave a message")
    send.click()
    expect(page.get_by_role("alert")).to_be_visible()
    screens.check(page, "leave a message, refused")
    page.locator("[name=email]").fill("wang@example.com")
    page.locator("[name=text]").fill("Where is my refund?")
    send.click()
    expect(page.get_by_text("wang@example.com")).to_be_visible()
    screens.check(page, "thanks", but="wang")


def test_the_visitors_screens_from_the_menu_to_the_rating(visit, screens, team, menu):
    maria = an_agent(team, name="Maria Garcia", capacity=0)
    page = visit("/chat/", language=screens.language)
    tile = page.get_by_role("button", name=re.compile("Invoices|发票"))
    expect(tile).to_be_visible()
    screens.check(page, "menu, with a wait")
    tile.click()
    page.locator("[name=name]").fill("Wang Fang")
    screens.check(page, "form before the chat")
    page.locator("[name=text]").fill("退款到哪里了?")
    page.locator("[name=text]").press("Tab")
    page.keyboard.press("Enter")
    expect(thread(page)).to_be_visible()
    sees(page, "退款到哪里了?")
    screens.check(page, "waiting")
    Agent.objects.filter(pk=maria.pk).update(capacity=1, seen_at=timezone.now())
    sweep()
    expect(page.get_by_role("heading", name="Maria Garcia")).to_be_visible()
    conversation = Conversation.objects.get()
    says(conversation, maria, "请稍等 **2** `3`\n- 4\n- https://example.com/")
    says(conversation, conversation.contact, "好")
    sees(page, "请稍等")
    screens.check(page, "chat")
    page.get_by_role("banner").get_by_role("button").last.click()
    screens.check(page, "chat, options")
    page.keyboard.press("Escape")
    ends(conversation, maria)
    expect(page.get_by_role("radio").first).to_be_visible()
    screens.check(page, "rating")
    page.get_by_role("radio").nth(4).check()
    screens.check(page, "rating, chosen")
    page.locator("form.rating [class*=primary]").click()
    expect(page.get_by_role("radio")).to_have_count(0)
    screens.check(page, "rated")


def test_the_agents_screens(visit, screens, team):
    service = a_service(team, slug="billing", name="Invoices", name_zh="发票", ask_name="no")
    maria = an_agent(team, name="Maria Garcia", availability="offline", language=screens.language)
    desk = visit("/console/", user=maria.user, language=screens.language)
    expect(desk.locator("h2").filter(has_text=re.compile("offline|离线"))).to_be_visible()
    screens.check(desk, "console, offline")
    desk.get_by_role("button", name=re.compile("Go online|上线")).click()
    screens.check(desk, "console, empty")
    first = a_request(service, a_visitor("Wang Fang", email="wang@example.com", language="zh-hans"))
    says(first, first.contact, "退款到哪里了?")
    Agent.objects.filter(pk=maria.pk).update(capacity=1)
    a_request(service, a_visitor("Peter"))
    expect(row_of(desk, "Peter")).to_be_visible()
    screens.check(desk, "console, list")
    notes(first, maria, "三月的退款")
    says(first, maria, "请稍等")
    row_of(desk, "Wang Fang").click()
    sees(desk, "三月的退款")
    screens.check(desk, "console, conversation", but="wang Invoices")
    desk.get_by_role("tab").nth(1).click()
    screens.check(desk, "console, note", but="wang Invoices")
    desk.keyboard.press("Alt+e")
    dialog = desk.get_by_role("dialog").filter(has=desk.get_by_role("radio"))
    for way in range(3):
        dialog.get_by_role("radio").nth(way).check()
        screens.check(desk, f"console, ending {way}", but="wang Invoices")
    dialog.locator("[type=submit], button:not([type])").last.click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    screens.check(desk, "console, rejection without a reason", but="wang Invoices")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Alt+0")
    screens.check(desk, "console, status menu", but="wang Invoices")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+/")
    screens.check(desk, "console, keys", but="wang Invoices")


def test_the_pages_of_signing_in(visit, screens, team):
    visit.expect("status of 422|status of 404")
    page = visit(reverse("sign-in"), language=screens.language)
    screens.check(page, "sign in")
    page.locator("[name=username]").fill("nobody")
    page.locator("[name=password]").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").or_(page.locator(".errorlist, .error, [class*=error]")).first).to_be_visible()
    screens.check(page, "sign in, refused", but="nobody")
    page.goto(reverse("password-forgotten"))
    screens.check(page, "password forgotten")
    page.goto(reverse("password-forgotten-sent"))
    screens.check(page, "password forgotten, sent")
    user = an_agent(team, name="Maria Garcia", language=screens.language).user
    own = visit(reverse("password-change"), user=user, language=screens.language)
    screens.check(own, "password")
    own.goto(reverse("profile"))
    screens.check(own, "profile")
    own.goto("/no-such-page/")
    screens.check(own, "not found")


def test_the_pages_of_tickets(visit, screens, team):
    service = a_service(team, slug="billing", name="Invoices", name_zh="发票", ask_name="no")
    maria = an_agent(team, name="Maria Garcia", language=screens.language)
    page = visit(reverse("tickets"), user=maria.user, language=screens.language)
    screens.check(page, "tickets, none")
    for name, how in (("Wang Fang", "unresolved"), ("Peter", "unresolved"), ("Wang Fang", "solved")):
        one = a_request(service, a_visitor(name))
        says(one, one.contact, "退款到哪里了?")
        notes(one, maria, "三月的退款")
        ends(one, maria, how)
    page.goto(reverse("tickets"))
    screens.check(page, "tickets")
    page.goto(Ticket.objects.first().get_absolute_url())
    screens.check(page, "ticket")


@pytest.fixture
def admin(visit, screens, team):
    service = a_service(team, slug="billing", name="Invoices", name_zh="发票", ask_name="no")
    root = an_agent(team, name="Maria Garcia", language=screens.language, is_staff=True, is_superuser=True)
    one = a_request(service, a_visitor("Wang Fang"))
    says(one, one.contact, "退款到哪里了?")
    return visit(reverse("admin:index"), user=root.user, language=screens.language)


def test_the_pages_of_the_admin(admin, screens, team):
    screens.check(admin, "admin", is_translated=False)  # Django has not translated every word of its own
    conversation = Conversation.objects.get()
    for name, address in (
        ("users", reverse("admin:accounts_user_changelist")),
        ("teams", reverse("admin:accounts_team_changelist")),
        ("team", reverse("admin:accounts_team_change", args=[team.pk])),
        ("services", reverse("admin:chat_service_changelist")),
        ("service", reverse("admin:chat_service_add")),
        ("conversation", reverse("admin:chat_conversation_change", args=[conversation.pk])),
    ):
        admin.goto(address)
        screens.check(admin, f"admin, {name}", is_translated=False)
