"""The life of a conversation (product 1): waiting, active, ended, and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConversationState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACTIVE = "active", _("in progress")
    ENDED = "ended", _("ended")


MAY_FOLLOW = {
    ConversationState.WAITING: frozenset({ConversationState.ACTIVE, ConversationState.ENDED}),
    ConversationState.ACTIVE: frozenset({ConversationState.ENDED}),
    ConversationState.ENDED: frozenset(),
}
OPEN = (ConversationState.WAITING, ConversationState.ACTIVE)


class Disposition(models.TextChoices):
    """How a conversation ended."""

    SOLVED = "solved", _("solved")
    UNRESOLVED = "unresolved", _("unresolved")
    REJECTED = "rejected", _("rejected")
    TIMED_OUT = "timed_out", _("timed out")
    LEFT = "left", _("left by the visitor")
    ABANDONED = "abandoned", _("abandoned while waiting")


class Audience(models.TextChoices):
    """Who may ever receive an entry."""

    EVERYONE = "everyone", _("everyone")
    STAFF = "staff", _("staff only")


class Role(models.TextChoices):
    """What a participant is in a conversation."""

    VISITOR = "visitor", _("visitor")
    AGENT = "agent", _("agent")
    SUPERVISOR = "supervisor", _("supervisor")
    HELPER = "helper", _("outside helper")


class Wanted(models.TextChoices):
    """What an agent may ask a visitor for."""

    SCREENSHOT = "screenshot", _("a screenshot")
    RECORDING = "recording", _("a recording of the screen")
    PHOTO = "photo", _("a photo")
    POSITION = "position", _("the position")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("no answer")
    CLOSED = "closed", _("closed with the conversation")
