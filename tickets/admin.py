"""Tickets in the admin: to look at. What is done to them is done on their own pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.audited import ReadOnlyAdmin
from tickets.models import Ticket, TicketEvent


class Events(admin.TabularInline):
    model = TicketEvent
    fields = readonly_fields = ("at", "kind", "actor_name", "text")
    can_delete = False
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Ticket)
class TicketAdmin(ReadOnlyAdmin):
    list_display = ("number", "subject", "requester", "team", "assignee", "state", "marker", "changed_at")
    list_filter = ("state", "marker", "team")
    list_select_related = ("requester", "team", "assignee")
    search_fields = ("subject", "requester__name", "requester__email", "=number")
    date_hierarchy = "created_at"
    fields = (
        "page", "subject", "requester", "team", "assignee", "state", "marker", "created_at", "changed_at", "solved_at",
    )  # fmt: skip
    inlines = (Events,)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=Ticket.objects.visible_to(request.user).values("pk"))

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description=gettext_lazy("page"))
    def page(self, ticket):
        return format_html('<a href="{}">{}</a>', reverse("ticket", args=[ticket.pk]), _("Open the ticket's page"))
