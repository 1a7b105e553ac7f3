from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import get_objects_for_user

from accounts.models import Contact, Membership, Team
from accounts.models.team import SIGHT
from chat.models.service import Service
from chat.states import MAY_FOLLOW, OPEN, ConversationState, Disposition
from core.errors import NotFound
from core.rows import Rows
from core.states import Moving
from tickets.models import Ticket


class ConversationQuerySet(Rows):
    def waiting(self):
        """The queue: highest priority first, then who came first."""
        return self.filter(state=ConversationState.WAITING).order_by("-priority", "requested_at", "id")

    def active(self):
        return self.filter(state=ConversationState.ACTIVE)

    def open(self):
        """Waiting or in progress."""
        return self.filter(state__in=OPEN)

    def visible_to(self, user):
        """What this member of the staff may see: own, of own teams, of monitored teams; rejected ones by the audit right."""
        if user.is_superuser:
            return self
        own = Q(participants__user=user, participants__is_shown=True, participants__left_at=None) | Q(owner=user)
        teams = Membership.objects.filter(user=user).values("team_id")
        monitored = get_objects_for_user(user, SIGHT, Team, any_perm=True).values("pk")
        audited = get_objects_for_user(user, "accounts.audit", Team).values("pk")
        seen = own | Q(team__in=teams) | Q(team__in=monitored)
        rejected = Q(disposition=Disposition.REJECTED)
        return self.filter((seen & ~rejected) | (rejected & Q(team__in=audited))).distinct()

    def lock(self, conversation_id):
        """That one, held until the transaction ends; raises NotFound."""
        conversation = self.locked().filter(pk=conversation_id).first()
        if conversation is None:
            raise NotFound
        return conversation

    def for_lists(self):
        """With what a row of the console's lists shows."""
        return self.select_related("contact", "service", "team", "owner")


class Conversation(Moving, models.Model):
    """One live exchange, from the visitor's request to its end."""

    may_follow = MAY_FOLLOW

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="conversations"
    )
    service = models.ForeignKey(Service, verbose_name=_("service"), on_delete=models.PROTECT)
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="conversations")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned",
    )
    ticket = models.ForeignKey(
        Ticket, verbose_name=_("ticket"), null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    state = models.CharField(_("state"), max_length=8, choices=ConversationState, default=ConversationState.WAITING)
    priority = models.SmallIntegerField(_("priority"), default=0)
    language = models.CharField(_("language"), max_length=10, default="en")
    disposition = models.CharField(_("how it ended"), max_length=10, choices=Disposition, blank=True)
    reason = models.CharField(_("reason of a rejection"), max_length=1000, blank=True)
    requested_at = models.DateTimeField(_("requested at"))
    connected_at = models.DateTimeField(_("connected at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    unanswered_since_at = models.DateTimeField(
        _("unanswered since"), null=True, blank=True, help_text=_("First visitor's message without a reply.")
    )
    last_seq = models.PositiveIntegerField(default=0, editable=False)
    last_public_seq = models.PositiveIntegerField(default=0, editable=False)
    last = models.JSONField(default=dict, editable=False, help_text=_("What the lists show of the newest entry."))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="active") | Q(owner__isnull=False), name="active_has_an_owner"),
            models.CheckConstraint(condition=~Q(disposition="rejected") | ~Q(reason=""), name="rejection_has_a_reason"),
            models.CheckConstraint(
                condition=(Q(state="ended") & ~Q(disposition="") & Q(ended_at__isnull=False))
                | (~Q(state="ended") & Q(disposition="") & Q(ended_at__isnull=True)),
                name="ended_says_how_and_when",
            ),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(state__in=["waiting", "active"]), name="one_open_conversation_a_visitor"
            ),
        ]
        indexes = [
            models.Index(
                fields=["team", "-priority", "requested_at", "id"], condition=Q(state="waiting"), name="the_queue"
            ),
            models.Index(fields=["owner"], condition=Q(state="active"), name="in_progress_by_owner"),
            models.Index(fields=["team"], condition=Q(state="active"), name="in_progress_by_team"),
        ]

    def __str__(self):
        return f"{self.contact.shown_name} · {self.service}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
