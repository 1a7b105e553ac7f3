"""No way in without a line in `helpdesk/entrances.csv`, no line without its verb in `helpdesk/permissions.csv`."""

from django.urls import URLPattern, get_resolver

from chat.consumers import ConsoleConsumer, VisitorConsumer
from tests.access.scenes import ENTRANCES, PEOPLE, RULES


def routes(patterns, is_admin: bool = False) -> set[str]:
    """Names of all routes; everything of the admin's is one."""
    names = set()
    for one in patterns:
        if isinstance(one, URLPattern):
            names.add("admin" if is_admin else one.name or str(one.pattern))
        else:
            names |= routes(one.url_patterns, is_admin or one.namespace == "admin")
    return names


def kinds(*wanted: str) -> set[str]:
    return {name for name, row in ENTRANCES.items() if row["kind"] in wanted}


def test_every_route_is_named():
    assert routes(get_resolver().url_patterns) == kinds("page", "form", "api")


def test_every_command_is_named_with_its_door():
    doors = {}
    for name in {*ConsoleConsumer.commands, *VisitorConsumer.commands}:
        on = (name in ConsoleConsumer.commands, name in VisitorConsumer.commands)
        doors[name] = {(True, True): "any", (True, False): "staff", (False, True): "visitor"}[on]
    assert doors == {name: ENTRANCES[name]["door"] for name in kinds("command")}


def test_every_verb_is_in_the_table_and_every_line_guards_something():
    assert {row["verb"] for row in ENTRANCES.values()} == {verb for verb, _state in RULES}


def test_every_line_answers_every_role():
    for rule, row in RULES.items():
        roles = {role: answer for role, answer in row.items() if role not in ("verb", "state")}
        assert set(roles) == set(PEOPLE), rule
        assert set(roles.values()) <= {"yes", "403", "404", "409"}, rule
