"""A right that is taken away ends the socket within a second, and nothing that comes after it is received."""

import asyncio
import time
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from guardian.shortcuts import assign_perm, remove_perm

from accounts.models import Membership, User
from core.lifespan import rounds
from tests import live
from tests.attacks.scene import a_message, everything, frame, in_database, resume
from tests.people import a_team, a_user, an_agent, says

WITHIN = 1.0  # seconds, the promise
MACHINE = 4  # how many times slower a busy machine may be


def deactivate(user, *rest) -> None:
    user = User.objects.get(pk=user.pk)
    user.is_active = False
    user.save()


def remove_from_team(user, team, *rest) -> None:
    team.members.remove(user)


def sign_out(user, team, key) -> None:
    client = Client()
    client.cookies["sessionid"] = key
    assert client.post(reverse("sign-out")).status_code == 302


def change_password(user, *rest) -> None:
    user = User.objects.get(pk=user.pk)
    user.set_password("another long password")
    user.save()


def delete_user(user, *rest) -> None:
    Membership.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(is_active=False)


OF_AGENT = {
    "deactivated": (deactivate, {4401}),
    "removed from the team": (remove_from_team, {4403}),
    "signed out": (sign_out, {4401}),
    "password changed": (change_password, {4401}),
    "both at once": (delete_user, {4401, 4403}),
}


@asynccontextmanager
async def watching(scene, user):
    """A colleague's socket that follows the scene's conversation."""
    key = await in_database(live.a_session, user)
    async with scene.desk(key) as desk:
        await resume(desk, scene.id)
        await desk.until("conversation.connected")
        await everything(desk)
        yield desk, key


async def is_out(scene, desk, revoke, codes: set[int]) -> None:
    """Revoke, write at once, and see: closed in time, told why, and not a word of what was written."""
    await in_database(says, scene.conversation, scene.visitor, "before")
    await desk.until("message.posted", text="before")
    await in_database(revoke)
    begun = time.monotonic()
    await in_database(says, scene.conversation, scene.visitor, "CANARY")
    code = await desk.closed()
    assert code in codes
    assert time.monotonic() - begun < WITHIN * MACHINE
    assert desk.frames[-1]["type"] == "bye"
    assert (desk.frames[-1]["code"], desk.frames[-1]["reconnect"]) == (code, False)
    assert "CANARY" not in "".join(desk.tape)


@pytest.mark.parametrize("cause", OF_AGENT)
async def test_an_agent_is_out(scene, cause):
    revoke, codes = OF_AGENT[cause]
    colleague = await in_database(an_agent, scene.team, capacity=0)
    async with watching(scene, colleague.user) as (desk, key), scene.desk() as other:
        await is_out(scene, desk, lambda: revoke(colleague.user, scene.team, key), codes)
        await everything(other)


async def test_the_owner_removed_from_the_team_is_out(scene):
    async with watching(scene, scene.agent.user) as (desk, _key):
        await is_out(scene, desk, lambda: scene.team.members.remove(scene.agent.user), {4403})


async def test_a_supervisor_who_may_no_longer_monitor_is_out(scene):
    supervisor = await in_database(a_user, "Sue")
    await in_database(assign_perm, "monitor", supervisor, scene.team)
    async with watching(scene, supervisor) as (desk, _key):
        await is_out(scene, desk, lambda: remove_perm("monitor", supervisor, scene.team), {4403})


async def test_a_supervisor_by_a_group_is_out_with_the_group(scene):
    supervisor = await in_database(a_user, "Sue")
    group = await in_database(Group.objects.create, name="Leads")
    await in_database(supervisor.groups.add, group)
    await in_database(assign_perm, "monitor", group, scene.team)
    async with watching(scene, supervisor) as (desk, _key):
        await is_out(scene, desk, group.delete, {4403})


async def test_without_the_word_between_processes_the_database_tells_it(scene, monkeypatch):
    """The bridge may lose it: the epoch is looked at every second."""
    monkeypatch.setattr("chat.receivers.publish", lambda *told: None)
    assert (1, "evict_who_lost_a_right") in [(seconds, function.__name__) for seconds, function in rounds]
    colleague = await in_database(an_agent, scene.team, capacity=0)
    async with watching(scene, colleague.user) as (desk, _key):
        begun = time.monotonic()
        await in_database(deactivate, colleague.user)
        assert await desk.closed() == 4401
        assert time.monotonic() - begun < WITHIN * MACHINE


async def test_a_command_after_the_revocation_is_refused(scene):
    async with watching(scene, scene.agent.user) as (desk, _key):
        await in_database(deactivate, scene.agent.user)
        await desk.raw(frame("message.post", **a_message(scene.id, "CANARY")))
        assert await desk.closed() == 4401
        assert not [frame for frame in desk.frames if frame["type"] == "done"]
    assert await in_database(lambda: scene.conversation.entries.filter(text="CANARY").count()) == 0


@pytest.mark.parametrize("cause", ["deactivated", "removed from the team"])
async def test_a_revocation_amid_notes_lets_each_be_whole_or_refused(scene, cause):
    """R06: what was acknowledged is stored, in order, and after the first that was refused comes nothing."""
    revoke, _codes = OF_AGENT[cause]
    colleague = await in_database(an_agent, scene.team, capacity=0)
    async with watching(scene, colleague.user) as (desk, key):
        sent = [a_message(scene.id, f"note {number}") for number in range(40)]
        going = None
        for number, each in enumerate(sent):
            await desk.raw(frame("note.add", ref=each["client_id"], **each))
            if number == 15:
                going = asyncio.create_task(in_database(revoke, colleague.user, scene.team, key))
        await desk.closed()
        await going
    done = [ref for ref, answer in desk.answers.items() if answer["type"] == "done"]
    done += [each["ref"] for each in desk.frames if each["type"] == "done"]
    stored = await in_database(lambda: list(map(str, notes_of(scene).values_list("client_id", flat=True))))
    assert stored == [each["client_id"] for each in sent][: len(stored)]
    assert set(done) <= set(stored)


def notes_of(scene):
    return scene.conversation.entries.filter(kind="note.added").order_by("seq")


async def test_who_keeps_every_right_stays_and_misses_nothing(scene):
    """A new team raises the epoch; what was held back meanwhile comes, in order."""
    async with watching(scene, scene.agent.user) as (desk, _key):
        team = await in_database(a_team)
        for number in range(5):
            await in_database(says, scene.conversation, scene.visitor, f"word {number}")
            if number == 2:
                await in_database(Membership.objects.create, team=team, user=scene.agent.user)
        heard = [(await desk.until("message.posted"))["text"] for _ in range(5)]
        assert heard == [f"word {number}" for number in range(5)]
        posted = await desk.command("message.post", **a_message(scene.id, "still here"))
        assert posted["type"] == "done"


async def test_who_rejects_leaves_the_conversation_and_stays_connected(scene):
    """The reason is for those with the audit right; a later change of rights closes nobody for it."""
    colleague = await in_database(an_agent, scene.team, capacity=0)
    auditor = await in_database(a_user, "Audrey")
    for right in ("monitor", "audit"):
        await in_database(assign_perm, right, auditor, scene.team)
    async with (
        watching(scene, scene.agent.user) as (owner, _),
        watching(scene, colleague.user) as (desk, _),
        watching(scene, auditor) as (auditing, _),
    ):
        rejected = {"conversation": scene.id, "disposition": "rejected", "reason": "CANARY of the reason"}
        assert (await owner.command("conversation.end", **rejected))["ticket"]
        for each in (owner, desk, auditing):
            ended = await each.until("conversation.ended")
            assert ended["payload"]["disposition"] == "rejected"
        recorded = await auditing.until("ticket.recorded")
        assert recorded["payload"]["reason"] == "CANARY of the reason"
        await in_database(Membership.objects.create, team=await in_database(a_team), user=colleague.user)
        for each in (owner, desk):
            await everything(each)
            answer = await each.command("conversation.resume", conversations=[{"id": scene.id, "after": 0}])
            assert answer["code"] == "not_found"
            assert "CANARY" not in "".join(each.tape)


async def test_a_note_gives_no_right_to_speak_or_to_stay(scene):
    colleague = await in_database(an_agent, scene.team, capacity=0)
    async with watching(scene, colleague.user) as (desk, _key):
        assert (await desk.command("note.add", **a_message(scene.id, "a note")))["type"] == "done"
        refusal = await desk.command("message.post", **a_message(scene.id, "to the visitor"))
        assert refusal["code"] == "forbidden"
        await desk.command("typing.show", conversation=scene.id)
        await is_out(scene, desk, lambda: scene.team.members.remove(colleague.user), {4403})
    key = await in_database(live.a_session, colleague.user)
    async with scene.desk(key) as again:
        answer = await again.command("conversation.resume", conversations=[{"id": scene.id, "after": None}])
        assert answer["code"] == "not_found"
        assert (await again.command("note.add", **a_message(scene.id, "once more")))["code"] == "not_found"
        unknown = await again.command("note.add", **a_message(uuid4(), "once more"))
        assert unknown["message"] == (await again.command("note.add", **a_message(scene.id)))["message"]
