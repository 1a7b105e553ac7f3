"""Bases of the admin's pages."""

import logging

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import audit
from core.errors import Invalid

log = logging.getLogger(__name__)


class CleanAdmin(admin.ModelAdmin):
    """Answers a list's impossible filters (a row number that is none, a year 99999) as what they are: bad requests."""

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, ValidationError) as error:
            log.warning("%s: a list could not be made", request.path, exc_info=True)
            raise Invalid from error


class AuditedAdmin(CleanAdmin):
    """Whatever is added, changed or deleted here stands in the audit too, in the same transaction."""

    def log_addition(self, request, obj, message):
        _audit("added", request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        _audit("changed", request, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            _audit("deleted", request, obj, "")
        return super().log_deletions(request, queryset)


def _audit(deed: str, request, obj, message) -> None:
    model = obj._meta.model_name
    audit(
        f"{model}.{deed}", f"{model}:{obj.pk}", by=request.actor, at=timezone.now(), name=str(obj)[:200], what=message
    )


class ReadOnlyAdmin(CleanAdmin):
    """To look at, not to change."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
