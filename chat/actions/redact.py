"""Words are taken back: the entry stays, its content goes from rows, files and search (product 2)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actions import audit
from accounts.actors import Actor
from accounts.validators import plain
from chat import log, outcomes, shapes
from chat.models import Attachment, Conversation, Entry, Kind, Participant
from chat.models.entry import SPOKEN
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.text import is_said
from core.transactions import acting

WITHIN = timedelta(minutes=5)


@acting
def take_back(conversation_id: UUID, *, seq: int, by: Actor, at: datetime) -> Entry:
    """One's own message, within five minutes. Again: nothing happens any more."""
    conversation = Conversation.objects.lock(conversation_id)
    access.check(by, "message.take_back", conversation)
    entry = _find(conversation, seq, by)
    author = entry.author and (entry.author.user or entry.author.contact)
    if author != (by.user or by.contact):
        raise Forbidden(_("Only your own messages."))
    if entry.redacted_at:
        return entry
    if entry.at <= at - WITHIN:
        raise Conflict(_("This can be done within 5 minutes only."), state="late")
    return _empty(entry, by=by, at=at, verb="message.taken_back")


@acting
def redact(conversation_id: UUID, *, seq: int, reason: str, by: Actor, at: datetime) -> Entry:
    """Anybody's message, by right, with a reason; also after the end. The audit keeps who and why, not what."""
    if not is_said(reason):
        raise Invalid(_("Say why."), field="reason")
    conversation = Conversation.objects.lock(conversation_id)
    access.check(by, "message.redact", conversation)
    entry = _find(conversation, seq, by)
    if entry.redacted_at:
        return entry
    return _empty(entry, by=by, at=at, verb="message.redacted", reason=plain(reason)[:1000])


def _find(conversation: Conversation, seq: int, by: Actor) -> Entry:
    """By the number in the actor's own count."""
    found = conversation.entries.numbered(seq, shapes.audience_of(by)).filter(kind__in=SPOKEN)
    entry = found.select_related("author__user", "author__contact").first()
    if entry is None:
        raise NotFound
    entry.conversation = conversation
    return entry


def _empty(entry: Entry, *, by: Actor, at: datetime, verb: str, **why) -> Entry:
    conversation = entry.conversation
    text, entry.text, entry.payload, entry.redacted_at = entry.text, "", {"v": 1}, at
    entry.save(update_fields=["text", "payload", "redacted_at"])
    for attachment in Attachment.objects.filter(entry=entry).select_related("file"):
        attachment.delete()
        attachment.file.remove()
    outcomes.forget_words(conversation, text)
    author = Participant.objects.filter(conversation=conversation, user=by.user, contact=by.contact).first()
    of = {"seq": entry.seq, "public_seq": entry.public_seq}
    log.append(conversation, Kind.REDACTED, author=author, audience=entry.audience, payload={"of": of}, at=at)
    audit(verb, f"conversation:{conversation.pk}", by=by, at=at, entry=entry.seq, **why)
    return entry
