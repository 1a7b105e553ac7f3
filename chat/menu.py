"""The service menu with its live state (product 1.1): whether someone is there, about how long it takes, or that it is closed."""

from datetime import datetime

from django.db.models import Count

from accounts.models import Agent
from chat.models import Conversation, Service
from chat.states import ConversationState
from chat.waiting import rough_wait


def menu(language: str, *, at: datetime) -> list[dict]:
    """The tree of what is on offer, two levels deep, in that language. Headings without a leaf are left out."""
    services = list(Service.objects.on_offer())
    states = _states({service.team for service in services if service.team}, at=at)
    shown = {service.pk: _shown(service, language, states) for service in services}
    for service in services:
        if service.parent_id in shown:
            shown[service.parent_id]["children"].append(shown[service.pk])
    top = [shown[service.pk] for service in services if service.parent_id is None]
    return [each for each in top if each["children"] or "asks" in each]


def _shown(service: Service, language: str, states: dict) -> dict:
    """A leaf, or a heading: it has neither a state nor a form."""
    named = {
        "id": service.pk,
        "slug": service.slug,
        "name": service.shown_name(language),
        "help": service.shown_help(language),
        "children": [],
    }
    if service.team is None:
        return named
    state, wait = states[service.team_id]
    asks = {"name": service.ask_name, "email": service.ask_email, "text": service.ask_text}
    return named | {"state": state, "wait_minutes": wait, "asks": asks}


def _states(teams: set, *, at: datetime) -> dict[int, tuple[str, int | None]]:
    """By team: online (connected at once), waiting (with minutes) or closed."""
    present, with_room = _who_is_there(Agent.objects.present(at)), _who_is_there(Agent.objects.with_room(at))
    waiting = _how_many_wait()
    states: dict[int, tuple[str, int | None]] = {}
    for team in teams:
        if not team.is_open or team.is_archived or team.pk not in present:
            states[team.pk] = ("closed", None)
        elif team.pk in with_room:
            states[team.pk] = ("online", None)
        else:
            states[team.pk] = ("waiting", rough_wait(team.pk, waiting.get(team.pk, 0) + 1, at=at))
    return states


def _who_is_there(agents) -> set[int]:
    return set(agents.values_list("user__memberships__team", flat=True))


def _how_many_wait() -> dict[int, int]:
    counted = Conversation.objects.filter(state=ConversationState.WAITING).values("team").annotate(all=Count("pk"))
    return dict(counted.values_list("team", "all"))
