"""What becomes of a file that is ready: it goes with a message, or it is swept away."""

import math
import re
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.actors import Actor
from core.errors import Conflict, NotFound
from files.actions.check import KEPT_UNDER
from files.actions.upload import discard, drop_upload
from files.models import File
from files.states import FileState

LOST_AFTER = timedelta(hours=1)  # bytes without a row


def attach(ids: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, File]:
    """These files go with a message of their uploader. NotFound: not theirs; Conflict: not ready, or sent already."""
    found = {file.pk: file for file in File.objects.locked().of(by).filter(pk__in=ids).order_by("pk")}
    for file_id in ids:
        file = found.get(file_id)
        if file is None:
            raise NotFound(_("This file does not exist any more. Please send it again."), field="parts")
        if file.attached_at or file.state != FileState.READY:
            raise Conflict(
                _("This file cannot be sent."), field="parts", state="sent" if file.attached_at else file.state
            )
        file.attached_at = at
    File.objects.filter(pk__in=ids).update(attached_at=at)
    return found


def sweep(*, at: datetime) -> None:
    """Uploads nobody went on with, files nobody sent, and bytes no row knows of."""
    for file in File.objects.stale(at)[:200]:
        with suppress(Conflict):  # it is sent in this very moment
            discard(file)
    _sweep_uploads(at)
    _sweep_storage(at)


def _sweep_uploads(at: datetime) -> None:
    old = (at - LOST_AFTER).timestamp()
    folder: Path = settings.UPLOADS_DIR
    for path in folder.iterdir() if folder.exists() else ():
        if not _is_upload(path) or _changed_at(path) > old:
            continue
        file = File.objects.filter(pk=path.stem).first() or File(pk=UUID(path.stem), state=FileState.READY)
        if file.state == FileState.READY:
            drop_upload(file)


def _is_upload(path: Path) -> bool:
    """Whether it is called as ours are; whatever else lies there is not ours to delete."""
    return re.fullmatch(r"[0-9a-f]{32}", path.stem) is not None


def _changed_at(path: Path) -> float:
    """Now, for what somebody has just taken away."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _sweep_storage(at: datetime) -> None:
    """Only of a storage that can be listed and tells times, as a folder does."""
    if not default_storage.exists(KEPT_UNDER):
        return
    for shelf in default_storage.listdir(KEPT_UNDER)[0]:
        under = f"{KEPT_UNDER}/{shelf}"
        names = {f"{under}/{name}" for name in default_storage.listdir(under)[1]}
        known = set(File.objects.filter(kept__in=names).values_list("kept", flat=True))
        known |= set(File.objects.filter(preview__in=names).values_list("preview", flat=True))
        for name in names - known:
            with suppress(FileNotFoundError):  # it went with a message in this very moment
                if default_storage.get_modified_time(name) < at - LOST_AFTER:
                    default_storage.delete(name)
