from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Contact
from core.rows import Rows
from core.states import Moving
from files.states import MAY_FOLLOW, FileKind, FileState

UNFINISHED_FOR = timedelta(hours=24)  # an upload that nobody goes on with, or that nobody sends


class FileQuerySet(Rows):
    def of(self, actor: Actor):
        """What this actor has uploaded."""
        if actor.user is None and actor.contact is None:
            return self.none()
        return self.filter(by_user=actor.user) if actor.user else self.filter(by_contact=actor.contact)

    def unsent(self):
        """What belongs to no message."""
        return self.filter(attached_at=None)

    def stale(self, at: datetime):
        """What nobody sent within a day."""
        return self.unsent().filter(begun_at__lte=at - UNFINISHED_FOR)

    def to_check(self, at: datetime):
        """What waits to be looked at, and nobody is at it."""
        return self.filter(state=FileState.CHECKING).filter(Q(leased_until_at=None) | Q(leased_until_at__lte=at))

    def bytes_of_day(self, at: datetime) -> int:
        return self.filter(begun_at__gt=at - timedelta(hours=24)).aggregate(all=Sum("size"))["all"] or 0


class File(Moving, models.Model):
    """One file that somebody uploaded: first theirs alone, then a message's. Its bytes lie under names that nobody can guess."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), null=True, blank=True, on_delete=models.PROTECT
    )
    by_contact = models.ForeignKey(
        Contact, verbose_name=_("uploaded by the visitor"), null=True, blank=True, on_delete=models.CASCADE
    )
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(
        _("size, bytes"), help_text=_("Of the upload; what is kept of it may be smaller.")
    )
    state = models.CharField(_("state"), max_length=12, choices=FileState, default=FileState.UPLOADING)
    refusal = models.CharField(_("why it was refused"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=FileKind, blank=True)
    mime = models.CharField(_("type"), max_length=100, blank=True, help_text=_("As its bytes say."))
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    is_animated = models.BooleanField(default=False)
    duration = models.FloatField(_("duration, seconds"), null=True, blank=True)
    peaks = models.JSONField(default=list, blank=True, editable=False)
    kept = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Where the bytes are, in the storage."
    )
    preview = models.CharField(max_length=200, blank=True, editable=False)
    begun_at = models.DateTimeField(_("begun at"))
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)
    attached_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    leased_until_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FileQuerySet.as_manager()
    may_follow = MAY_FOLLOW

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_user__isnull=False) ^ Q(by_contact__isnull=False), name="a_file_has_one_uploader"
            ),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(kept=""), name="a_ready_file_is_kept"),
        ]
        indexes = [
            models.Index(fields=["begun_at"], condition=Q(attached_at=None), name="files_not_sent"),
            models.Index(fields=["by_contact", "begun_at"], name="files_of_a_visitor"),
        ]

    def __str__(self):
        return self.name

    @property
    def part(self) -> Path:
        """Where the bytes of the upload gather; gone once it is ready."""
        return settings.UPLOADS_DIR / f"{self.pk.hex}.part"

    @property
    def workshop(self) -> Path:
        """A folder for what is made of it."""
        return settings.UPLOADS_DIR / f"{self.pk.hex}.making"

    def is_of(self, actor: Actor) -> bool:
        return (
            actor.user == self.by_user if actor.user else actor.contact is not None and actor.contact == self.by_contact
        )

    def open(self, *, is_preview: bool = False):
        """The kept bytes, or the preview's."""
        return default_storage.open(self.preview if is_preview else self.kept)

    def remove(self) -> None:
        """Row and bytes go; the bytes once the row is gone for good."""
        names = [name for name in (self.kept, self.preview) if name]
        with transaction.atomic():
            File.objects.filter(pk=self.pk).delete()
            transaction.on_commit(lambda: [default_storage.delete(name) for name in names], robust=True)

    def as_part(self) -> dict:
        """How a message shows it (docs/protocol.md, Parts)."""
        shown = {"type": self.kind, "file": str(self.pk), "name": self.name, "size": self.size}
        match self.kind:
            case FileKind.PICTURE:
                return shown | {"width": self.width, "height": self.height, "is_animated": self.is_animated}
            case FileKind.VIDEO:
                sizes = {"width": self.width, "height": self.height, "duration": self.duration}
                return shown | sizes | {"has_preview": bool(self.preview)}
            case FileKind.VOICE:
                return shown | {"duration": self.duration, "peaks": self.peaks}
        return shown | {"mime": self.mime}
