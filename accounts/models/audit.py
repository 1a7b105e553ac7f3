from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One security-relevant deed, written in the transaction that did it. Only ever added."""

    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.CharField(_("who"), max_length=120, help_text=_("Kind and id of who acted, e.g. user:7."))
    actor_name = models.CharField(_("name"), max_length=120, blank=True)
    verb = models.CharField(_("verb"), max_length=60, db_index=True)
    object = models.CharField(_("what"), max_length=120, help_text=_("Kind and id of what was acted upon."))
    payload = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.object}"
