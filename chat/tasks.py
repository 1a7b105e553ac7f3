"""What beat rings. Each looks into the database and does what is due; ringing twice does no harm."""

import logging

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from accounts.models.contact import GONE_AFTER
from chat.actions import abandon, drain, expire_consents, show_preview
from chat.mail import send_rating_link
from chat.models import Consent, Conversation, Entry, Rating
from chat.previews import first_link, read
from chat.states import ConversationState
from core.egress import Unreachable, fetch
from core.tasks import HEAVY, scheduled

log = logging.getLogger(__name__)


@scheduled(every=5)
def sweep() -> None:
    """End what was abandoned, and connect whoever still waits though there is room (the net under the events)."""
    at = timezone.now()
    waiting = Conversation.objects.filter(state=ConversationState.WAITING)
    gone = waiting.filter(Q(contact__seen_at=None) | Q(contact__seen_at__lte=at - GONE_AFTER))
    for conversation_id in gone.values_list("pk", flat=True)[:500]:
        abandon(conversation_id, at=at)
    drain(at=at)


@scheduled(every=2)
def expire() -> None:
    """Cards that the visitor has not answered in time."""
    at = timezone.now()
    for conversation_id in Consent.objects.expired(at).values_list("conversation", flat=True).distinct()[:200]:
        expire_consents(conversation_id, at=at)


@shared_task(queue=HEAVY)
def make_preview(entry_id: str) -> None:
    """Look at the page that a message links to. What cannot be had is not tried again."""
    entry = Entry.objects.filter(pk=int(entry_id)).first()
    link = first_link(entry.text) if entry else None
    if link is None:
        return
    try:
        page = fetch(link)
    except Unreachable as unreachable:
        log.info("no preview: %s", unreachable)
        return
    if found := read(page.url, page.body):
        show_preview(entry.pk, found | {"url": link})


@scheduled(every=30)
def mail_rating_links() -> None:
    """Mail the links that are due. The row says so until the mail server has taken the mail."""
    due = Rating.objects.filter(mail_due_at__lte=timezone.now(), rated_at=None)
    for rating in due.select_related("conversation__contact")[:100]:
        send_rating_link(rating)
        Rating.objects.filter(pk=rating.pk).update(mail_due_at=None)
