"""The admin's pages: what is granted and taken there acts at once, and is written down."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from guardian.shortcuts import assign_perm, get_objects_for_user

from accounts.models import AuditEntry, Membership, Team, User
from chat.models import Service
from tests.people import PASSWORD, a_request, a_service, a_team, a_user, a_visitor, an_agent, ends, says
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
PAGES = ["accounts/user", "accounts/team", "accounts/agent", "accounts/contact", "accounts/auditentry", "auth/group",
    "tickets/ticket", "chat/conversation", "chat/service", "chat/greeting", "chat/rating"]  # fmt: skip


@pytest.fixture
def team():
    return a_team("Billing")


@pytest.fixture
def user(team):
    return an_agent(team, name="Li Wei", email="li@example.org").user


@pytest.fixture
def admin(client):
    client.force_login(a_user("Root", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def raised(user):
    """Whether the user's epoch has moved since."""
    before = User.objects.get(pk=user.pk).rights_epoch
    return lambda: User.objects.get(pk=user.pk).rights_epoch > before


def form_of(client, path: str) -> dict:
    """The fields of a change page as a browser would send them back."""
    context = client.get(path).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                fields[bound.html_name] = value if value is not True else "on"
    return fields


def save(client, path: str, **changes):
    fields = form_of(client, path) | changes
    return client.post(path, {name: value for name, value in fields.items() if value is not None})


def page_of(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def audited(verb: str) -> bool:
    return AuditEntry.objects.filter(verb=verb, actor_name="Root").count() == 1


# rights ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", [{"is_active": None}, {"is_staff": "on"}, {"is_superuser": "on"}])
def test_a_users_rights_changed_on_their_page(admin, user, raised, change):
    assert save(admin, page_of(user), **change).status_code == 302
    assert raised()
    assert audited("user.changed")


def test_a_name_changed_there_leaves_the_rights(admin, user, raised):
    assert save(admin, page_of(user), display_name="Li").status_code == 302
    assert not raised()
    assert User.objects.get(pk=user.pk).name == "Li"


def test_groups_and_permissions_given_there(admin, user, raised):
    group = Group.objects.create(name="Leads")
    assert save(admin, page_of(user), groups=[group.pk]).status_code == 302
    assert raised()
    assert list(user.groups.all()) == [group]


def test_a_password_set_there(admin, user, raised):
    path = reverse("admin:auth_user_password_change", args=[user.pk])
    answer = admin.post(
        path, {"password1": "another long one", "password2": "another long one", "usable_password": "true"}
    )
    assert answer.status_code == 302
    assert raised()
    assert audited("user.changed")


def test_people_deactivated_from_the_list(admin, user, raised):
    admin.post(reverse("admin:accounts_user_changelist"), {"action": "deactivate", "_selected_action": [user.pk]})
    assert raised()
    assert not User.objects.get(pk=user.pk).is_active
    assert audited("user.changed")


def test_a_member_removed_on_the_teams_page(admin, team, user, raised):
    assert save(admin, page_of(team), **{"memberships-0-DELETE": "on"}).status_code == 302
    assert raised()
    assert not Membership.objects.filter(user=user).exists()
    assert audited("team.changed")


@pytest.mark.parametrize("field", ["user", "group"])
def test_a_supervisor_named_and_dismissed_on_the_teams_page(admin, team, user, raised, field):
    prefix = f"{field}_grants"
    group = Group.objects.create(name="Leads")
    user.groups.add(group)
    monitor = Permission.objects.get(codename="monitor", content_type__app_label="accounts")
    holder = {"user": user, "group": group}[field]
    given = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-0-permission": monitor.pk, f"{prefix}-0-{field}": holder.pk}
    assert save(admin, page_of(team), **given, **{f"{prefix}-0-content_object": team.pk}).status_code == 302
    assert raised()
    assert supervised(user) == [team]
    before = User.objects.get(pk=user.pk).rights_epoch
    assert save(admin, page_of(team), **{f"{prefix}-0-DELETE": "on"}).status_code == 302
    assert User.objects.get(pk=user.pk).rights_epoch > before
    assert supervised(user) == []


def supervised(user) -> list[Team]:
    return list(get_objects_for_user(User.objects.get(pk=user.pk), "accounts.monitor", Team))


def test_only_rights_of_supervision_are_offered_there(admin, team):
    inlines = admin.get(page_of(team)).context["inline_admin_formsets"]
    offered = inlines[1].formset.empty_form.fields["permission"].queryset.values_list("codename", flat=True)
    assert sorted(offered) == ["audit", "monitor", "redact"]


def test_a_group_deleted_there(admin, user, raised):
    group = Group.objects.create(name="Leads")
    user.groups.add(group)
    admin.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"})
    assert raised()
    assert audited("group.deleted")


def test_who_may_change_users_but_is_no_admin_gives_nobody_power(client, user):
    clerk = a_user("Clerk", is_staff=True)
    clerk.user_permissions.add(*Permission.objects.filter(codename__in=["change_user", "view_user"]))
    root = a_user("Root", is_staff=True, is_superuser=True)
    client.force_login(clerk)
    save(client, page_of(clerk), is_superuser="on", is_staff="on")
    save(client, page_of(user), is_staff="on", groups=[])
    assert list(User.objects.filter(is_superuser=True)) == [root]
    assert not User.objects.get(pk=user.pk).is_staff
    assert client.post(page_of(root), {"username": "mine"}).status_code == 403
    client.post(reverse("admin:accounts_user_changelist"), {"action": "deactivate", "_selected_action": [root.pk]})
    assert User.objects.get(pk=root.pk).is_active


# teams ----------------------------------------------------------------------------------------------------------------
def test_a_team_with_a_history_is_archived_not_deleted(admin, team):
    a_service(team)
    page = admin.get(reverse("admin:accounts_team_delete", args=[team.pk]))
    assert page.context["protected"]
    admin.post(reverse("admin:accounts_team_delete", args=[team.pk]), {"post": "yes"})
    admin.post(reverse("admin:accounts_team_changelist"), {"action": "archive", "_selected_action": [team.pk]})
    assert Team.objects.get().is_archived


# invitations ----------------------------------------------------------------------------------------------------------
def test_a_colleague_is_invited(admin, team, django_capture_on_commit_callbacks):
    from helpdesk.celery import app

    app.conf.task_always_eager = True
    with django_capture_on_commit_callbacks(execute=True):
        given = {"email": "Chen@example.org", "display_name": "陈杰", "language": "zh-hans", "teams": [team.pk]}
        answer = admin.post(reverse("admin:accounts_user_invite"), given, follow=True)
    app.conf.task_always_eager = False
    invited = User.objects.get(username="chen@example.org")
    assert (invited.has_usable_password(), list(invited.teams.all())) == (False, [team])
    assert [message.to for message in mail.outbox] == [["Chen@example.org"]]
    assert "/invitation/" in answer.content.decode()
    assert audited("person.invited")


WRONG = [
    {"email": "x"},
    {"email": "li@example.org"},
    {"teams": ["x"]},
    {"teams": ["9" * 30]},
    {"language": "fr"},
    {"display_name": "a\u202eb"},
]


@pytest.mark.parametrize("given", WRONG)
def test_an_invitation_that_is_not_valid_is_answered(admin, user, given):
    fields = {"email": "chen@example.org", "language": "en"} | given
    assert admin.post(reverse("admin:accounts_user_invite"), fields).status_code in (400, 422)
    assert AuditEntry.objects.filter(verb="person.invited").count() == 0


# reading --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", PAGES)
def test_lists_and_searches(admin, team, page):
    assert admin.get(f"/admin/{page}/").status_code == 200
    assert admin.get(f"/admin/{page}/?q=li+wei").status_code == 200


@pytest.mark.parametrize("page", ["accounts/auditentry", "tickets/ticket", "chat/conversation", "chat/rating"])
def test_what_is_written_down_cannot_be_changed_here(admin, user, page):
    client_actions = [f"/admin/{page}/add/", f"/admin/{page}/1/delete/"]
    assert {admin.get(path).status_code for path in client_actions} <= {403, 404, 302}
    entry = AuditEntry.objects.first()
    assert admin.post(f"/admin/accounts/auditentry/{entry.pk}/change/", {"verb": "nothing"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_conversation_is_read_with_its_transcript(admin, team, user):
    conversation = a_request(a_service(team), a_visitor("Wang Fang"))
    says(conversation, conversation.contact, "My <i>order</i>")
    ends(conversation, user, "rejected", reason="Insults")
    page = admin.get(page_of(conversation)).content.decode()
    assert "My &lt;i&gt;order&lt;/i&gt;" in page
    assert admin.get(page_of(Ticket.objects.get())).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_who_may_look_into_the_admin_sees_there_what_they_see_elsewhere(client, team, user):
    conversation = a_request(a_service(team))
    ends(conversation, user, "rejected", reason="Insults")
    clerk = a_user("Clerk", is_staff=True)
    clerk.user_permissions.add(*Permission.objects.filter(codename__in=["view_conversation", "view_ticket"]))
    client.force_login(clerk)

    def rows():
        return [
            len(client.get(f"/admin/{page}/").context["cl"].result_list)
            for page in ("chat/conversation", "tickets/ticket")
        ]

    assert rows() == [0, 0]
    assign_perm("audit", clerk, team)
    assert rows() == [1, 1]


# the menu -------------------------------------------------------------------------------------------------------------
def test_the_menu_is_kept_here(admin, team):
    fields = {"slug": "orders", "name": "Orders", "name_zh": "订单", "position": 0, "priority": 0, "is_active": "on"}
    asks = {"ask_name": "optional", "ask_email": "no", "ask_text": "no"}
    assert admin.post("/admin/chat/service/add/", fields | asks).status_code == 302
    heading = Service.objects.get()
    leaf = fields | asks | {"slug": "refund", "name": "Refund", "parent": heading.pk, "team": team.pk}
    assert admin.post("/admin/chat/service/add/", leaf).status_code == 302
    under_leaf = leaf | {"slug": "deep", "parent": Service.objects.get(slug="refund").pk}
    assert admin.post("/admin/chat/service/add/", under_leaf).status_code == 200
    assert save(admin, page_of(heading), team=team.pk).status_code == 200  # a heading has no team
    assert Service.objects.count() == 2
    assert audited("service.added") is False  # two of them


def test_capacity_set_here_is_the_agents_own(admin, user):
    assert save(admin, page_of(user.agent), capacity=7).status_code == 302
    user.agent.refresh_from_db()
    assert user.agent.capacity == 7
    assert save(admin, page_of(user.agent), capacity=101).status_code == 200
    assert user.check_password(PASSWORD) is False


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_and_for_three(admin, page, count, django_assert_max_num_queries):
    for _ in range(count):
        member = an_agent(a_team(), a_team(), a_team())
        Group.objects.create(name=f"group of {member.pk}").user_set.add(member.user)
        a_service(a_team())
        Ticket.objects.create(
            subject="x",
            requester=a_visitor(),
            team=a_team(),
            assignee=member.user,
            created_at=member.seen_at,
            changed_at=member.seen_at,
        )
    admin.get(f"/admin/{page}/")
    with django_assert_max_num_queries(16):
        admin.get(f"/admin/{page}/")
