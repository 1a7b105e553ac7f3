from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.entry import Entry
from files.models import File


class Attachment(models.Model):
    """A file goes with one entry and no other; what the entry shows of it stands in its payload."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="attachment")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.file.name
