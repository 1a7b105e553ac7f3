"""docs/protocol.md is the contract: what it lists is in the code, and what is in the code it lists."""

import re

import pytest

from chat.consumers import ConsoleConsumer, VisitorConsumer
from chat.models import Kind
from core.errors import Refused
from tests.house.sources import ROOT, product_python, text

PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
# Closed by the server below us: it goes away, or a frame is over its limit.
CLOSED_BELOW = {"1001", "1009"}
NOT_FOR_PAGES = ("websocket.", "lifespan.", "http.", "bridge.")


def table(heading: str) -> dict[str, str]:
    """First and second column of the table below a heading."""
    section = re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| `?([a-z_.0-9]+)`? \| ([^|]*?) \|", section, re.MULTILINE)
    return {name: second for name, second in rows if name not in {"code", "command", "event"}}


def sources() -> str:
    return "\n".join(text(path) for path in product_python() if path.parts[0] in {"core", "chat", "helpdesk"})


@pytest.mark.parametrize(("consumer", "letter"), [(VisitorConsumer, "v"), (ConsoleConsumer, "s")])
def test_every_command_is_listed(consumer, letter):
    listed = {name for name, who in table("Commands").items() if letter in who.split()}
    assert set(consumer.commands) == listed


def test_every_kind_of_entry_is_listed():
    assert set(Kind.values) == set(table("Events with a number"))


def test_every_other_event_is_listed():
    told = set(re.findall(r'"type": "(hello|bye|[a-z]+\.[a-z_]+)"', sources()))
    told = {name for name in told if not name.startswith(NOT_FOR_PAGES)}
    assert told == set(table("Events without a number"))


def test_every_error_code_is_listed():
    def heirs(refused):
        return {refused.code}.union(*(heirs(heir) for heir in refused.__subclasses__()))

    written = set(re.findall(r'BadFrame\("([a-z_]+)"', sources()))
    assert heirs(Refused) | written == set(table("Error codes"))


def test_every_close_code_is_listed():
    closed_by_us = set(re.findall(r"\b(44\d\d|101\d)\b", sources()))
    listed = set(table("Close codes"))
    assert closed_by_us <= listed
    assert listed - CLOSED_BELOW <= closed_by_us
