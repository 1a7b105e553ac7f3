"""May this actor do this? One table answers (`helpdesk/permissions.csv`); everything it does not allow is refused.

A line says, for a verb on an object in a state, what each role gets: `yes`, or the answer 403, 404 or 409.
An app registers how an actor's roles and an object's state are found; the rules themselves are all in the table.
"""

import csv
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings

from accounts.actors import Actor
from accounts.models import Membership
from core.errors import Conflict, Forbidden, NotFound

ANY = "any"
_finders: dict[type, tuple[Callable, Callable]] = {}


def register(model: type, *, roles: Callable[[Actor, object], Iterable[str]], state: Callable[[object], str]) -> None:
    """Tell how the actor's roles towards an object of this model are found (cheapest first), and its state."""
    _finders[model] = (roles, state)


@cache
def table() -> dict[tuple[str, str], dict[str, str]]:
    """`(verb, state) -> {role: answer}` as the file says it."""
    with settings.PERMISSION_TABLE.open(newline="", encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {(row.pop("verb"), row.pop("state")): row for row in rows}


def roles_of(actor: Actor, thing=None) -> Iterable[str]:
    """What the actor is, towards this object, cheapest to find first."""
    if thing is not None:
        yield from _finders[type(thing)][0](actor, thing)
    if actor.user is not None:
        if actor.user.is_superuser:
            yield "admin"
        yield "staff"
    yield "anyone"


def team_roles(actor: Actor, team) -> Iterable[str]:
    """What a member of the staff is to a team's work: of it, or with a right over it."""
    if Membership.objects.filter(team=team, user=actor.user).exists():
        yield "teammate"
    if actor.user.has_perm("accounts.monitor", team):
        yield "supervisor"
    if actor.user.has_perm("accounts.audit", team):
        yield "auditor"
    if actor.user.has_perm("accounts.redact", team):
        yield "redactor"


def answer(actor: Actor, verb: str, thing=None) -> str:
    """`yes`, or the mildest refusal that one of the actor's roles gets: 409, 403 or 404."""
    state = _finders[type(thing)][1](thing) if thing is not None else ANY
    row = table()[verb, state]
    refusals = set()
    for role in roles_of(actor, thing):
        if row[role] == "yes":
            return "yes"
        refusals.add(row[role])
    return next(refusal for refusal in ("409", "403", "404") if refusal in refusals)


def can(actor: Actor, verb: str, thing=None) -> bool:
    """Whether the actor may do this to the object as it is now."""
    return answer(actor, verb, thing) == "yes"


def check(actor: Actor, verb: str, thing=None) -> None:
    """Raise what the table answers: Conflict (with the state), Forbidden or NotFound."""
    match answer(actor, verb, thing):
        case "409":
            raise Conflict(state=_finders[type(thing)][1](thing))
        case "403":
            raise Forbidden
        case "404":
            raise NotFound


def verbs(actor: Actor, thing, among: Iterable[str]) -> list[str]:
    """Those of the verbs that the actor may use on the object now."""
    return [verb for verb in among if can(actor, verb, thing)]
