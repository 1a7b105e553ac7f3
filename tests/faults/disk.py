"""What lies on the site's disk and what its rows know of it. Runs inside the site (`cast.ask(…, of="disk")`)."""

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from files import actions
from files.models import File


def rows() -> None:
    """Every file's row, with the SHA-256 of the bytes it leads to."""
    names = ("pk", "state", "kind", "size", "attached_at", "kept", "preview")
    found = [dict(zip(names, row, strict=True)) for row in File.objects.order_by("begun_at").values_list(*names)]
    for row in found:
        row["sha256"] = _sha256(row["kept"])
    print(json.dumps(found, default=str))


def _sha256(name: str) -> str | None:
    path = Path(settings.MEDIA_ROOT) / name
    if not name or not path.exists():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unlock() -> None:
    """Whoever looked at a file when it was killed has had its time: somebody else may look now."""
    print(json.dumps(File.objects.exclude(leased_until_at=None).update(leased_until_at=timezone.now())))


def pass_by(hours: int) -> None:
    """So many hours go by for rows and bytes."""
    late = timedelta(hours=hours)
    File.objects.update(begun_at=F("begun_at") - late)
    for path in (path for folder in _folders() for path in folder.rglob("*")):
        at = path.stat().st_mtime - late.total_seconds()
        os.utime(path, (at, at))
    print(json.dumps(None))


def sweep() -> None:
    """Afterwards: what is left in the uploads' folder, and in the storage what no row knows of."""
    actions.sweep(at=timezone.now())
    left = [str(path.relative_to(settings.DATA_DIR)) for path in Path(settings.UPLOADS_DIR).rglob("*")]
    known = {name for names in File.objects.values_list("kept", "preview") for name in names if name}
    stored = {
        str(path.relative_to(settings.MEDIA_ROOT)) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    }
    print(json.dumps({"uploads": sorted(left), "unknown": sorted(stored - known), "missing": sorted(known - stored)}))


def _folders() -> list[Path]:
    return [Path(settings.UPLOADS_DIR), Path(settings.MEDIA_ROOT)]
