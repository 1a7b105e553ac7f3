"""Every byte that each socket gets is searched for words it may not see."""

import asyncio
import json
from contextlib import AsyncExitStack
from types import SimpleNamespace

import pytest
from guardian.shortcuts import assign_perm

from chat.models import Conversation
from tests import live
from tests.attacks.scene import a_message, everything, in_database, resume, taped
from tests.people import a_request, a_service, a_team, a_user, a_visitor, an_agent

STAFFS_ALONE = {"ticket.recorded", "note.added", "conversation.rerouted", "list.changed", "you.changed"}


@pytest.fixture
def house(address):
    """Two teams, two agents each, a supervisor of the first; three visitors with the first team and one with the second."""
    here, there = a_team("Here"), a_team("There")
    helps, repairs = a_service(here), a_service(there)
    people = {"a1": an_agent(here, capacity=2).user, "a2": an_agent(here, capacity=1).user, "b1": an_agent(there).user}
    people["sue"] = a_user("Sue")
    assign_perm("monitor", people["sue"], here)
    keys = {name: live.a_session(user) for name, user in people.items()}
    visitors = {
        name: a_visitor(f"Visitor {name}", email=f"canary.mail.{name}@example.org") for name in ("v1", "v2", "v3", "w1")
    }
    conversations = {name: a_request(repairs if name == "w1" else helps, each) for name, each in visitors.items()}
    return SimpleNamespace(address=address, people=people, keys=keys, visitors=visitors, conversations=conversations)


class Canaries:
    """Words that were said, and who may have heard each."""

    def __init__(self):
        self.heard_by: dict[str, set[str]] = {}

    def sing(self, word: str, *names: str) -> str:
        self.heard_by[word] = set(names)
        return word

    def leaks(self, tapes: dict[str, str]) -> list[tuple[str, str]]:
        return [
            (name, word)
            for word, allowed in self.heard_by.items()
            for name, tape in tapes.items()
            if word in tape and name not in allowed
        ]

    def unheard(self, tapes: dict[str, str]) -> list[tuple[str, str]]:
        return [(name, word) for word, allowed in self.heard_by.items() for name in allowed if word not in tapes[name]]


async def test_nobody_hears_what_is_not_theirs(house):
    staff_here = ("a1", "a2", "sue")
    canaries = Canaries()
    async with AsyncExitStack() as stack:
        sockets = {}
        for name, key in house.keys.items():
            sockets[name] = await stack.enter_async_context(taped(live.as_staff(house.address, key)))
        for name, visitor in house.visitors.items():
            sockets[name] = await stack.enter_async_context(taped(live.as_visitor(house.address, visitor)))
        teams = {name: ("b1",) if name == "w1" else staff_here for name in house.visitors}
        owners = await in_database(owners_of, house)
        for name, talk in house.conversations.items():
            for each in (name, *teams[name]):
                await resume(sockets[each], talk.pk)
            canaries.sing(f"canary.mail.{name}", name, *teams[name])
        for name, talk in house.conversations.items():
            said = canaries.sing(f"canary-said-by-{name}", name, *teams[name])
            await answered(sockets[name], "message.post", **a_message(talk.pk, said))
            noted = canaries.sing(f"canary-note-on-{name}", *teams[name])
            await answered(sockets[owners[name]], "note.add", **a_message(talk.pk, noted))
            await answered(sockets[owners[name]], "message.read", conversation=str(talk.pk), seq=3)
            replied = canaries.sing(f"canary-reply-to-{name}", name, *teams[name])
            await answered(sockets[owners[name]], "message.post", **a_message(talk.pk, replied))
            await answered(sockets[name], "typing.show", conversation=str(talk.pk))
        endings = {
            "v1": {"disposition": "rejected", "reason": canaries.sing("canary-reason-v1")},
            "v2": {"disposition": "unresolved", "subject": canaries.sing("canary-subject-v2", *staff_here)},
            "w1": {"disposition": "unresolved", "subject": canaries.sing("canary-subject-w1", "b1")},
        }
        for name, ending in endings.items():
            done = await answered(
                sockets[owners[name]], "conversation.end", conversation=str(house.conversations[name].pk), **ending
            )
            assert done["ticket"]
        await asyncio.sleep(0.5)  # rows of lists are told five times a second
        tapes = {name: "\n".join(await everything(socket)) for name, socket in sockets.items()}
    assert canaries.leaks(tapes) == []
    assert canaries.unheard(tapes) == []
    for name in house.visitors:
        assert_a_visitors_view([json.loads(text) for text in tapes[name].splitlines()])
        assert not any(other.secret in tape for other in house.visitors.values() for tape in tapes.values())
        assert not any(str(other.pk) in tapes[name] for who, other in house.visitors.items() if who != name)


async def answered(socket, command: str, **fields) -> dict:
    done = await socket.command(command, **fields)
    assert done["type"] == "done", done
    return done


def owners_of(house) -> dict[str, str]:
    names = {user.pk: name for name, user in house.people.items()}
    return {name: names[Conversation.objects.get(pk=talk.pk).owner_id] for name, talk in house.conversations.items()}


def assert_a_visitors_view(frames: list[dict]) -> None:
    """No kind that is for staff, no key that only staff get, and numbers without a hole."""
    assert not {frame["type"] for frame in frames} & STAFFS_ALONE
    keys = set(all_keys(frames))
    assert not keys & {
        "ticket",
        "number",
        "owner",
        "can",
        "reason",
        "load",
        "capacity",
        "priority",
        "unanswered_since_at",
        "page",
        "secret_hash",
    }
    assert all(frame["audience"] == "everyone" for frame in frames if "audience" in frame)
    numbers = [frame["seq"] for frame in frames if "audience" in frame]
    assert numbers == list(range(1, len(numbers) + 1))


def all_keys(value):
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from all_keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_keys(part)


async def test_a_visitor_cannot_tell_whether_notes_are_written(scene):
    """The same words with and without notes: the same frames, and the same answers to every guess of a number."""
    views = []
    for is_noted in (False, True):
        visitor = await in_database(a_visitor, "Vera")
        talk = await in_database(a_request, scene.service, visitor)
        async with scene.page(visitor) as page, scene.desk() as desk:
            await resume(page, talk.pk)
            await resume(desk, talk.pk)
            await answered(page, "message.post", **a_message(talk.pk, "one"))
            seq = (await desk.until("message.posted"))["seq"]
            await answered(desk, "message.read", conversation=str(talk.pk), seq=seq)
            if is_noted:
                for number in range(3):
                    await answered(desk, "note.add", **a_message(talk.pk, f"note {number}"))
                    await answered(desk, "message.read", conversation=str(talk.pk), seq=seq + number + 1)
            await answered(desk, "message.post", **a_message(talk.pk, "two"))
            await page.until("message.posted", text="two")
            guesses = [await page.command("message.read", conversation=str(talk.pk), seq=guess) for guess in range(12)]
            again = await resume(page, talk.pk, after=0)
            views.append((shape(page.frames), [(each["type"], each.get("code")) for each in guesses], shape([again])))
            await answered(desk, "conversation.end", conversation=str(talk.pk), disposition="solved")
    assert views[0] == views[1]


def shape(frames: list[dict]) -> list:
    """The frames without what differs between any two conversations: ids and times."""
    names = {"id", "conversation", "participant", "client_id", "ref"}

    def plain(value, name=""):
        if isinstance(value, dict):
            return {
                key: plain(part, key)
                for key, part in value.items()
                if key not in names and key != "at" and not key.endswith(("_at", "_time", "until"))
            }
        return [plain(part) for part in value] if isinstance(value, list) else value

    return [plain(frame) for frame in frames]


async def test_who_asks_for_what_is_not_theirs_hears_nothing_meanwhile(scene):
    """While the right is looked up, typing and read marks of the conversation reach nobody new."""
    stranger = await in_database(a_visitor, "Stranger")
    async with scene.page() as page, scene.desk() as desk, scene.page(stranger) as spy:
        await resume(desk, scene.id)

        async def chatter():
            for seq in range(1, 20):
                await desk.command("typing.show", conversation=scene.id)
                await page.command("message.post", **a_message(scene.id))
                await desk.command("message.read", conversation=scene.id, seq=seq)

        async def ask():
            for _ in range(60):
                answer = await spy.command("conversation.resume", conversations=[{"id": scene.id, "after": 0}])
                assert answer["code"] == "not_found"

        await asyncio.gather(chatter(), ask())
        await everything(spy)
        assert [frame["type"] for frame in spy.frames] == ["hello"]
        assert scene.id not in "".join(spy.tape)


async def test_release_ends_what_a_desk_hears_of_a_conversation(scene):
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        await answered(desk, "conversation.release", conversation=scene.id)
        await answered(page, "message.post", **a_message(scene.id, "CANARY"))
        await everything(desk)
        assert not [frame for frame in desk.frames if frame["type"] == "message.posted"]
