"""An uploaded file is looked at in a process of its own (`files.making`); what that says is checked before it is believed."""

import json
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from core.errors import Refused
from files.making.kinds import KEPT
from files.names import clean_name, suffix_of, with_suffix

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
AT_ONCE = threading.BoundedSemaphore(2)  # each may need 1.5 GB
MOST_SAID = 65_536  # bytes of an answer
MEGABYTE = 1024**2
Kind = Literal["picture", "video", "voice", "file"]
TOO_LARGE = {
    "picture": _("A picture may have at most {limit} MB."),
    "video": _("A video may have at most {limit} MB."),
    "voice": _("A sound may have at most {limit} MB."),
    "file": _("A file may have at most {limit} MB."),
}


class Unacceptable(Refused):
    """This file cannot be kept; `code` is empty, too_large, too_many_pixels or broken."""

    def __init__(self, code: str, message, field: str = "file"):
        super().__init__(message, field=field)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much there may be of each: bytes by kind, pixels of a picture, frames of a moving one."""

    picture: int
    video: int
    voice: int
    file: int
    pixels: int = 40_000_000
    frames: int = 300


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the upload is; `made` is what is to be kept of it (perhaps the very upload), `preview` a WebP."""

    kind: Kind
    mime: str
    name: str
    suffix: str
    width: int | None
    height: int | None
    is_animated: bool
    duration: float | None
    peaks: list[int]
    made: Path
    preview: Path | None


class _Said(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _No(_Said):
    refused: Literal["too_large", "too_many_pixels", "broken"]
    kind: Kind


class _Found(_Said):
    kind: Kind
    mime: Annotated[str, Field(max_length=100)]
    made: Literal["", "made.png", "made.jpg", "made.webp", "made.webm", "made.mkv"] = ""
    preview: bool = False
    width: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    height: Annotated[int, Field(gt=0, lt=2**31)] | None = None
    is_animated: bool = False
    duration: Annotated[float, Field(ge=0, lt=1e6, allow_inf_nan=False)] | None = None
    peaks: Annotated[list[Annotated[int, Field(ge=0, le=100)]], Field(max_length=64)] = []


ANSWER: TypeAdapter[_Found | _No] = TypeAdapter(_Found | _No)


def examine(path: Path, name: str, limits: Limits, folder: Path) -> Facts:
    """What this upload is, and what is made of it, in a new folder below the given one. Raises Unacceptable."""
    size = path.stat().st_size
    if not size:
        raise Unacceptable("empty", _("This file is empty."))
    if size > max(limits.picture, limits.video, limits.voice, limits.file):
        raise _unacceptable(_No(refused="too_large", kind="file"), limits)
    place = Path(tempfile.mkdtemp(prefix="made-", dir=folder))
    try:
        return _facts(_answer(path, place, limits), path, name, place, limits)
    except Unacceptable:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _facts(found: _Found | _No, path: Path, name: str, place: Path, limits: Limits) -> Facts:
    if isinstance(found, _No):
        raise _unacceptable(found, limits)
    made, preview = place / found.made if found.made else path, place / "preview.webp" if found.preview else None
    is_known = found.kind == "file" or found.mime in KEPT[found.kind]
    is_anew = found.kind != "picture" or bool(found.made)  # a picture is never kept as it came
    if not (is_known and is_anew and all(_is_made(each) for each in (made, preview) if each not in (path, None))):
        log.error("making: an answer that cannot be: %r", found)
        raise _broken()
    name, suffix = _named(clean_name(name), found)
    shared = found.model_dump(include={"kind", "width", "height", "is_animated", "duration", "peaks"})
    return Facts(mime=_mime(found.mime), name=name, suffix=suffix, made=made, preview=preview, **shared)


def _answer(path: Path, place: Path, limits: Limits) -> _Found | _No:
    order = {
        "path": str(path.absolute()),
        "sizes": {kind: getattr(limits, kind) for kind in TOO_LARGE},
        "pixels": limits.pixels,
        "frames": limits.frames,
        "ffmpeg": shutil.which("ffmpeg"),
        "ffprobe": shutil.which("ffprobe"),
    }
    # -P: the working folder holds what strangers sent, and is no place to import from.
    words = [sys.executable, "-P", "-s", "-m", "files.making", json.dumps(order)]
    with AT_ONCE, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        code = _run(words, place, said, complained)
        said.seek(0)
        complained.seek(max(0, complained.seek(0, os.SEEK_END) - 2000))
        try:
            if code == 0:
                return ANSWER.validate_json(said.read(MOST_SAID))
        except ValidationError as error:
            log.warning("making: %s", error)
        log.warning("making: ended with %s. %s", code, complained.read().decode(errors="replace"))
    raise _broken()


def _run(words: list[str], place: Path, said, complained) -> int | None:
    """Its exit code; None when it took too long. Whatever it started has ended too."""
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "PATH": ""}
    if libraries := os.environ.get("LD_LIBRARY_PATH"):  # some Pythons do not start without
        environment["LD_LIBRARY_PATH"] = libraries
    running = subprocess.Popen(
        words,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=complained,
        start_new_session=True,
    )
    try:
        return running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _unacceptable(no: _No, limits: Limits) -> Unacceptable:
    if no.refused == "too_large":
        return Unacceptable("too_large", format_lazy(TOO_LARGE[no.kind], limit=_megabytes(getattr(limits, no.kind))))
    if no.refused == "too_many_pixels":
        most = f"{limits.pixels / 1e6:g}"
        return Unacceptable(no.refused, format_lazy(_("A picture may have at most {limit} megapixels."), limit=most))
    return _broken()


def _broken() -> Unacceptable:
    return Unacceptable("broken", _("This file is damaged and cannot be read."))


def _megabytes(size: int) -> str:
    return f"{round(size / MEGABYTE, 1):g}"


def _is_made(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size > 0


def _named(name: str, found: _Found) -> tuple[str, str]:
    """A name that ends as what is kept does: a picture called .html is a picture still."""
    if found.kind == "file":
        return name, suffix_of(name)
    fitting = KEPT[found.kind][found.mime]
    if suffix_of(name) in fitting:
        return name, fitting[0]
    given = {suffix for kind in KEPT.values() for suffixes in kind.values() for suffix in suffixes} | {".gif"}
    return with_suffix(name, fitting[0], instead_of=frozenset(given)), fitting[0]


def _mime(said: str) -> str:
    return said if re.fullmatch(r"[a-z0-9]+/[a-z0-9.+-]+", said) else "application/octet-stream"
