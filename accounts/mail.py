"""Mail to people of the staff, sent beside the request."""

import logging
from functools import partial

from celery import shared_task
from django.core.mail import send_mail
from django.db import transaction
from django.template import loader

log = logging.getLogger(__name__)


def send(subject: str, template: str, context: dict, *, to: str) -> None:
    """Fill in both templates now, send once the running transaction has committed."""
    line = "".join(loader.render_to_string(subject, context).splitlines())
    body = loader.render_to_string(template, context)
    transaction.on_commit(partial(_hand_over, line, body, to))


def _hand_over(subject: str, body: str, to: str) -> None:
    try:
        deliver.delay(subject, body, to)
    except Exception:
        log.warning("mail: the broker did not answer, sending at once", exc_info=True)
        send_mail(subject, body, None, [to])


@shared_task(autoretry_for=(OSError,), retry_backoff=5, max_retries=5)
def deliver(subject: str, body: str, to: str) -> None:
    """Send one mail; a mail server that does not answer is tried again."""
    send_mail(subject, body, None, [to])
