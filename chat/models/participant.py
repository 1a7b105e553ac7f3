from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Contact
from chat.models.conversation import Conversation
from chat.states import Role


class Participant(models.Model):
    """Someone in a conversation; the author of entries."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=10, choices=Role)
    name = models.CharField(_("name"), max_length=80)
    is_shown = models.BooleanField(
        default=True, help_text=_("Whether the visitor is told of them; not for who only wrote a note.")
    )
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    read_seq = models.PositiveIntegerField(default=0, help_text=_("Read up to this entry, in the staff's count."))
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="a_user_takes_part_once"),
            models.UniqueConstraint(fields=["conversation", "contact"], name="a_contact_takes_part_once"),
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ Q(contact__isnull=False), name="a_user_or_a_contact"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.role})"
