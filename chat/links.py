"""Links a visitor gets by mail: signed, so that nobody can make one up."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "chat.rating"


def rating_link(conversation_id: UUID) -> str:
    """Where this conversation is rated; whether it still can be stands in the row."""
    return settings.SITE_URL + reverse("rate", args=[signing.Signer(salt=SALT).sign(str(conversation_id))])


def conversation_of(token: str) -> UUID | None:
    """The conversation of a rating link, or None when the link is not ours."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
