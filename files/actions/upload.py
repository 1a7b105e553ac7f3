"""The way in: an upload is begun, its bytes come in pieces, and with the last one it is handed over to be checked.

How much has come is what lies on the disk; the row knows only how much there shall be. So a process may die at any byte.
"""

import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.actors import Actor
from core.errors import Conflict, Forbidden, Invalid, RateLimited, Refused
from core.tasks import HEAVY, ring
from core.transactions import acting
from files.models import File, Limits
from files.models.limits import MB
from files.names import clean_name
from files.states import FileState

PIECE = 256 * 1024  # bytes copied at a time
RESERVE = 512 * MB  # of the disk, where the database may lie too: what people send does not take the last of it
MOST_UNFINISHED = 50  # uploads of one person that are not sent yet


class TooLarge(Refused):
    code, status = "too_large", 413


class Busy(Refused):
    """Another request writes to this upload now."""

    code, status = "conflict", 423


@acting
def begin(*, name: str, size: int, by: Actor, at: datetime) -> File:
    """An upload of so many bytes. Raises Invalid (empty), TooLarge, or RateLimited (the visitor's day is used up)."""
    who = by.user or by.contact
    if who is None:
        raise Forbidden
    limits = Limits.current()
    if size < 1:
        raise Invalid(_("This file is empty."), field="size")
    if size > limits.largest:
        raise TooLarge(_("At most %(limit)s MB.") % {"limit": limits.largest // MB}, field="size")
    _lock(who)
    mine = File.objects.of(by)
    if mine.unsent().exclude(state=FileState.REFUSED).count() >= MOST_UNFINISHED:
        raise RateLimited(_("Send what you have uploaded before you upload more."), retry_after=60)
    if by.contact and mine.bytes_of_day(at) + size > limits.day_mb * MB:
        raise RateLimited(
            _("At most %(limit)s MB within 24 hours. Please try again later.") % {"limit": limits.day_mb},
            retry_after=3600,
        )
    file = File.objects.create(by_user=by.user, by_contact=by.contact, name=clean_name(name), size=size, begun_at=at)
    settings.UPLOADS_DIR.mkdir(parents=True, exist_ok=True)
    file.part.touch()
    return file


def _lock(who: Model) -> None:
    """One after the other: what they have is counted, and must not change before there is more of it."""
    who._meta.default_manager.select_for_update(no_key=True).get(pk=who.pk)


def received(file: File) -> int:
    """How many bytes have come."""
    if file.state != FileState.UPLOADING:
        return file.size
    return file.part.stat().st_size if file.part.exists() else 0


def receive(file: File, source: BinaryIO, *, offset: int, at: datetime) -> int:
    """Add what the request brings, which begins at `offset`; how many bytes there are now. Conflict when it begins elsewhere."""
    if file.state != FileState.UPLOADING:
        raise Conflict(state=file.state)
    with _alone_with(file) as part:
        if shutil.disk_usage(file.part).free < RESERVE:
            raise RateLimited(_("There is no room for files at the moment. Please try again later."), retry_after=3600)
        have = part.seek(0, os.SEEK_END)
        if offset != have:
            raise Conflict(_("The upload stands at another place."), field="offset", state=str(have))
        while piece := source.read(PIECE):
            have += len(piece)
            if have > file.size:
                part.truncate(offset)
                raise TooLarge(_("This is more than was announced."), field="size")
            part.write(piece)
    if have == file.size:
        finish(file, at=at)
    return have


def finish(file: File, *, at: datetime) -> None:
    """All bytes are there and on the disk: now it is looked at."""
    with suppress(FileNotFoundError), file.part.open("rb") as part:  # else somebody was quicker, or threw it away
        os.fsync(part.fileno())
    with transaction.atomic():
        locked = File.objects.locked().filter(pk=file.pk).first()
        if locked is None:
            raise _gone()
        if locked.state == FileState.UPLOADING:
            locked.move_to(FileState.CHECKING)
            locked.save(update_fields=["state"])
            transaction.on_commit(lambda: ring("files.tasks.check_file", str(file.pk), queue=HEAVY), robust=True)
    file.state = locked.state


def discard(file: File) -> None:
    """The uploader does not want it after all. Conflict when it belongs to a message."""
    with transaction.atomic():
        locked = File.objects.locked().filter(pk=file.pk).first()
        if locked and locked.attached_at:
            raise Conflict(_("This file was sent already."), state="attached")
        if locked:
            locked.remove()
    drop_upload(file)


def drop_upload(file: File) -> None:
    """Forget what gathered on the disk."""
    file.part.unlink(missing_ok=True)
    shutil.rmtree(file.workshop, ignore_errors=True)


def _gone() -> Conflict:
    return Conflict(_("This upload is gone. Please start again."), state="gone")


@contextmanager
def _alone_with(file: File):
    try:
        part = file.part.open("r+b")
    except FileNotFoundError as error:
        raise _gone() from error
    with part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(_("This file is being uploaded in another window.")) from error
        yield part
