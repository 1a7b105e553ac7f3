"""The project. Celery's application comes with it, so that whatever rings a task finds the broker."""

from helpdesk.celery import app

__all__ = ["app"]
