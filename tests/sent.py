"""Files and messages with files, made as one would say it: plain functions."""

from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from accounts.models import Contact
from chat import actions, content
from files.models import File
from tests.people import actor


def png(width: int = 60, height: int = 40, colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def a_picture(by, name: str = "plan.png", width: int = 60, height: int = 40, colour: str = "teal") -> File:
    """As `a_file`, to be looked at."""
    holds = png(width, height, colour)
    return a_file(by, name=name, holds=holds, look=holds, width=width, height=height)


def a_file(
    by,
    *,
    name: str = "plan.png",
    kind: str = "picture",
    holds: bytes | None = None,
    look: bytes = b"RIFF",
    width: int = 60,
    height: int = 40,
    **fields,
) -> File:
    """Uploaded by them, checked and ready; not sent yet. `look` is the preview."""
    holds = png() if holds is None else holds
    who = {"by_contact": by} if isinstance(by, Contact) else {"by_user": getattr(by, "user", by)}
    facts = (
        {"mime": "image/png", "width": width, "height": height} if kind == "picture" else {"mime": "application/pdf"}
    )
    kept = default_storage.save(f"sent/00/{uuid4().hex}", ContentFile(holds))
    preview = default_storage.save(f"sent/00/{uuid4().hex}", ContentFile(look)) if kind == "picture" else ""
    return File.objects.create(
        name=name,
        kind=kind,
        size=len(holds),
        state="ready",
        kept=kept,
        preview=preview,
        begun_at=timezone.now(),
        ready_at=timezone.now(),
        **who,
        **facts,
        **fields,
    )


def file_part(file: File, **fields) -> dict:
    return {"type": "file", "file": file.pk, **fields}


def sends(conversation, by, *parts: dict, note: bool = False, client_id=None, **rest):
    """A message of parts; a File stands for a part that is it."""
    said = content.checked([file_part(part) if isinstance(part, File) else part for part in parts])
    act = actions.add_note if note else actions.post
    return act(conversation.pk, content=said, client_id=client_id or uuid4(), by=actor(by), at=timezone.now(), **rest)
