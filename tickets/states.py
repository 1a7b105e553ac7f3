"""The states of a ticket. Deleted is what a rejection makes: seen only by those with the audit right."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketState(models.TextChoices):
    OPEN = "open", _("Open")
    SOLVED = "solved", _("Solved")
    DELETED = "deleted", _("Deleted")


MAY_FOLLOW = {
    TicketState.OPEN: frozenset({TicketState.SOLVED, TicketState.DELETED}),
    TicketState.SOLVED: frozenset({TicketState.OPEN, TicketState.DELETED}),
    TicketState.DELETED: frozenset(),
}


class Marker(models.TextChoices):
    """How a ticket came to be: a message was left, or how its conversation ended."""

    MESSAGE = "message", _("message left")
    SOLVED = "solved", _("solved in a conversation")
    UNRESOLVED = "unresolved", _("left open by a conversation")
    REJECTED = "rejected", _("rejected")
    TIMED_OUT = "timed_out", _("no reply from the visitor")
    LEFT = "left", _("the visitor left")
    ABANDONED = "abandoned", _("given up while waiting")
