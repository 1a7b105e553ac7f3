import unicodedata

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.signals import rights_changed
from accounts.validators import plain_name

RIGHTS = frozenset({"is_active", "password", "is_staff", "is_superuser"})


class UserQuerySet(models.QuerySet):
    def update(self, **values):
        """Also raises the rights epoch when the rights are among what is changed (`bulk_update` comes here too)."""
        if RIGHTS & values.keys():
            return self._update_rights(**{"rights_epoch": F("rights_epoch") + 1, **values})
        return super().update(**values)

    def raise_epoch(self) -> int:
        """Have every open socket of theirs look at its rights again."""
        return self._update_rights(rights_epoch=F("rights_epoch") + 1)

    def _update_rights(self, **values) -> int:
        users = list(self.values_list("pk", flat=True))
        count = super().update(**values)
        rights_changed.send(User, users=users)
        return count


class People(UserManager.from_queryset(UserQuerySet)):
    """Names of accounts are compared in their normal form, so that no two look alike and are not."""

    def get_by_natural_key(self, username):
        return super().get_by_natural_key(User.normalize_username(username))


class User(AbstractUser):
    """A member of the staff: agent, supervisor or admin."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    display_name = models.CharField(
        _("name shown"),
        max_length=80,
        blank=True,
        validators=[plain_name],
        help_text=_("What visitors and colleagues see."),
    )
    photo = models.ImageField(_("photo"), upload_to="photos", blank=True, editable=False)
    language = models.CharField(
        _("language"), max_length=10, default="en", choices=[("en", "English"), ("zh-hans", "简体中文")]
    )
    theme = models.CharField(_("colours"), max_length=8, default=Theme.AUTO, choices=Theme)
    rights_epoch = models.PositiveBigIntegerField(
        default=1, editable=False, help_text=_("Raised with every change of rights; open sockets look at it.")
    )

    objects = People()

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """What people see: the display name, else the full name, else the login."""
        return self.display_name or self.get_full_name() or self.username

    @classmethod
    def normalize_username(cls, username):
        """NFKC and lower case: `ﬁn`, `Fin` and `fin` are one login."""
        return unicodedata.normalize("NFKC", username).casefold() if isinstance(username, str) else username

    def save(self, *args, update_fields=None, **kwargs):
        """As usual, but a change of rights raises the epoch, and a copy that is out of date never lowers it."""
        self.username = self.normalize_username(self.username)
        touched = RIGHTS if update_fields is None else RIGHTS & set(update_fields)
        if self._state.adding or not touched:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        with transaction.atomic():
            stored = User.objects.select_for_update().filter(pk=self.pk).values(*touched, "rights_epoch").first()
            if stored:
                is_changed = any(stored[name] != getattr(self, name) for name in touched)
                self.rights_epoch = stored["rights_epoch"] + is_changed
            fields = None if update_fields is None else {*update_fields, "rights_epoch"}
            super().save(*args, update_fields=fields, **kwargs)
            if stored and is_changed:
                rights_changed.send(User, users=[self.pk])
