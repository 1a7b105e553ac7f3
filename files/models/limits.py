import time
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.html import MAX_HTML

MB = 1024 * 1024
FRESH_FOR = 5  # seconds until another process's change is seen


def megabytes(label: str, default: int, most: int = 2000, **rest):
    return models.PositiveIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(most)], **rest
    )


class Limits(models.Model):
    """What people may send: one row, changed in the admin (product 2)."""

    text_characters = models.PositiveIntegerField(
        _("text, characters"), default=4000, validators=[MinValueValidator(100), MaxValueValidator(20000)]
    )
    picture_mb = megabytes(_("picture, MB"), 20, 100)
    video_mb = megabytes(_("video, MB"), 500)
    voice_mb = megabytes(_("voice, MB"), 50, 500)
    file_mb = megabytes(_("any other file, MB"), 500)
    day_mb = megabytes(
        _("of one visitor within 24 hours, MB"), 1000, 20000, help_text=_("Everything a visitor uploads, together.")
    )
    recording_minutes = models.PositiveIntegerField(
        _("screen recording, minutes"), default=15, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    voice_minutes = models.PositiveIntegerField(
        _("voice message, minutes"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    has_link_previews = models.BooleanField(
        _("link previews"),
        default=False,
        help_text=_(
            "A worker asks linked pages for their title and shows it as a card. They learn this server's address."
        ),
    )

    known: ClassVar = (0.0, None)  # when it was read, and what

    class Meta:
        verbose_name = _("limits of what people send")
        verbose_name_plural = _("limits of what people send")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_limits")]

    def __str__(self):
        return str(_("Limits"))

    @classmethod
    def current(cls) -> "Limits":
        """The row, as it was within the last seconds; or what holds while nobody has changed anything."""
        read_at, limits = cls.known
        if limits is None or time.monotonic() - read_at > FRESH_FOR:
            limits = cls.objects.filter(pk=1).first() or cls(pk=1)
            cls.known = time.monotonic(), limits
        return limits

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Limits.known = 0.0, None

    @property
    def largest(self) -> int:
        """Bytes that no upload may exceed, whatever it turns out to be."""
        return max(self.picture_mb, self.video_mb, self.voice_mb, self.file_mb) * MB

    def as_shown(self) -> dict:
        """What the pages are told: sizes in bytes, times in seconds."""
        return {
            "text": self.text_characters,
            "picture": self.picture_mb * MB,
            "video": self.video_mb * MB,
            "voice": self.voice_mb * MB,
            "file": self.file_mb * MB,
            "html": MAX_HTML,
            "recording_seconds": self.recording_minutes * 60,
            "voice_seconds": self.voice_minutes * 60,
        }
