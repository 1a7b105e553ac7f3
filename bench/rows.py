"""`python -m bench.rows N`: puts people and N open conversations into the empty database, and prints who they are.

Four conversations an agent, twenty agents a team, ten entries in each conversation.
"""

import json
import os
import sys
from uuid import uuid4

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
EACH = 4  # conversations of an agent
IN_TEAM = 20  # agents
SPOKEN = 10  # entries


def make(count: int) -> dict:
    """Everyone who may open a page: the visitors' secrets and the agents' sessions, each with their conversations."""
    from django.db import transaction

    with transaction.atomic():
        users = make_agents(count // EACH)
        contacts, secrets = make_visitors(count)
        conversations = make_conversations(contacts, users)
        sessions = [sign_in(user) for user in users]
    ids = [str(conversation.pk) for conversation in conversations]
    return {
        "visitors": [{"secret": secret, "conversations": [one]} for secret, one in zip(secrets, ids, strict=True)],
        "agents": [
            {"session": session, "conversations": ids[EACH * place : EACH * (place + 1)]}
            for place, session in enumerate(sessions)
        ],
    }


def make_agents(count: int) -> list:
    from accounts.models import Agent, Membership, Team, User
    from chat.models import Service

    teams = [Team(name=f"Team {number}") for number in range(-(-count // IN_TEAM))]
    Team.objects.bulk_create(teams)
    Service.objects.bulk_create(
        Service(slug=f"service-{number}", name=f"Service {number}", team=team) for number, team in enumerate(teams)
    )
    users = [User(username=f"agent-{number}", display_name=f"Agent {number}", password="!") for number in range(count)]
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(team=teams[number // IN_TEAM], user=user) for number, user in enumerate(users)
    )
    Agent.objects.update(
        capacity=EACH, load=EACH, availability="online", seen_at=timezone.now()
    )  # made with the membership
    return users


def make_visitors(count: int) -> tuple[list, list[str]]:
    from accounts import visitors
    from accounts.models import Contact

    secrets = [visitors.new_secret() for _ in range(count)]
    contacts = [
        Contact(name=f"Visitor {number}", secret_hash=visitors.hashed(secret), seen_at=timezone.now())
        for number, secret in enumerate(secrets)
    ]
    return Contact.objects.bulk_create(contacts), secrets


def make_conversations(contacts: list, users: list) -> list:
    from chat.models import Conversation, Entry, Participant, Service

    services = list(Service.objects.select_related("team").order_by("pk"))
    at = timezone.now()
    conversations, visitors, agents = [], [], []
    for number, contact in enumerate(contacts):
        user, service = users[number // EACH], services[number // EACH // IN_TEAM]
        conversation = Conversation(
            contact=contact, service=service, team=service.team, owner=user, state="active", requested_at=at,
            connected_at=at, last_seq=SPOKEN, last_public_seq=SPOKEN,
        )  # fmt: skip
        conversations.append(conversation)
        who = {"conversation": conversation, "joined_at": at}
        visitors.append(Participant(contact=contact, role="visitor", name=contact.name, **who))
        agents.append(Participant(user=user, role="agent", name=user.display_name, **who))
    Conversation.objects.bulk_create(conversations)
    Participant.objects.bulk_create(visitors + agents)
    Entry.objects.bulk_create(
        Entry(
            conversation=author.conversation, seq=seq, public_seq=seq, kind="message.posted", author=author,
            audience="everyone", text=f"What was said before, line {seq} of {SPOKEN}.", payload={"v": 1}, at=at,
            client_id=uuid4(),
        )
        for author in visitors
        for seq in range(1, SPOKEN + 1)
    )  # fmt: skip
    return conversations


def sign_in(user) -> str:
    from tests.live import a_session

    return a_session(user)


if __name__ == "__main__":
    django.setup()
    json.dump(make(int(sys.argv[1])), sys.stdout)
