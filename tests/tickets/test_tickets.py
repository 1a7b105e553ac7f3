"""Tickets: what is done to them, who sees them, their pages and their API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from guardian.shortcuts import assign_perm

from accounts.actors import SYSTEM, of_user
from accounts.models import AuditEntry
from core.errors import Conflict, Forbidden, Invalid, NotFound
from tests.people import a_request, a_service, a_team, a_user, a_visitor, an_agent, ends, notes, says
from tickets import actions
from tickets.models import Ticket, TicketEvent
from tickets.signals import ticket_solved

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team("Billing")


@pytest.fixture
def agent(team):
    return an_agent(team, name="Li Wei").user


@pytest.fixture
def ticket(team):
    return a_ticket(team)


@pytest.fixture
def page(client, agent):
    client.force_login(agent)
    return client


def a_ticket(team, subject="Refund not received", **fields) -> Ticket:
    fields = {
        "requester": a_visitor("Wang Fang", email="wang@example.org"),
        "by": SYSTEM,
        "at": timezone.now(),
    } | fields
    return actions.open_ticket(subject=subject, team=team, **fields)


def kinds(ticket) -> list[str]:
    return list(ticket.events.values_list("kind", flat=True))


# actions --------------------------------------------------------------------------------------------------------------
def test_a_message_left_with_a_ticket_stands_in_its_timeline(team):
    ticket = a_ticket(team, text="Please call back.")
    assert kinds(ticket) == ["ticket.created", "message.left"]
    assert ticket.events.last().text == "Please call back."


def test_solving_and_reopening_are_told_and_audited(ticket, agent):
    heard = []
    ticket_solved.connect(lambda sender, **facts: heard.append(facts["ticket"].pk), weak=False, dispatch_uid="test")
    actions.solve(ticket, by=of_user(agent), at=timezone.now())
    actions.reopen(ticket, by=of_user(agent), at=timezone.now())
    ticket_solved.disconnect(dispatch_uid="test")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.solved_at, heard) == ("open", None, [ticket.pk])
    assert kinds(ticket) == ["ticket.created", "ticket.solved", "ticket.reopened"]
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"ticket.solved", "ticket.reopened"}


def test_what_is_solved_is_not_solved_again(ticket, agent):
    actions.solve(ticket, by=of_user(agent), at=timezone.now())
    with pytest.raises(Conflict) as refused:
        actions.solve(ticket, by=of_user(agent), at=timezone.now())
    assert refused.value.state == "solved"


def test_a_ticket_goes_to_a_team_and_one_of_its_members(ticket, agent):
    other = a_team("Technical")
    colleague = an_agent(other, name="Chen Jie").user
    actions.assign(ticket, team=other, assignee=colleague, by=of_user(agent), at=timezone.now())
    ticket.refresh_from_db()
    assert (ticket.team, ticket.assignee) == (other, colleague)
    assert ticket.events.last().text == "Technical · Chen Jie"


def test_but_not_to_a_stranger_nor_to_an_archived_team(ticket, agent):
    with pytest.raises(Invalid):
        actions.assign(ticket, team=ticket.team, assignee=a_user(), by=of_user(agent), at=timezone.now())
    with pytest.raises(Invalid):
        actions.assign(ticket, team=a_team(is_archived=True), by=of_user(agent), at=timezone.now())


def test_a_stranger_finds_no_ticket_and_a_supervisor_may_only_look(ticket, team):
    supervisor = a_user()
    assign_perm("monitor", supervisor, team)
    with pytest.raises(NotFound):
        actions.solve(ticket, by=of_user(a_user()), at=timezone.now())
    with pytest.raises(Forbidden):
        actions.solve(ticket, by=of_user(supervisor), at=timezone.now())


# the list -------------------------------------------------------------------------------------------------------------
def listed(client, query="") -> list[str]:
    return [row.subject for row in client.get(f"/tickets/?{query}").context["rows"]]


def test_the_list_shows_the_open_ones_of_the_own_teams_newest_change_first(page, team, agent):
    now = timezone.now()
    for subject, minutes in (("first", 3), ("third", 1), ("second", 2)):
        a_ticket(team, subject, at=now - timedelta(minutes=minutes))
    a_ticket(team, "done", state="solved")
    a_ticket(a_team(), "of others")
    assert listed(page) == ["third", "second", "first"]


def test_filters_stand_in_the_address(page, team, agent):
    other = a_team("Technical")
    an_agent(other, name="Chen Jie")
    a_ticket(team, "mine", assignee=agent)
    a_ticket(team, "of nobody")
    a_ticket(team, "done", state="solved")
    a_ticket(other, "handed to me", assignee=agent)
    assert sorted(listed(page, "whose=mine")) == ["handed to me", "mine"]
    assert listed(page, "whose=nobody") == ["of nobody"]
    assert listed(page, "state=solved") == ["done"]
    assert sorted(listed(page, f"team={team.pk}&state=all")) == ["done", "mine", "of nobody"]
    assert page.get(f"/tickets/?team={other.pk}").status_code == 400


def test_searching_finds_numbers_subjects_names_and_addresses(page, team):
    ticket = a_ticket(team, "100% wrong")
    a_ticket(team, "another", requester=a_visitor("王芳", email="fang@example.com"))
    assert listed(page, f"q=%23{ticket.number}") == listed(page, f"q={ticket.number}") == ["100% wrong"]
    assert listed(page, "q=100%25") == ["100% wrong"]
    assert listed(page, "q=王芳") == listed(page, "q=FANG@example.com") == ["another"]
    assert listed(page, "q=_") == []


def test_fifty_are_on_a_page(page, team):
    for number in range(52):
        a_ticket(team, f"ticket {number}")
    first = page.get("/tickets/")
    assert (len(first.context["rows"]), first.context["next"], first.context["previous"]) == (50, "?page=2", None)
    assert len(listed(page, "page=2")) == 2
    assert listed(page, "page=3") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(page, team, count, django_assert_num_queries):
    for _ in range(count):
        a_ticket(team, assignee=an_agent(team).user)
    page.get("/tickets/")
    with django_assert_num_queries(7):
        page.get("/tickets/")


# rejected ones --------------------------------------------------------------------------------------------------------
def test_a_deleted_ticket_is_seen_by_the_audit_right_alone(client, team, agent):
    ticket = a_ticket(team, state="deleted")
    auditor, supervisor = a_user(), a_user()
    assign_perm("audit", auditor, team)
    assign_perm("monitor", supervisor, team)
    statuses = {}
    for name, user in {"agent": agent, "supervisor": supervisor, "auditor": auditor}.items():
        client.force_login(user)
        statuses[name] = (
            client.get(ticket.get_absolute_url()).status_code,
            client.get(reverse("api-ticket", args=[ticket.pk])).status_code,
            len(listed(client, "state=all")),
        )
    assert statuses == {"agent": (404, 404, 0), "supervisor": (404, 404, 0), "auditor": (200, 200, 1)}


# the page -------------------------------------------------------------------------------------------------------------
def test_the_page_solves_reopens_and_hands_on(page, ticket, team, agent):
    assert page.post(reverse("ticket-solve", args=[ticket.pk])).status_code == 302
    assert page.post(reverse("ticket-solve", args=[ticket.pk])).status_code == 409
    assert page.post(reverse("ticket-reopen", args=[ticket.pk])).status_code == 302
    assert page.post(reverse("ticket-assign", args=[ticket.pk]), {"to": f"{team.pk}:{agent.pk}"}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.assignee) == ("open", agent)


@pytest.mark.parametrize("to", ["", "x", "1:2:3", "-1", "9" * 30, "1:", ":"])
def test_handing_on_to_nowhere_is_answered(page, ticket, to):
    assert page.post(reverse("ticket-assign", args=[ticket.pk]), {"to": to}).status_code == 422


def test_who_hands_a_ticket_out_of_sight_comes_back_to_the_list(page, ticket):
    other = a_team("Technical")
    answer = page.post(reverse("ticket-assign", args=[ticket.pk]), {"to": str(other.pk)})
    assert answer["Location"] == reverse("tickets")


@pytest.mark.django_db(transaction=True)  # connecting happens on commit
def test_a_conversations_transcript_stands_in_its_ticket(page, team, agent):
    conversation = a_request(a_service(team))
    says(conversation, conversation.contact, "Where is my <b>refund</b>?")
    notes(conversation, agent, "Angry customer")
    ticket = ends(conversation, agent, "unresolved", subject="Refund").ticket
    answer = page.get(Ticket.objects.get(pk=ticket.pk).get_absolute_url()).content.decode()
    assert "Where is my &lt;b&gt;refund&lt;/b&gt;?" in answer
    assert "Angry customer" in answer


@pytest.mark.django_db(transaction=True)  # connecting happens on commit
def test_a_rejected_conversation_is_not_told_to_those_who_see_another_of_the_ticket(page, team, agent):
    conversation = a_request(a_service(team))
    says(conversation, conversation.contact, "a vile thing")
    ends(conversation, agent, "rejected", reason="harassment")
    ticket = Ticket.objects.get()
    Ticket.objects.update(state="open", subject="Something else")
    assert b"a vile thing" not in page.get(ticket.get_absolute_url()).content


# the API --------------------------------------------------------------------------------------------------------------
def test_the_api_tells_the_same_rows(page, ticket):
    rows = page.get(reverse("api-tickets")).json()
    assert rows["next"] is None
    assert [row["number"] for row in rows["tickets"]] == [ticket.number]
    one = page.get(reverse("api-ticket", args=[ticket.pk])).json()
    assert one == rows["tickets"][0]
    assert set(one) == {
        "number",
        "subject",
        "state",
        "marker",
        "requester",
        "team",
        "assignee",
        "created_at",
        "changed_at",
        "solved_at",
    }
    assert one["requester"] == {"id": str(ticket.requester_id), "name": "Wang Fang"}


def test_every_kind_of_event_fits_its_column():
    assert max(len(kind) for kind in TicketEvent.Kind.values) <= TicketEvent._meta.get_field("kind").max_length
