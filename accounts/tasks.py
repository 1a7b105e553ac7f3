"""What runs beside the requests."""

from celery import shared_task
from django.core.mail import send_mail


@shared_task(autoretry_for=(OSError,), retry_backoff=5, max_retries=5)
def deliver(subject: str, body: str, to: str) -> None:
    """Send one mail; a mail server that does not answer is tried again."""
    send_mail(subject, body, None, [to])
