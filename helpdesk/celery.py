"""The Celery application: `celery -A helpdesk worker` and `celery -A helpdesk beat` in the scaled profile."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = Celery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def collect_schedule(sender: Celery, **kwargs) -> None:
    """Every app's `@scheduled` tasks, known once all `tasks.py` are read."""
    from core.tasks import SCHEDULE

    sender.loader.import_default_modules()
    sender.conf.beat_schedule = SCHEDULE
