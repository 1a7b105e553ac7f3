"""The two tables, read as tests read them, and a scene with one person for each role."""

import csv
from types import SimpleNamespace

from django.utils import timezone
from guardian.shortcuts import assign_perm

from accounts.actors import SYSTEM
from chat.models import Conversation, Participant
from tests.house.sources import ROOT
from tests.people import a_request, a_service, a_team, a_user, a_visitor, an_agent, ends
from tickets import actions

# What each person of a scene is; the kindest answer of all counts.
PEOPLE = {
    "anyone": ("anyone",),
    "visitor": ("visitor", "anyone"),
    "staff": ("staff", "anyone"),
    "owner": ("owner", "participant", "teammate", "staff", "anyone"),
    "participant": ("participant", "staff", "anyone"),
    "teammate": ("teammate", "staff", "anyone"),
    "supervisor": ("supervisor", "staff", "anyone"),
    "auditor": ("auditor", "staff", "anyone"),
    "redactor": ("redactor", "staff", "anyone"),
    "admin": ("admin", "staff", "anyone"),
}
VISITORS = ("anyone", "visitor")
KINDEST = ("yes", "409", "403", "404")


def read(name: str) -> list[dict]:
    with (ROOT / "helpdesk" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


RULES = {(row["verb"], row["state"]): row for row in read("permissions.csv")}
ENTRANCES = {row["entrance"]: row for row in read("entrances.csv")}


def states_of(verb: str) -> list[str]:
    """The states that the table has this verb for."""
    return [state for name, state in RULES if name == verb]


def expected(verb: str, state: str, person: str, without: tuple = ()) -> str:
    """What the table says to this person."""
    answers = {RULES[verb, state][role] for role in PEOPLE[person] if role not in without}
    return next(answer for answer in KINDEST if answer in answers)


def cast(team) -> SimpleNamespace:
    """Everybody but the visitor, the owner and who takes part."""
    people = SimpleNamespace(
        anyone=a_visitor(),
        staff=an_agent(a_team(), present=False).user,
        teammate=an_agent(team, capacity=0).user,
        supervisor=a_user(),
        auditor=a_user(),
        redactor=a_user(),
        admin=a_user(is_superuser=True, is_staff=True),
    )
    assign_perm("monitor", people.supervisor, team)
    assign_perm("audit", people.auditor, team)
    assign_perm("redact", people.redactor, team)
    return people


def a_conversation(state: str) -> tuple[Conversation, SimpleNamespace]:
    """One in this state, and the people by what they are to it (nobody owns a waiting one)."""
    team = a_team()
    people = cast(team)
    owner = an_agent(team, capacity=0 if state == "waiting" else 4)
    people.visitor = a_visitor("Wang Fang")
    conversation = a_request(a_service(team), people.visitor)
    people.participant = an_agent(a_team(), present=False).user
    Participant.objects.create(
        conversation=conversation, user=people.participant, role="agent", name="Chen Jie", joined_at=timezone.now()
    )
    if state == "waiting":
        return conversation, people
    people.owner = owner.user
    if state == "ended":
        ends(conversation, owner)
    elif state == "rejected":
        ends(conversation, owner, "rejected", reason="Insults")
    return Conversation.objects.get(pk=conversation.pk), people


def a_ticket(state: str) -> tuple:
    """One in this state, and the people by what they are to it (nobody takes part in a ticket)."""
    team = a_team()
    people = cast(team)
    people.visitor = a_visitor("Wang Fang")
    people.owner = an_agent(team).user
    ticket = actions.open_ticket(
        subject="Refund",
        requester=people.visitor,
        team=team,
        assignee=people.owner,
        state=state,
        by=SYSTEM,
        at=timezone.now(),
    )
    return ticket, people
