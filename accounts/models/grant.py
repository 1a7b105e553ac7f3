from django.contrib.auth.models import Group
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.models.team import Team
from accounts.models.user import User


class GrantQuerySet(models.QuerySet):
    """Rows made in one go send no signals; the rights change all the same."""

    @transaction.atomic
    def bulk_create(self, grants, *args, **kwargs):
        made = super().bulk_create(grants, *args, **kwargs)
        User.objects.filter(pk__in={pk for grant in made for pk in grant.users()}).raise_epoch()
        return made


class Grant(models.Model):
    """A supervision right on a team, given with django-guardian; taking it away acts at once."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        User.objects.filter(pk__in=self.users()).raise_epoch()


class UserGrant(Grant, UserObjectPermissionBase):
    """To one user."""

    content_object = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="user_grants", verbose_name=_("team")
    )

    objects = UserObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("supervisor")
        verbose_name_plural = _("supervisors")

    def users(self) -> list[int]:
        return [self.user_id]


class GroupGrant(Grant, GroupObjectPermissionBase):
    """To everyone in a group."""

    content_object = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="group_grants", verbose_name=_("team")
    )

    objects = GroupObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = _("group of supervisors")
        verbose_name_plural = _("groups of supervisors")

    def users(self) -> list[int]:
        return list(Group.objects.filter(pk=self.group_id, user__isnull=False).values_list("user", flat=True))
