"""What is done beside the pages. Looking at a file takes seconds: it has a queue of its own, so that no deadline waits behind it."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core.tasks import HEAVY, scheduled
from files import actions
from files.models import File


@shared_task(queue=HEAVY)
def check_file(file_id: str) -> None:
    actions.check(UUID(file_id), at=timezone.now())


@scheduled(every=10)
def find_unchecked() -> None:
    """Whatever rang unheard, or died at work."""
    for file_id in File.objects.to_check(timezone.now()).values_list("pk", flat=True)[:100]:
        check_file.delay(str(file_id))


@scheduled(every=600)
def sweep_files() -> None:
    actions.sweep(at=timezone.now())
