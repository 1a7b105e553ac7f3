"""The Celery application: `celery -A helpdesk worker` and `celery -A helpdesk beat` in the scaled profile."""

import os

from celery import Celery

from core.tasks import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = Celery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE  # filled while the apps' `tasks.py` are read
app.autodiscover_tasks()
