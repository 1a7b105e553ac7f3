"""What a ticket's page shows, in the order it happened. Apps above add theirs: `register(provider)`.

A provider gets the ticket and the actor and yields the items that this actor may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.template import loader

from accounts.actors import Actor
from tickets.models import Ticket


@dataclass(frozen=True)
class Item:
    """Something that happened: a template and what it shows."""

    at: datetime
    template: str
    context: dict = field(default_factory=dict)

    def html(self) -> str:
        return loader.render_to_string(self.template, self.context)


Provider = Callable[[Ticket, Actor], Iterable[Item]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Have this provider's items in every ticket's timeline."""
    _providers.append(provider)
    return provider


def timeline(ticket: Ticket, actor: Actor) -> list[Item]:
    """Everything of the ticket that the actor may see, oldest first."""
    own = [Item(event.at, "tickets/_event.html", {"event": event}) for event in ticket.events.all()]
    others = [item for provider in _providers for item in provider(ticket, actor)]
    return sorted(own + others, key=lambda item: item.at)
