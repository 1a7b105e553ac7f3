from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import get_objects_for_user

from accounts.models import Contact, Membership, Team
from core.rows import Rows
from core.states import Moving
from tickets.states import MAY_FOLLOW, Marker, TicketState


class TicketQuerySet(Rows):
    def visible_to(self, user):
        """Of own and monitored teams, or assigned to oneself; deleted ones by the audit right only."""
        if user.is_superuser:
            return self
        teams = Membership.objects.filter(user=user).values("team_id")
        monitored = get_objects_for_user(user, "accounts.monitor", Team).values("pk")
        audited = get_objects_for_user(user, "accounts.audit", Team).values("pk")
        seen = Q(team__in=teams) | Q(team__in=monitored) | Q(assignee=user)
        deleted = Q(state=TicketState.DELETED)
        return self.filter((seen & ~deleted) | (deleted & Q(team__in=audited)))

    def chosen(self, *, user, state: str = "", whose: str = "", team=None):
        """By the list's filters: open ones unless a state, or `all`, is asked for; `mine`, or assigned to `nobody`."""
        chosen = self if state == "all" else self.filter(state=state or TicketState.OPEN)
        if whose:
            chosen = chosen.filter(assignee=user if whose == "mine" else None)
        return chosen.filter(team=team) if team else chosen

    def matching(self, words: str):
        """With this number, or these words in the subject, the requester's name or address."""
        number = words.removeprefix("#")
        by_number = Q(number=int(number)) if number.isascii() and number.isdigit() and len(number) <= 18 else Q()
        return self.filter(
            by_number
            | Q(subject__icontains=words)
            | Q(requester__name__icontains=words)
            | Q(requester__email__icontains=words)
        )

    def for_list(self):
        """With what a line of the list shows, newest change first."""
        return self.select_related("requester", "team", "assignee").order_by("-changed_at", "-number")


class Ticket(Moving, models.Model):
    """Something to be done for a requester, and what came of it."""

    may_follow = MAY_FOLLOW

    number = models.BigAutoField(_("number"), primary_key=True)
    subject = models.CharField(_("subject"), max_length=200)
    requester = models.ForeignKey(
        Contact, verbose_name=_("requester"), on_delete=models.PROTECT, related_name="tickets"
    )
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="tickets")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assignee"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tickets",
    )
    state = models.CharField(_("state"), max_length=8, choices=TicketState, default=TicketState.OPEN)
    marker = models.CharField(_("marker"), max_length=12, blank=True, choices=Marker, help_text=_("How it came to be."))
    client_id = models.UUIDField(
        null=True, editable=False, help_text=_("Of a message left: sent twice, it makes one ticket.")
    )
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))
    solved_at = models.DateTimeField(_("solved at"), null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["requester", "client_id"], name="a_message_left_once")]
        indexes = [models.Index(fields=["team", "state", "-changed_at"], name="tickets_of_a_team")]

    def __str__(self):
        return f"#{self.number} {self.subject}"

    def get_absolute_url(self):
        return reverse("ticket", args=[self.number])


class TicketEvent(models.Model):
    """One line of a ticket's own timeline: created, a message left, a state changed."""

    class Kind(models.TextChoices):
        CREATED = "ticket.created", _("created")
        MESSAGE_LEFT = "message.left", _("message left")
        SOLVED = "ticket.solved", _("solved")
        REOPENED = "ticket.reopened", _("reopened")
        ASSIGNED = "ticket.assigned", _("handed on")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    actor_name = models.CharField(_("who"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("event of a ticket")
        verbose_name_plural = _("events of a ticket")
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
