"""The service menu and the greetings, to be kept here; conversations and ratings, to look at."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from accounts.admin.teams import TeamAdmin
from chat.models import Conversation, Greeting, Rating, Service


class Children(admin.TabularInline):
    """The services under a heading."""

    model = Service
    fields = ("position", "name", "name_zh", "slug", "team", "is_active")
    prepopulated_fields = {"slug": ("name",)}
    extra = 0
    show_change_link = True
    verbose_name_plural = gettext_lazy("services under this heading")


@admin.register(Service)
class ServiceAdmin(AuditedAdmin):
    list_display = ("name", "name_zh", "parent", "team", "priority", "position", "is_active")
    list_editable = ("position", "is_active")
    list_filter = ("is_active", "team")
    list_select_related = ("parent", "team")
    search_fields = ("name", "name_zh", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (Children,)
    fieldsets = (
        (None, {"fields": ("parent", "position", "is_active", "slug")}),
        (gettext_lazy("Words"), {"fields": (("name", "name_zh"), ("help", "help_zh"))}),
        (gettext_lazy("Who answers"), {"fields": ("team", "priority")}),
        (gettext_lazy("Asked before the conversation"), {"fields": (("ask_name", "ask_email", "ask_text"),)}),
    )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = Service.objects.filter(parent=None, team=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_inlines(self, request, obj):
        return (Children,) if obj and obj.team_id is None and obj.parent_id is None else ()


@admin.register(Greeting)
class GreetingAdmin(AuditedAdmin):
    list_display = ("team", "language", "text")
    list_filter = ("team", "language")
    list_select_related = ("team",)
    search_fields = ("text", "team__name")


class TeamGreetings(admin.TabularInline):
    """On the page of a team."""

    model = Greeting
    extra = 0


TeamAdmin.inlines.append(TeamGreetings)


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    """Those the reader may see; the transcript is the log itself."""

    list_display = ("contact", "service", "team", "owner", "state", "disposition", "requested_at", "ended_at")
    list_filter = ("state", "disposition", "team", "language")
    list_select_related = ("contact", "service", "team", "owner")
    search_fields = ("contact__name", "contact__email", "owner__display_name", "owner__username")
    date_hierarchy = "requested_at"
    fields = (
        "contact", "service", "team", "owner", "ticket", "state", "disposition", "reason", "language", "priority",
        "requested_at", "connected_at", "ended_at", "transcript",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=Conversation.objects.visible_to(request.user).values("pk"))

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.display(description=gettext_lazy("transcript"))
    def transcript(self, conversation):
        entries = conversation.entries.shown().order_by("seq")
        return render_to_string("admin/chat/conversation/transcript.html", {"entries": entries})


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    list_display = ("conversation", "score", "comment", "rated_at")
    list_filter = ("score",)
    list_select_related = ("conversation__contact", "conversation__service")
    search_fields = ("comment", "conversation__contact__name")
    date_hierarchy = "rated_at"

    def get_queryset(self, request):
        visible = Conversation.objects.visible_to(request.user).values("pk")
        return super().get_queryset(request).filter(conversation__in=visible)
