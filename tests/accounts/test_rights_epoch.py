"""Every way of changing what somebody may do raises the epoch that open sockets look at (product 6, promises 8)."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm

from accounts.models import Agent, GroupGrant, Membership, Team, User, UserGrant
from tests.people import PASSWORD, a_team, a_user, an_agent

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    """A user in a team and in a group."""
    team = a_team()
    user = an_agent(team).user
    group = Group.objects.create(name="Leads")
    user.groups.add(group)
    return SimpleNamespace(team=team, user=user, group=group)


def epoch(user) -> int:
    return User.objects.get(pk=user.pk).rights_epoch


WAYS = {
    "deactivated": lambda of: set_and_save(of.user, is_active=False),
    "deactivated in bulk": lambda of: User.objects.filter(pk=of.user.pk).update(is_active=False),
    "deactivated by bulk_update": lambda of: bulk_deactivate(of.user),
    "promoted": lambda of: set_and_save(of.user, is_superuser=True),
    "to the admin site": lambda of: set_and_save(of.user, is_staff=True),
    "password": lambda of: (of.user.set_password(PASSWORD), of.user.save()),
    "password, that field only": lambda of: (of.user.set_password(PASSWORD), of.user.save(update_fields=["password"])),
    "group added": lambda of: of.user.groups.add(Group.objects.create(name="more")),
    "group removed": lambda of: of.user.groups.remove(of.group),
    "groups cleared": lambda of: of.user.groups.clear(),
    "groups set": lambda of: of.user.groups.set([]),
    "from the group's side": lambda of: of.group.user_set.remove(of.user),
    "the group cleared": lambda of: of.group.user_set.clear(),
    "the group deleted": lambda of: of.group.delete(),
    "groups deleted in bulk": lambda of: Group.objects.filter(pk=of.group.pk).delete(),
    "permission added": lambda of: of.user.user_permissions.add(right("view_team")),
    "users of the permission": lambda of: right("view_team").user_set.add(of.user),
    "permission of the group": lambda of: of.group.permissions.add(right("view_team")),
    "groups of the permission": lambda of: right("view_team").group_set.add(of.group),
    "grant": lambda of: assign_perm("monitor", of.user, of.team),
    "grant to the group": lambda of: assign_perm("monitor", of.group, of.team),
    "grant to many": lambda of: assign_perm("monitor", [of.user, a_user()], of.team),
    "grants in bulk": lambda of: assign_perm("monitor", of.user, Team.objects.all()),
    "grant by hand": lambda of: UserGrant.objects.create(
        user=of.user, permission=right("audit"), content_object=of.team
    ),
    "into a team": lambda of: Membership.objects.create(user=of.user, team=a_team()),
    "into a team in bulk": lambda of: Membership.objects.bulk_create([Membership(user=of.user, team=a_team())]),
    "into a team from its side": lambda of: a_team().members.add(of.user),
    "out of a team": lambda of: Membership.objects.get(user=of.user).delete(),
    "out of a team in bulk": lambda of: Membership.objects.filter(user=of.user).delete(),
    "out of a team from its side": lambda of: of.team.members.remove(of.user),
    "the team's members set": lambda of: of.team.members.set([]),
    "the team deleted": lambda of: of.team.delete(),
    "moved to another team": lambda of: Membership.objects.filter(user=of.user).update(team=a_team()),
    "replaced in the team": lambda of: replace(Membership.objects.get(user=of.user)),
}


def set_and_save(user, **fields):
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()


def bulk_deactivate(user):
    user.is_active = False
    User.objects.bulk_update([user], ["is_active"])


def replace(membership):
    membership.user = a_user()
    membership.save()


def right(codename: str) -> Permission:
    """One of those on teams."""
    return Permission.objects.get(codename=codename, content_type__app_label="accounts")


@pytest.mark.parametrize("way", WAYS)
def test_a_change_of_rights_raises_the_epoch(way, of):
    before = epoch(of.user)
    WAYS[way](of)
    assert epoch(of.user) > before


@pytest.mark.parametrize("who", ["user", "group"])
def test_a_right_taken_away_raises_the_epoch_and_is_gone(who, of):
    assign_perm("monitor", getattr(of, who), of.team)
    before = epoch(of.user)
    remove_perm("monitor", getattr(of, who), of.team)
    assert epoch(of.user) > before
    assert list(get_objects_for_user(User.objects.get(pk=of.user.pk), "accounts.monitor", Team)) == []


def test_rights_of_a_group_are_rows_of_that_team(of):
    assign_perm("monitor", of.group, of.team)
    a_team()
    assert GroupGrant.objects.get().content_object == of.team
    assert list(get_objects_for_user(of.user, "accounts.monitor", Team)) == [of.team]


@pytest.mark.parametrize("fields", [{"display_name": "Other"}, {"theme": "dark"}, {"language": "zh-hans"}])
def test_what_is_no_right_leaves_the_epoch(fields, of):
    before = epoch(of.user)
    set_and_save(of.user, **fields)
    assert epoch(of.user) == before


def test_a_copy_that_is_out_of_date_never_lowers_the_epoch(of):
    old = User.objects.get(pk=of.user.pk)
    of.user.groups.add(Group.objects.create(name="more"))
    before = epoch(of.user)
    old.display_name = "Other"
    old.save()
    assert epoch(of.user) == before


def test_signing_out_raises_the_epoch(of, client):
    client.force_login(of.user)
    before = epoch(of.user)
    assert client.post(reverse("sign-out")).status_code == 302
    assert epoch(of.user) > before


def test_whoever_comes_into_a_team_is_an_agent():
    team, user = a_team(), a_user()
    assert not Agent.objects.filter(user=user).exists()
    team.members.add(user)
    assert Agent.objects.filter(user=user).exists()
