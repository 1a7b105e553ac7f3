"""The people of a fault test, made in the site's own database, and its log read back. Runs inside the site (`Site.manage`)."""

import json

from django.conf import settings

from tests.services.site import Site


def ask(site: Site, function: str, *words: str | int, of: str = "cast"):
    """What a function of this file (or of another beside it) answers, called with these words inside the site."""
    call = f"from tests.faults import {of}; {of}.{function}({', '.join(map(repr, words))})"
    return json.loads(site.manage("shell", "--no-imports", "-c", call).splitlines()[-1])


def assemble() -> None:
    """A conversation in progress between a visitor and its owner, beside whom a teammate reads along."""
    print(json.dumps(_people()))


def gather(conversations: int) -> None:
    """Several of them."""
    print(json.dumps([_people() for _ in range(conversations)]))


def _people() -> dict[str, str]:
    from tests.live import a_session
    from tests.people import a_request, a_service, a_team, a_visitor, an_agent

    team = a_team()
    owner, teammate = an_agent(team), an_agent(team, capacity=0)
    visitor = a_visitor("Ada")
    conversation = a_request(a_service(team), visitor)
    return {
        "conversation": str(conversation.pk),
        "visitor": f"{settings.VISITOR_COOKIE}={visitor.secret}",
        "owner": f"{settings.SESSION_COOKIE_NAME}={a_session(owner.user)}",
        "teammate": f"{settings.SESSION_COOKIE_NAME}={a_session(teammate.user)}",
    }


def rows(conversation_id: str) -> None:
    """The log as the database has it."""
    from chat.models import Entry

    names = ("seq", "public_seq", "kind", "client_id", "text", "payload")
    found = Entry.objects.filter(conversation=conversation_id).order_by("seq").values(*names)
    print(json.dumps(list(found), default=str))
