"""The agent asks the visitor for something that only the visitor can give; a card, and a decision (product 2)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actors import SYSTEM, Actor
from chat import log
from chat.actions.connect import join
from chat.models import Consent, Conversation, Kind, Participant
from chat.models.consent import OPEN_FOR
from chat.states import Answer, Wanted
from core.errors import Conflict, Gone, Invalid, NotFound
from core.transactions import acting


@acting
def ask_consent(conversation_id: UUID, *, wanted: str, text: str = "", by: Actor, at: datetime) -> Consent:
    """A card of this kind; the one that is open already, if there is one."""
    if wanted not in Wanted.values:
        raise Invalid(field="wanted")
    conversation = Conversation.objects.lock(conversation_id)
    access.check(by, "consent.ask", conversation)
    _expire(conversation, at=at)
    if consent := conversation.consents.unanswered().filter(wanted=wanted).first():
        return consent
    asker = join(conversation, by.user, at=at)
    consent = Consent.objects.create(
        conversation=conversation, wanted=wanted, asked_by=asker, asked_at=at, until_at=at + OPEN_FOR
    )
    shown = {"consent": str(consent.pk), "wanted": wanted, "until": consent.until_at.isoformat()}
    log.append(conversation, Kind.CONSENT_ASKED, author=asker, text=text, payload=shown, at=at)
    return consent


@acting
def answer_consent(conversation_id: UUID, consent_id: UUID, *, answer: str, by: Actor, at: datetime) -> Consent:
    """The visitor accepts or declines, once; the same answer again changes nothing. Gone when it has expired."""
    if answer not in (Answer.ACCEPTED, Answer.DECLINED):
        raise Invalid(field="answer")
    conversation = Conversation.objects.lock(conversation_id)
    access.check(by, "consent.answer", conversation)
    consent = Consent.objects.locked().filter(pk=consent_id, conversation=conversation).first()
    if consent is None:
        raise NotFound
    if consent.answer in (Answer.EXPIRED, Answer.CLOSED) or (not consent.answer and consent.until_at <= at):
        raise Gone(_("This request has expired."))
    if consent.answer and consent.answer != answer:
        raise Conflict(_("You have answered this already."), state=consent.answer)
    if not consent.answer:
        _settle(consent, conversation, answer, by=by, at=at)
    return consent


@acting
def expire_consents(conversation_id: UUID, *, at: datetime) -> None:
    """Whatever nobody answered in time, is answered by nobody."""
    _expire(Conversation.objects.lock(conversation_id), at=at)


def close_consents(conversation: Conversation, *, at: datetime) -> None:
    """With the end of the conversation (product 10); the end itself tells of it."""
    conversation.consents.unanswered().update(answer=Answer.CLOSED, answered_at=at)


def _expire(conversation: Conversation, *, at: datetime) -> None:
    for consent in conversation.consents.expired(at):
        _settle(consent, conversation, Answer.EXPIRED, by=SYSTEM, at=at)


def _settle(consent: Consent, conversation: Conversation, answer: str, *, by: Actor, at: datetime) -> None:
    consent.answer, consent.answered_at = answer, at
    consent.save(update_fields=["answer", "answered_at"])
    visitor = Participant.objects.filter(conversation=conversation, contact=by.contact).first() if by.contact else None
    said = {"consent": str(consent.pk), "wanted": consent.wanted, "answer": answer}
    log.append(conversation, Kind.CONSENT_ANSWERED, author=visitor, payload=said, at=at)
