"""The rating: asked once for a solved outcome, given once, final; it can be given for 14 days (product 10)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actors import Actor
from chat import log
from chat.models import Conversation, Kind, Participant, Rating
from core.errors import Conflict, Gone, NotFound
from core.transactions import acting

LIVES = timedelta(days=14)


def ask_rating(conversation: Conversation, *, at: datetime, is_mailed: bool = False) -> Rating | None:
    """Ask the visitor, unless that was done; also by mail when they are gone and left an address. The conversation is locked."""
    due = at if is_mailed and conversation.contact.email else None
    asked = {"asked_at": at, "until_at": at + LIVES, "mail_due_at": due}
    rating, is_new = Rating.objects.get_or_create(conversation=conversation, defaults=asked)
    if not is_new:
        return None
    log.append(conversation, Kind.RATING_ASKED, payload={"until": rating.until_at.isoformat()}, at=at)
    return rating


@acting
def rate(conversation_id: UUID, *, score: int, comment: str = "", by: Actor, at: datetime) -> Rating:
    """Give it. Raises Conflict when none was asked or it was given, Gone after 14 days."""
    conversation = Conversation.objects.locked().filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound
    access.check(by, "conversation.rate", conversation)
    rating = Rating.objects.filter(conversation=conversation).first()
    if rating is None:
        raise Conflict(_("No rating was asked for."), state=conversation.state)
    if rating.rated_at:
        raise Conflict(_("A rating was given already."), state="rated")
    if not rating.is_open(at):
        raise Gone
    rating.score, rating.comment, rating.rated_at = score, comment.strip(), at
    rating.save()
    author = Participant.objects.filter(conversation=conversation, contact=by.contact).first()
    log.append(conversation, Kind.RATED, author=author, text=rating.comment, payload={"score": score}, at=at)
    return rating
