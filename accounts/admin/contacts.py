from django.contrib import admin

from accounts.admin.audited import AuditedAdmin
from accounts.models import Contact


@admin.register(Contact)
class ContactAdmin(AuditedAdmin):
    """Who is helped."""

    list_display = ("shown_name", "email", "language", "device", "created_at", "seen_at")
    list_filter = ("language",)
    search_fields = ("name", "email")
    date_hierarchy = "created_at"
    fields = ("name", "email", "language", "page", "referrer", "device", "created_at", "seen_at")
    readonly_fields = ("page", "referrer", "device", "created_at", "seen_at")

    def has_add_permission(self, request):
        return False
