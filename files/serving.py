"""The way out: only what may be read, in pieces, never as anything a browser would run."""

import asyncio
import re
from collections.abc import AsyncIterator
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.errors import NotFound
from files.models import File
from files.people import readable
from files.states import FileKind

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
SHOWN_IN_PLACE = (FileKind.PICTURE, FileKind.VIDEO, FileKind.VOICE)
POLICY = "sandbox; default-src 'none'"


@login_not_required
@require_safe
def file(request, file_id: UUID) -> HttpResponse:
    """The file itself; `?download` offers it for saving, as everything is that no page shows in place."""
    found = readable(request, file_id)
    is_shown = found.kind in SHOWN_IN_PLACE and "download" not in request.GET
    response = _answer(request, found.kept, found.mime if found.kind in SHOWN_IN_PLACE else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not is_shown, found.name)
    return response


@login_not_required
@require_safe
def preview(request, file_id: UUID) -> HttpResponse:
    """A picture's thumbnail, a video's poster."""
    found: File = readable(request, file_id)
    if not found.preview:
        raise NotFound
    return _answer(request, found.preview, "image/webp")


def _answer(request, name: str, mime: str) -> HttpResponse:
    tag = f'"{name.rsplit("/", 1)[-1]}"'
    if request.headers.get("If-None-Match") == tag and "Range" not in request.headers:
        response = HttpResponseNotModified()
    else:
        response = _bytes(request, name, tag)
        response["Content-Type"] = mime
    response["ETag"], response["Accept-Ranges"] = tag, "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _bytes(request, name: str, tag: str) -> HttpResponse:
    """It is opened before anything is said of it: who has begun to read what is taken back meanwhile may end."""
    try:
        kept = default_storage.open(name)
    except FileNotFoundError as error:
        raise NotFound from error
    size = kept.size
    wanted = request.headers.get("Range") if request.headers.get("If-Range", tag) == tag else None
    first, last = _range(wanted, size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    is_part = (first, last) != (0, size - 1) or _is_range(wanted)
    body = [] if request.method == "HEAD" else pieces(kept, first, last)
    response = StreamingHttpResponse(body, status=206 if is_part else 200)
    response["Content-Length"] = last - first + 1
    if is_part:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _is_range(wanted: str | None) -> bool:
    return bool(wanted and RANGE.fullmatch(wanted)) and wanted != "bytes=-"


def _range(wanted: str | None, size: int) -> tuple[int, int]:
    """First and last byte; the whole file for what is no single range (several, another unit: RFC 9110 lets us). Empty: first > last."""
    if not _is_range(wanted):
        return 0, size - 1
    first, last = RANGE.fullmatch(wanted).groups()
    if not first:  # the last so many
        return (max(0, size - int(last)), size - 1) if int(last) else (1, 0)
    if int(first) >= size:
        return 1, 0
    return int(first), min(int(last), size - 1) if last else size - 1


async def pieces(kept, first: int, last: int) -> AsyncIterator[bytes]:
    """The bytes from the first to the last, read in a thread as the reader takes them."""
    try:
        await asyncio.to_thread(kept.seek, first)
        left = last - first + 1
        while left and (piece := await asyncio.to_thread(kept.read, min(PIECE, left))):
            left -= len(piece)
            yield piece
    finally:
        await asyncio.to_thread(kept.close)
