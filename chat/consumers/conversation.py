"""What both sockets can do with a conversation: resume, post, read, type."""

from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import NOBODY, Actor
from chat import actions, content, events, frames, groups, log, shapes
from chat.actions import Words
from chat.models import Kind
from chat.reading import find, resumed
from core.consumer import LiveConsumer, command
from core.errors import BadFrame, Invalid, NotFound
from core.hub import Event
from core.limits import Bucket
from core.threads import Together, in_thread

TAIL = 50  # entries a page starts with
TYPING = (2, 10)  # a second, and at once; an agent types in several conversations
FAR_BEHIND = 500  # more than this, and the page starts afresh
say = Together(actions.say, most=50)


class ConversationConsumer(LiveConsumer):
    """Base of the visitor's and the console's socket."""

    async def known_actor(self) -> Actor:
        """Who acts now. A visitor may have become known since the socket opened."""
        return self.actor or NOBODY

    @property
    def audience(self) -> str:
        return shapes.audience_of(self.actor or NOBODY)

    def offer(self, group: str, event: Event) -> None:
        """What goes on in a conversation is for who was let in; while the right is still looked up, nothing is."""
        if group in self.outlet.cursors or not groups.is_conversation(group):
            super().offer(group, event)

    async def read_entries(self, group: str, after: int, limit: int) -> list[Event]:
        conversation_id, audience = groups.parse(group)
        try:
            return await in_thread(self._read_entries, conversation_id, audience, after, limit)
        except NotFound:  # it has gone out of the actor's sight
            self.leave(group)
            return []

    def _read_entries(self, conversation_id: str, audience: str, after: int, limit: int) -> list[Event]:
        find(UUID(conversation_id), self.actor)
        found = log.read(conversation_id, audience, after=after, limit=limit)
        return [events.of_entry(entry, audience) for entry in found]

    @command("conversation.resume", frames.Resume)
    async def resume(self, frame: frames.Resume) -> None:
        if len(frame.conversations) > frames.MAX_RESUMED:
            raise BadFrame("too_many", _("At most 50 at once."), field="conversations")
        actor = await self.known_actor()
        for point in frame.conversations:
            await self._resume_one(point, actor)

    async def _resume_one(self, point: frames.ResumePoint, actor: Actor) -> None:
        """Join, then read: nothing that is written meanwhile can be missed."""
        group = groups.of_conversation(point.id, self.audience)
        self.join(group)
        try:
            shown = await in_thread(resumed, point.id, actor)
        except NotFound:
            self.leave(group)
            raise
        last = shown["last_seq"]
        after = (
            point.after if point.after is not None and last - FAR_BEHIND <= point.after <= last else max(0, last - TAIL)
        )
        self.outlet.forget(group)
        self.tell({**shown, "first": after + 1})
        self.outlet.follow(group, after)

    @command("message.post", frames.Post)
    async def post(self, frame: frames.Post) -> dict:
        return await self._say(frame, Kind.MESSAGE_POSTED)

    async def _say(self, frame: frames.Post, kind: str) -> dict:
        actor = await self.known_actor()
        words = partial(Words, frame.conversation, client_id=frame.client_id, by=actor, at=timezone.now(), kind=kind)
        entry = await say(words(**await _said(frame), reply_to=frame.reply_to))
        return {"entry": events.entry_frame(entry, self.audience)}

    @command("message.take_back", frames.OfEntry)
    async def take_back(self, frame: frames.OfEntry) -> None:
        actor = await self.known_actor()
        await in_thread(actions.take_back, frame.conversation, seq=frame.seq, by=actor, at=timezone.now())

    @command("message.read", frames.Read)
    async def read(self, frame: frames.Read) -> None:
        actor = await self.known_actor()
        await in_thread(actions.mark_read, frame.conversation, seq=frame.seq, by=actor, at=timezone.now())

    @command("typing.show", frames.OfConversation, per_second=100, burst=300)
    async def typing(self, frame: frames.OfConversation) -> None:
        """More often than anyone types, it is left out and nobody is bothered with an error."""
        actor = await self.known_actor()
        if not self.buckets.setdefault("typing", Bucket(*TYPING)).take():
            return
        await in_thread(actions.show_typing, frame.conversation, by=actor)


async def _said(frame: frames.Post) -> dict:
    """A text or parts."""
    if (frame.text is None) == (frame.parts is None):
        raise Invalid(_("Either a text or parts."), field="text")
    if frame.parts is None:
        return {"text": frame.text}
    return {"text": "", "content": await in_thread(content.checked, [part.model_dump() for part in frame.parts])}
