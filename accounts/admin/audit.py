from django.contrib import admin

from accounts.admin.audited import ReadOnlyAdmin
from accounts.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """What was done by whom. Nobody changes it."""

    list_display = ("at", "actor_name", "actor", "verb", "object")
    list_filter = ("verb",)
    search_fields = ("actor", "actor_name", "object", "verb")
    date_hierarchy = "at"
    actions = None
    list_per_page = 100
