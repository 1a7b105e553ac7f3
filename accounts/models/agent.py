from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.rows import Rows

ABSENT_AFTER = timedelta(seconds=60)  # product 10: owner absent, no socket for 60 s
MAX_CAPACITY = 100


class Availability(models.TextChoices):
    """Whether an agent takes work. Busy is Online with a capacity of 0."""

    ONLINE = "online", _("Online")
    AWAY = "away", _("Away")
    OFFLINE = "offline", _("Offline")


class AgentQuerySet(Rows):
    def present(self, at):
        """A socket of theirs is open, or was 60 s ago."""
        return self.filter(seen_at__gt=at - ABSENT_AFTER, user__is_active=True)

    def takes_work(self, at):
        """Present, online and with a capacity above 0, full or not."""
        return self.present(at).filter(availability=Availability.ONLINE, capacity__gt=0)

    def with_room(self, at):
        """Who may be given one more conversation by the system."""
        return self.takes_work(at).filter(load__lt=F("capacity"))

    def of_teams(self, team_ids):
        return self.filter(user__memberships__team__in=team_ids).distinct()


class Agent(models.Model):
    """What a user takes: capacity, availability, load; and when they were last there."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, verbose_name=_("user")
    )
    capacity = models.PositiveSmallIntegerField(
        _("capacity"),
        default=4,
        validators=[MaxValueValidator(MAX_CAPACITY)],
        help_text=_("How many conversations the system connects to this agent; 0 means busy."),
    )
    availability = models.CharField(_("availability"), max_length=8, choices=Availability, default=Availability.OFFLINE)
    away_reason = models.CharField(_("reason for being away"), max_length=80, blank=True)
    load = models.IntegerField(_("load"), default=0, editable=False, help_text=_("Active conversations owned."))
    idle_since_at = models.DateTimeField(_("idle since"), null=True, editable=False)
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True, editable=False)

    objects = AgentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        constraints = [
            models.CheckConstraint(condition=Q(load__gte=0), name="load_not_below_zero"),
            models.CheckConstraint(condition=Q(capacity__lte=MAX_CAPACITY), name="capacity_within_limit"),
        ]

    def __str__(self):
        return str(self.user)

    def is_present(self, at) -> bool:
        """Whether a socket was open within the last 60 s."""
        return self.seen_at is not None and self.seen_at > at - ABSENT_AFTER
