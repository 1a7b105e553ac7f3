"""What changes rights without passing a `save` of ours, what sign-in has to say; each raises the epoch or is audited."""

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from accounts import actors
from accounts.actions import audit
from accounts.models import GroupGrant, Membership, User, UserGrant
from core.address import address_of

CHANGES = ("post_add", "post_remove", "pre_clear")
Groups = User.groups.through
UserPermissions = User.user_permissions.through
GroupPermissions = Group.permissions.through


@receiver(m2m_changed, sender=Groups)
@receiver(m2m_changed, sender=UserPermissions)
def rights_of_users(instance, action, reverse, pk_set, **kwargs):
    """Groups and permissions of a user, from either side."""
    if action not in CHANGES:
        return
    if not reverse:
        users = [instance.pk]
    elif pk_set is None:
        users = instance.user_set.values("pk")
    else:
        users = pk_set
    User.objects.filter(pk__in=users).raise_epoch()


@receiver(m2m_changed, sender=GroupPermissions)
def rights_of_groups(instance, action, reverse, pk_set, **kwargs):
    """What a group may do, from either side."""
    if action not in CHANGES:
        return
    if not reverse:
        groups = [instance.pk]
    elif pk_set is None:
        groups = instance.group_set.values("pk")
    else:
        groups = pk_set
    User.objects.filter(groups__in=groups).raise_epoch()


@receiver(pre_delete, sender=Group)
def group_goes(instance, **kwargs):
    User.objects.filter(groups=instance).raise_epoch()


@receiver(post_delete, sender=Membership)
def member_leaves(instance, **kwargs):
    """`team.members.remove(…)` comes here too; who is added comes through `bulk_create`."""
    User.objects.filter(pk=instance.user_id).raise_epoch()


@receiver(post_delete, sender=UserGrant)
@receiver(post_delete, sender=GroupGrant)
def grant_goes(instance, **kwargs):
    User.objects.filter(pk__in=instance.users()).raise_epoch()


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    audit("signed.in", f"user:{user.pk}", by=actors.of_user(user), at=timezone.now(), address=address_of(request))


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    """In this browser; sockets of others look again and stay."""
    if user is None:
        return
    User.objects.filter(pk=user.pk).raise_epoch()
    audit("signed.out", f"user:{user.pk}", by=actors.of_user(user), at=timezone.now(), address=address_of(request))


@receiver(user_login_failed)
def sign_in_failed(credentials, request=None, **kwargs):
    """One line for each failed try, up to the limit: guessing must not fill the database."""
    if request is None or getattr(request, "is_throttled", False):
        return
    login = str(credentials.get("username", ""))[:80].replace("\0", "")
    audit("sign.in.failed", "user", by=actors.NOBODY, at=timezone.now(), login=login, address=address_of(request))
