"""Makes people, teams and conversations: plain functions, named as one would say it."""

from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts import actors, visitors
from accounts.models import Agent, Contact, Membership, Team, User
from chat import actions
from chat.models import Conversation, Service

_numbers = count(1)
PASSWORD = "a long enough password"


def a_team(name: str = "", **fields) -> Team:
    return Team.objects.create(name=name or f"Team {next(_numbers)}", **fields)


def a_service(team: Team, **fields) -> Service:
    number = next(_numbers)
    return Service.objects.create(**{"slug": f"service-{number}", "name": f"Service {number}", "team": team, **fields})


def a_user(name: str = "", **fields) -> User:
    name = name or f"user-{next(_numbers)}"
    return User.objects.create_user(
        name.lower().replace(" ", "."), password=fields.pop("password", None), display_name=name, **fields
    )


def an_agent(
    *teams: Team, name: str = "", capacity: int = 4, availability: str = "online", present: bool = True, **fields
) -> Agent:
    """A user in these teams; present and online unless told otherwise."""
    user = a_user(name, **fields)
    for team in teams:
        Membership.objects.get_or_create(team=team, user=user)
    seen_at = timezone.now() if present else None
    Agent.objects.update_or_create(
        user=user, defaults={"capacity": capacity, "availability": availability, "seen_at": seen_at}
    )
    return Agent.objects.select_related("user").get(user=user)


def a_visitor(name: str = "", **fields) -> Contact:
    """A contact with a secret of their own in `.secret`."""
    secret = visitors.new_secret()
    contact = Contact.objects.create(name=name, secret_hash=visitors.hashed(secret), seen_at=timezone.now(), **fields)
    contact.secret = secret
    return contact


def a_request(service: Service, visitor: Contact | None = None, *, at=None, **fields) -> Conversation:
    """A conversation as it stands after the request and the drain that follows it."""
    visitor = visitor or a_visitor()
    conversation = actions.request(
        visitor, service=service, language="en", by=actors.of_contact(visitor), at=at or timezone.now(), **fields
    )
    return Conversation.objects.get(pk=conversation.pk)


def says(conversation: Conversation, by, text: str = "hello", *, client_id=None):
    """A message by a contact, a user or an agent."""
    return actions.post(conversation.pk, text=text, client_id=client_id or uuid4(), by=actor(by), at=timezone.now())


def notes(conversation: Conversation, by, text: str = "a note", *, client_id=None):
    return actions.add_note(conversation.pk, text=text, client_id=client_id or uuid4(), by=actor(by), at=timezone.now())


def ends(conversation: Conversation, by, disposition: str = "solved", **fields) -> Conversation:
    return actions.end(conversation.pk, disposition=disposition, by=actor(by), at=timezone.now(), **fields)


def actor(who) -> actors.Actor:
    """The actor of a contact, a user or an agent."""
    if isinstance(who, Contact):
        return actors.of_contact(who)
    return actors.of_user(who.user if isinstance(who, Agent) else who)
