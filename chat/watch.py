"""What each serving process asks the database again and again, once for all its sockets: who is behind, and who lost a right."""

import asyncio
import json
from uuid import UUID

from django.utils import timezone

from accounts import sessions
from accounts.models import User
from chat import groups
from chat.models import Conversation
from chat.states import Audience
from core.hub import Event, hub
from core.lifespan import every
from core.threads import in_thread

AT_ONCE = 5000


@every(3)
async def wake_who_is_behind() -> None:
    """Compare every open conversation's last number with what its sockets have had. Nothing depends on the bridge."""
    open_here = [group for group in list(hub.members) if groups.is_conversation(group)]
    ids = list({groups.parse(group)[0] for group in open_here})
    last = await in_thread(_last_numbers, ids) if ids else {}
    for group in open_here:
        conversation_id, audience = groups.parse(group)
        if numbers := last.get(conversation_id):
            for member in tuple(hub.members.get(group, ())):
                member.outlet.compare(group, numbers[audience])


def _last_numbers(ids: list[str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = [UUID(each) for each in ids[start : start + AT_ONCE]]
        rows = Conversation.objects.filter(pk__in=some).values_list("pk", "last_seq", "last_public_seq")
        found |= {str(pk): {Audience.STAFF: seq, Audience.EVERYONE: public} for pk, seq, public in rows}
    return found


@every(1)
async def evict_who_lost_a_right() -> None:
    """Every change of rights raises the user's epoch; whoever's epoch moved is looked at again, within a second."""
    staff = _staff_here()
    if staff:
        epochs = await in_thread(_epochs, {consumer.actor.user.pk for consumer in staff})
        moved = [
            each for each in staff if each.is_held or epochs.get(each.actor.user.pk) != each.actor.user.rights_epoch
        ]
        await asyncio.gather(*(consumer.look_again(at=timezone.now()) for consumer in moved))


def _staff_here() -> list:
    return [consumer for consumer in hub.consumers if consumer.actor and consumer.actor.user]


class Rights:
    """Hears at once whose rights have changed: nothing goes to their sockets before they have been looked at."""

    def start(self) -> None:
        hub.join(groups.RIGHTS, self)

    def offer(self, group: str, event: Event) -> None:
        users = set(json.loads(event.text)["users"])
        held = [consumer for consumer in _staff_here() if consumer.actor.user.pk in users]
        for consumer in held:
            consumer.hold()
        if held:
            self.looking = hub.loop.create_task(evict_who_lost_a_right())


rights = Rights()


@every(60)
async def evict_who_is_signed_out() -> None:
    """A session that has run out raises no epoch."""
    staff = _staff_here()
    living = await in_thread(sessions.living, {consumer.session_key for consumer in staff}) if staff else set()
    gone = [consumer for consumer in staff if consumer.session_key not in living]
    await asyncio.gather(*(consumer.look_again(at=timezone.now()) for consumer in gone))


def _epochs(user_ids: set[int]) -> dict[int, int]:
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "rights_epoch"))
