"""Teams: who is in them, and who supervises them (django-guardian's rights, one line each)."""

from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.audited import AuditedAdmin
from accounts.models import Agent, GroupGrant, Membership, Team, UserGrant
from accounts.signals import room_changed

RIGHTS = ("monitor", "audit", "redact")


class Members(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("user",)  # there may be many; teams and groups are few, and chosen from plain lists
    extra = 0
    verbose_name_plural = gettext_lazy("agents of this team")


class Grants(admin.TabularInline):
    """A right of supervision in each line; removing the line takes it away at once, on open pages too."""

    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "permission":
            field.queryset = Permission.objects.filter(content_type__app_label="accounts", codename__in=RIGHTS)
            field.label_from_instance = lambda permission: _(permission.name)
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field


class SupervisorGrants(Grants):
    model = UserGrant
    autocomplete_fields = ("user",)
    verbose_name_plural = gettext_lazy("supervisors of this team")


class GroupGrants(Grants):
    model = GroupGrant
    verbose_name_plural = gettext_lazy("groups that supervise this team")


@admin.register(Team)
class TeamAdmin(AuditedAdmin):
    """Apps above may add their own lines to `inlines`."""

    list_display = ("name", "is_open", "agents", "queue_limit", "overflow", "is_archived")
    list_filter = ("is_open", "is_archived")
    list_select_related = ("overflow",)
    search_fields = ("name",)
    inlines = [Members, SupervisorGrants, GroupGrants]
    actions = ("archive", "bring_back")
    fields = ("name", "is_open", "queue_limit", "overflow", "is_archived")

    def get_queryset(self, request):
        is_there = Q(memberships__user__is_active=True)
        return super().get_queryset(request).annotate(agent_count=Count("memberships", filter=is_there))

    @admin.display(description=gettext_lazy("agents"), ordering="agent_count")
    def agents(self, team):
        return team.agent_count

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and form.has_changed():
            for agent in Agent.objects.filter(user__memberships__team=obj):
                room_changed.send(Agent, agent=agent)

    @admin.action(description=gettext_lazy("Archive the selected teams"), permissions=["change"])
    def archive(self, request, queryset):
        self._set_archived(request, queryset, True)

    @admin.action(description=gettext_lazy("Bring the selected teams back"), permissions=["change"])
    def bring_back(self, request, queryset):
        self._set_archived(request, queryset, False)

    def _set_archived(self, request, queryset, is_archived: bool) -> None:
        for team in queryset:
            team.is_archived = is_archived
            team.save(update_fields=["is_archived"])
            self.log_change(request, team, [{"changed": {"fields": [str(_("Archived"))]}}])
