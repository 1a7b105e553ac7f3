from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import get_objects_for_user

from accounts.models.agent import Agent
from accounts.models.user import User
from accounts.signals import room_changed
from accounts.validators import plain_name
from core.rows import Rows

SIGHT = ("accounts.monitor", "accounts.redact")  # rights with which one sees the team's conversations


class TeamQuerySet(Rows):
    def of(self, user):
        """The teams this user is a member of."""
        return self.filter(memberships__user=user, is_archived=False)

    def seen_by(self, user):
        """The teams whose work this user may see: own ones and monitored ones."""
        if user.is_superuser:
            return self.filter(is_archived=False)
        monitored = get_objects_for_user(user, SIGHT, Team, any_perm=True).values("pk")
        return self.filter(Q(memberships__user=user) | Q(pk__in=monitored), is_archived=False).distinct()


class Team(models.Model):
    """Agents who answer together."""

    name = models.CharField(_("name"), max_length=80, unique=True, validators=[plain_name])
    is_open = models.BooleanField(
        _("open"), default=True, help_text=_("Closed: nobody is connected, visitors can leave a message.")
    )
    queue_limit = models.PositiveIntegerField(
        _("queue limit"), null=True, blank=True, help_text=_("How many may wait; empty means no limit.")
    )
    overflow = models.ForeignKey(
        "self",
        verbose_name=_("overflow team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text=_("Who gets what comes when the queue is full."),
    )
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("A team with a history is archived, never deleted.")
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        permissions = [
            ("monitor", _("Can see the team's conversations and read along")),
            ("audit", _("Can see what was rejected")),
            ("redact", _("Can take content out of messages")),
        ]

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    """What sends no signals changes rights all the same."""

    @transaction.atomic
    def bulk_create(self, memberships, *args, **kwargs):
        made = super().bulk_create(memberships, *args, **kwargs)
        admit(membership.user_id for membership in made)
        return made

    @transaction.atomic
    def update(self, **values):
        before = list(self.values_list("user_id", flat=True))
        count = super().update(**values)
        admit([*before, *([values["user"].pk] if "user" in values else [])])
        return count


class Membership(models.Model):
    """A user is an agent of a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="one_membership")]

    def __str__(self):
        return f"{self.user} · {self.team}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        before = Membership.objects.filter(pk=self.pk).values_list("user_id", flat=True)
        moved = [user for user in before if user != self.user_id]
        super().save(*args, **kwargs)
        admit([self.user_id, *moved])


def admit(user_ids) -> None:
    """Whoever is in a team is an agent; and their open sockets look at their rights again; queues may drain to them."""
    ids = set(user_ids)
    Agent.objects.bulk_create([Agent(user_id=pk) for pk in ids], ignore_conflicts=True)
    User.objects.filter(pk__in=ids).raise_epoch()
    for agent in Agent.objects.filter(pk__in=ids):
        room_changed.send(Agent, agent=agent)
