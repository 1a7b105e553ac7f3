"""The limits of what people send, to be kept here; files, to look at."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from files.models import File, Limits


@admin.register(Limits)
class LimitsAdmin(AuditedAdmin):
    """One row: its list is its page."""

    def changelist_view(self, request, extra_context=None):
        limits, _is_new = Limits.objects.get_or_create(pk=1)
        return redirect(reverse("admin:files_limits_change", args=[limits.pk]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(File)
class FileAdmin(ReadOnlyAdmin):
    """What was uploaded and what became of it; what is in it, only the conversation's page shows."""

    list_display = ("name", "kind", "size", "state", "by_user", "by_contact", "begun_at", "attached_at")
    list_filter = ("state", "kind")
    list_select_related = ("by_user", "by_contact")
    search_fields = ("name", "by_contact__name", "by_user__display_name")
    date_hierarchy = "begun_at"

    def has_view_permission(self, request, obj=None):
        """Names tell of conversations too, and these here are of all teams."""
        return request.user.is_superuser

    fields = (
        "name", "kind", "mime", "size", "state", "refusal", "by_user", "by_contact", "begun_at", "ready_at", "attached_at",
    )  # fmt: skip
