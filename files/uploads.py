"""Uploads by the tus protocol 1.0.0 (https://tus.io): creation, creation-with-upload, termination, expiration.

`GET` on an upload is ours: what has become of it, as JSON, which the page asks until the file is ready (docs/protocol.md, Uploads).
"""

import base64
import binascii
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View

from accounts import access
from core.address import address_of
from core.errors import Invalid, NotFound, Refused
from core.limits import allow
from core.origin import own_pages_only
from files import actions
from files.actions.upload import received
from files.models import File, Limits
from files.models.file import UNFINISHED_FOR
from files.people import uploader_of
from files.states import FileState

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration"
BYTES = "application/offset+octet-stream"
MOST_DIGITS = 12
BEGUN_A_MINUTE = 120  # uploads begun from one address


class Tus(View):
    """What all answers have in common. Refusals are JSON, as everywhere."""

    def dispatch(self, request, *args, **kwargs):
        try:
            if (
                request.method in ("POST", "PATCH", "DELETE", "HEAD")
                and request.headers.get("Tus-Resumable") != VERSION
            ):
                raise Invalid(_("This speaks tus 1.0.0."), field="Tus-Resumable")
            response = super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            response = JsonResponse(refused.as_frame(), status=refused.status)
            if refused.retry_after:
                response["Retry-After"] = refused.retry_after
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response


@method_decorator([login_not_required, own_pages_only], name="dispatch")
class Uploads(Tus):
    """Where uploads begin."""

    def options(self, request, *args, **kwargs):
        response = HttpResponse(status=204)
        response["Tus-Version"], response["Tus-Extension"] = VERSION, EXTENSIONS
        response["Tus-Max-Size"] = Limits.current().largest
        return response

    def post(self, request):
        by, at = uploader_of(request), timezone.now()
        access.check(by, "file.add")
        allow(f"uploads:{address_of(request)}", limit=BEGUN_A_MINUTE, per=60)
        file = actions.begin(name=_name(request), size=_number(request, "Upload-Length"), by=by, at=at)
        response = HttpResponse(status=201)
        address = reverse("upload", args=[file.pk])
        response["Location"] = f"{address}?as=visitor" if by.contact else address
        if request.content_type == BYTES:
            response["Upload-Offset"] = _first_piece(file, request)
        return _expiring(response, file)


@method_decorator([login_not_required, own_pages_only], name="dispatch")
class Upload(Tus):
    """One upload, to its uploader alone."""

    def head(self, request, file_id: UUID):
        file = self._mine(request, file_id)
        have = received(file)
        if file.state == FileState.UPLOADING and have == file.size:  # the last byte came, and the process died
            actions.finish(file, at=timezone.now())
        response = HttpResponse(status=200)
        response["Upload-Offset"], response["Upload-Length"] = have, file.size
        return _expiring(response, file)

    def patch(self, request, file_id: UUID):
        if request.content_type != BYTES:
            return HttpResponse(status=415)
        file = self._mine(request, file_id)
        response = HttpResponse(status=204)
        offset = _number(request, "Upload-Offset")
        response["Upload-Offset"] = actions.receive(file, request, offset=offset, at=timezone.now())
        return _expiring(response, file)

    def delete(self, request, file_id: UUID):
        actions.discard(self._mine(request, file_id))
        return HttpResponse(status=204)

    def get(self, request, file_id: UUID):
        file = self._mine(request, file_id)
        shown = {"id": str(file.pk), "state": file.state}
        if file.state == FileState.READY:
            shown["part"] = file.as_part()
        elif file.refusal:
            shown["message"] = file.refusal
        return JsonResponse(shown)

    def _mine(self, request, file_id: UUID) -> File:
        file = File.objects.of(uploader_of(request)).filter(pk=file_id).first()
        if file is None:
            raise NotFound
        return file


def _first_piece(file: File, request) -> int:
    """What comes with the announcement. Nothing is begun by what is refused: nobody would know where to go on."""
    try:
        return actions.receive(file, request, offset=0, at=timezone.now())
    except Refused:
        actions.discard(file)
        raise


def _number(request, header: str) -> int:
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise Invalid(_("A whole number is required."), field=header)
    return int(value)


def _name(request) -> str:
    """Of `Upload-Metadata: filename <base64>,…`; what else is said there counts for nothing."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError) as error:
                raise Invalid(field="filename") from error
    return ""


def _expiring(response: HttpResponse, file: File) -> HttpResponse:
    response["Upload-Expires"] = http_date((file.begun_at + UNFINISHED_FOR).timestamp())
    return response
