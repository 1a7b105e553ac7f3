"""What came is looked at, in a process of its own (`files.examine`), and what is made of it is kept."""

import logging
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.core.files import File as Content
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from files import antivirus
from files.actions.upload import drop_upload
from files.examine import Facts, Unacceptable, examine
from files.examine import Limits as Bounds
from files.models import File, Limits
from files.models.limits import MB
from files.states import FileState

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=180)  # longer than any look may take; then somebody else looks
AGAIN = timedelta(seconds=15)  # the scanner does not answer: how long until it is asked again
KEPT_UNDER = "sent"


def check(file_id: UUID, *, at: datetime) -> None:
    """Scan it, look at it, keep what is made of it. Only one at a time looks; what dies meanwhile is looked at again."""
    free = Q(leased_until_at=None) | Q(leased_until_at__lte=at)
    if not File.objects.filter(free, pk=file_id, state=FileState.CHECKING).update(leased_until_at=at + LEASE):
        return
    file = File.objects.select_related("by_user", "by_contact").get(pk=file_id)
    with translation.override((file.by_user or file.by_contact).language or "en"):
        match antivirus.scan(file.part):
            case "clean":
                _examine(file, at=at)
            case "infected":
                _refuse(file, FileState.QUARANTINED, _("A virus was found in this file. It was not sent."))
            case _:
                log.warning("the virus scanner does not answer; file %s waits", file.pk)
                File.objects.filter(pk=file.pk).update(leased_until_at=at + AGAIN)


def _examine(file: File, *, at: datetime) -> None:
    shutil.rmtree(file.workshop, ignore_errors=True)
    file.workshop.mkdir(exist_ok=True)  # what was killed with the last look may still hold on to it
    try:
        facts = examine(file.part, file.name, _bounds(), file.workshop)
        _keep(file, facts, at=at)
    except Unacceptable as unacceptable:
        _refuse(file, FileState.REFUSED, str(unacceptable.message))


def _bounds() -> Bounds:
    limits = Limits.current()
    return Bounds(
        picture=limits.picture_mb * MB,
        video=limits.video_mb * MB,
        voice=limits.voice_mb * MB,
        file=limits.file_mb * MB,
    )


def _keep(file: File, facts: Facts, *, at: datetime) -> None:
    """The bytes first, then the row that tells of them: a row is never without its file."""
    kept = _store(_apart(facts.made, file), facts.suffix)
    preview = _store(facts.preview, ".webp") if facts.preview else ""
    with transaction.atomic():
        locked = File.objects.locked().filter(pk=file.pk, state=FileState.CHECKING).first()
        if locked is None:  # thrown away meanwhile: the sweep takes what was stored
            return
        for name in ("kind", "mime", "name", "width", "height", "is_animated", "duration", "peaks"):
            setattr(locked, name, getattr(facts, name))
        locked.kept, locked.preview, locked.ready_at = kept, preview, at
        locked.move_to(FileState.READY)
        locked.save()
    drop_upload(file)


def _apart(made: Path, file: File) -> Path:
    """What is to be kept, under a name of its own: the upload stays until the row says that it need not."""
    if made != file.part:
        return made
    linked = file.workshop / "as-it-came"
    os.link(made, linked)
    return linked


def _store(path: Path, suffix: str) -> str:
    """Into the storage, on the disk for good; the name it has there."""
    path.touch()  # or what was uploaded long ago looks forgotten to the sweep until the row tells of it
    with path.open("rb") as made:
        os.fsync(made.fileno())
        content = Content(made)
        content.temporary_file_path = lambda: str(path)  # a folder's storage moves it instead of copying it
        name = uuid4().hex
        return default_storage.save(f"{KEPT_UNDER}/{name[:2]}/{name}{suffix}", content)


def _refuse(file: File, state: str, why: str) -> None:
    with transaction.atomic():
        locked = File.objects.locked().filter(pk=file.pk, state=FileState.CHECKING).first()
        if locked is None:
            return
        locked.move_to(state)
        locked.refusal = why[:300]
        locked.save(update_fields=["state", "refusal"])
    if state == FileState.REFUSED:
        drop_upload(file)
