"""Users, their invitations, groups; agents with what they take."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions, invitations
from accounts.admin.audited import AuditedAdmin
from accounts.admin.teams import Grants
from accounts.forms import Invite
from accounts.models import Agent, Membership, User, UserGrant
from core.errors import Refused

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class TeamsOfUser(admin.TabularInline):
    model = Membership
    extra = 0
    verbose_name_plural = gettext_lazy("teams")


class SupervisedTeams(Grants):
    model = UserGrant
    verbose_name_plural = gettext_lazy("teams this person supervises")


@admin.register(User)
class PeopleAdmin(AuditedAdmin, UserAdmin):
    list_display = ("username", "display_name", "email", "teams_shown", "is_active", "is_staff", "last_login")
    list_filter = (
        "is_active",
        "is_staff",
        "is_superuser",
        ("memberships__team", admin.RelatedOnlyFieldListFilter),
        "language",
    )
    search_fields = ("username", "display_name", "first_name", "last_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = (TeamsOfUser, SupervisedTeams)
    actions = ("deactivate", "invite_again")
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email", "language", "theme")}),
        (gettext_lazy("Rights"), {"fields": ("is_active", *POWERS)}),
        (gettext_lazy("Times"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request):
        teams = Prefetch("memberships", Membership.objects.select_related("team"))
        return super().get_queryset(request).prefetch_related(teams)

    @admin.display(description=gettext_lazy("teams"))
    def teams_shown(self, user):
        return ", ".join(membership.team.name for membership in user.memberships.all()) or "–"

    # nobody gives themself more than they have ------------------------------------------------------------------------
    def get_readonly_fields(self, request, obj=None):
        return (*self.readonly_fields, *(() if request.user.is_superuser else POWERS))

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    # actions ----------------------------------------------------------------------------------------------------------
    @admin.action(description=gettext_lazy("Deactivate the selected people"), permissions=["change"])
    def deactivate(self, request, queryset):
        chosen = [user for user in queryset.exclude(pk=request.user.pk) if _may_touch(request, user)]
        for user in chosen:
            user.is_active = False
            user.save(update_fields=["is_active"])
            self.log_change(request, user, [{"changed": {"fields": [str(_("Active"))]}}])
        self.message_user(request, _("%(count)s deactivated.") % {"count": len(chosen)})

    @admin.action(description=gettext_lazy("Send the invitation again"), permissions=["add"])
    def invite_again(self, request, queryset):
        for user in queryset:
            try:
                invitations.invite_again(user, by=request.actor, at=timezone.now())
                self.message_user(request, _("%(name)s: invited again.") % {"name": user})
            except Refused as refused:
                self.message_user(request, f"{user}: {refused.message}", messages.WARNING)

    # the invitation's page --------------------------------------------------------------------------------------------
    def get_urls(self):
        page = self.admin_site.admin_view(self.invite)
        return [path("invite/", page, name="accounts_user_invite"), *super().get_urls()]

    def invite(self, request):
        """A new colleague, by e-mail address and teams."""
        if not self.has_add_permission(request):
            return redirect(reverse("admin:index"))
        form = Invite(request.POST or None, initial={"language": request.LANGUAGE_CODE})
        if request.method == "POST" and form.is_valid():
            user = invitations.invite(**form.cleaned_data, by=request.actor, at=timezone.now())
            self.message_user(request, _("The invitation to %(email)s is on its way.") % {"email": user.email})
            self.message_user(request, _("Or pass this link on yourself: %(link)s") % {"link": invitations.link(user)})
            return redirect("admin:accounts_user_changelist")
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "opts": User._meta,
            "title": _("Invite a colleague"),
        }
        return render(request, "admin/accounts/user/invite.html", context, status=422 if form.errors else 200)


def _may_touch(request, user: User | None) -> bool:
    return request.user.is_superuser or user is None or not user.is_superuser


admin.site.unregister(Group)


@admin.register(Group)
class GroupsAdmin(AuditedAdmin, GroupAdmin):
    """What a group may do is given on the page of a team, or here for the admin site."""

    list_display = ("name", "members")
    filter_horizontal = ()

    @admin.display(description=gettext_lazy("members"))
    def members(self, group):
        return ", ".join(user.name for user in group.user_set.all()) or "–"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("user_set")


@admin.register(Agent)
class AgentAdmin(AuditedAdmin):
    """How much each agent takes; the agents set it themselves in their console too."""

    list_display = ("user", "availability", "capacity", "load", "seen_at")
    list_filter = ("availability", ("user__memberships__team", admin.RelatedOnlyFieldListFilter))
    search_fields = ("user__username", "user__display_name", "user__email")
    fields = ("user", "capacity", "availability", "away_reason", "load", "seen_at")
    readonly_fields = ("user", "availability", "away_reason", "load", "seen_at")
    list_select_related = ("user",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        actions.set_capacity(obj.user, obj.capacity, at=timezone.now())
