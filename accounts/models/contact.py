from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.validators import plain_name
from core.rows import Rows

GONE_AFTER = timedelta(seconds=60)  # product 1.5: a place is kept for 60 s


class Contact(models.Model):
    """Who is helped: a visitor on the chat page, the requester of a ticket."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True, validators=[plain_name])
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    secret_hash = models.CharField(
        max_length=64,
        null=True,
        unique=True,
        editable=False,
        help_text=_("SHA-256 of the secret in the visitor's cookie."),
    )
    page = models.CharField(_("page"), max_length=500, blank=True)
    referrer = models.CharField(_("came from"), max_length=500, blank=True)
    device = models.CharField(_("device"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True, editable=False)

    objects = Rows.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-created_at"]

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name, else the address, else a word with the end of the id, so that two strangers can be told apart."""
        return self.name or self.email or f"{_('Visitor')} {str(self.id)[-4:]}"
