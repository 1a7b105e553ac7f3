"""Who asks for a file. One browser may be both a visitor and a member of the staff."""

from uuid import UUID

from accounts import access
from accounts.actors import Actor
from core.errors import NotFound, Refused
from files.models import File


def uploader_of(request) -> Actor:
    """The visitor, for what the chat page sends (`?as=visitor`), else the member of the staff."""
    return request.visitor if request.GET.get("as") == "visitor" else request.actor


def readable(request, file_id: UUID) -> File:
    """The file, if whoever asks may read it in any of their roles; raises NotFound otherwise."""
    file = File.objects.filter(pk=file_id).select_related("by_user", "by_contact").first()
    refusal: Refused = NotFound()
    for actor in (request.actor, request.visitor) if file else ():
        try:
            access.check(actor, "file.read", file)
        except Refused as refused:
            refusal = refused
        else:
            return file
    raise refusal
