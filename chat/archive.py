"""All files of a conversation in one ZIP, streamed: nothing is gathered before it is sent."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import PurePath
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET
from zipstream import ZIP_STORED, ZipStream

from chat import shapes
from chat.api import actor_of_request
from chat.models import Attachment
from chat.reading import find
from chat.states import Audience
from core.errors import NotFound
from files.models import File

PIECE = 256 * 1024


@login_not_required
@require_GET
def all_files(request, conversation_id: UUID) -> StreamingHttpResponse:
    """What the reader may see, under the names people gave; the same name twice gets a number."""
    actor = actor_of_request(request)
    conversation = find(conversation_id, actor)
    sent = Attachment.objects.filter(entry__conversation=conversation).select_related("file").order_by("pk")
    if shapes.audience_of(actor) == Audience.EVERYONE:
        sent = sent.filter(entry__audience=Audience.EVERYONE)
    files = [attachment.file for attachment in sent]
    if not files:
        raise NotFound
    response = StreamingHttpResponse(_archive(files), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"files-{str(conversation.pk)[:8]}.zip")
    return response


async def _archive(files: list[File]) -> AsyncIterator[bytes]:
    archive = iter(_zipped(files))
    while piece := await asyncio.to_thread(next, archive, b""):
        yield piece


def _zipped(files: list[File]) -> ZipStream:
    archive = ZipStream(compress_type=ZIP_STORED)  # pictures and videos are compressed already
    used: Counter = Counter()
    for file in files:
        archive.add(_bytes(file), arcname=_own_name(file.name, used))
    return archive


def _own_name(name: str, used: Counter) -> str:
    path, own = PurePath(name), name
    while own.casefold() in used:
        used[name.casefold()] += 1
        own = f"{path.stem} ({used[name.casefold()]}){path.suffix}"
    used[own.casefold()] += 1
    return own


def _bytes(file: File) -> Iterator[bytes]:
    with suppress(FileNotFoundError), default_storage.open(file.kept) as kept:  # taken back meanwhile: empty
        while piece := kept.read(PIECE):
            yield piece
