"""The socket of the console."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts import actions as people
from accounts import actors, presence
from accounts.actors import Actor
from accounts.models import Agent, Team, User
from accounts.sessions import user_of_session
from chat import actions, frames, groups, shapes
from chat.consumers.conversation import ConversationConsumer
from chat.consumers.visitor import cookie
from chat.models import Conversation, Kind
from chat.reading import find
from chat.states import Audience
from core.consumer import command
from core.errors import Invalid, NotFound
from core.hub import Event
from core.threads import in_thread
from files.models import Limits


class ConsoleConsumer(ConversationConsumer):
    """Known by the Django session; rights are read again whenever the user's epoch has moved."""

    audience = Audience.STAFF
    held: list | None = None  # what came since the user's rights changed; None: nothing is held back
    changes = 0  # of rights, while this socket has been open

    async def admit(self):
        header = dict(self.scope["headers"]).get(b"cookie", b"").decode("latin-1")
        self.session_key = cookie(header, settings.SESSION_COOKIE_NAME)
        user = await in_thread(user_of_session, self.session_key)
        if user is None:
            raise NotFound("sign in")
        self.count_in(f"user:{user.pk}", 20)
        self.actor = actors.of_user(user)
        self.language = user.language
        self.agent, teams = await in_thread(_arrive, user)
        self.join(groups.user(user.pk))
        for team_id in teams:
            self.join(groups.team(team_id))

    async def hello(self) -> dict:
        return {
            "you": await in_thread(shapes.agent, self.agent),
            "build": settings.BUILD,
            "limits": (await in_thread(Limits.current)).as_shown(),
            "conversations": [],
        }

    async def left(self) -> None:
        await in_thread(presence.leave, self.actor.user, at=timezone.now())

    async def look_again(self, *, at: datetime) -> None:
        """The user's rights changed: who is no longer signed in, or lost sight of something, is out."""
        changes = self.changes
        user = await in_thread(user_of_session, self.session_key)
        if user is None:
            await self.end(4401, "signed out", reconnect=False)
            return
        self.actor = actors.of_user(user)
        if not await in_thread(_still_sees, self.actor, set(self.groups_joined)):
            await self.end(4403, "a right was taken away", reconnect=False)
            return
        for team_id in await in_thread(_team_ids, user):
            self.join(groups.team(team_id))
        if self.is_held and self.changes == changes:
            self._let_go()

    @property
    def is_held(self) -> bool:
        return self.held is not None

    def hold(self) -> None:
        """The user's rights have changed: keep back what comes until they have been looked at."""
        self.changes += 1
        self.held = self.held or []

    def _let_go(self) -> None:
        held, self.held = self.held or [], None
        for group, event in held:
            self.offer(group, event)
        for group in self.outlet.cursors:
            self.outlet.fall_behind(group)

    def offer(self, group: str, event: Event) -> None:
        if self.held is not None:
            self.held.append((group, event))
        elif group in self.groups_joined:
            super().offer(group, event)

    async def read_entries(self, group: str, after: int, limit: int) -> list[Event]:
        found = await super().read_entries(group, after, limit)
        return [] if self.is_held else found

    async def _answer(self, ref: str, fields: dict) -> None:
        if self.is_held:
            await self.look_again(at=timezone.now())
        if not self.is_over:
            await super()._answer(ref, fields)

    @command("conversation.release", frames.OfConversation)
    async def release(self, frame: frames.OfConversation) -> None:
        self.leave(groups.staff(frame.conversation))

    @command("note.add", frames.Post)
    async def add_note(self, frame: frames.Post) -> dict:
        return await self._say(frame, Kind.NOTE_ADDED)

    @command("message.redact", frames.Redact)
    async def redact(self, frame: frames.Redact) -> None:
        why = {"seq": frame.seq, "reason": frame.reason, "by": self.actor, "at": timezone.now()}
        await in_thread(actions.redact, frame.conversation, **why)

    @command("consent.ask", frames.AskConsent)
    async def ask_consent(self, frame: frames.AskConsent) -> dict:
        asked = {"wanted": frame.wanted, "text": frame.text, "by": self.actor, "at": timezone.now()}
        return {"consent": (await in_thread(actions.ask_consent, frame.conversation, **asked)).pk}

    @command("conversation.end", frames.End)
    async def end_conversation(self, frame: frames.End) -> dict:
        conversation = await in_thread(_end, frame, self.actor)
        return {"ticket": conversation.ticket_id}

    @command("availability.set", frames.SetAvailability)
    async def set_availability(self, frame: frames.SetAvailability) -> dict:
        return {"you": await in_thread(self._set, people.set_availability, frame.availability, reason=frame.reason)}

    @command("capacity.set", frames.SetCapacity)
    async def set_capacity(self, frame: frames.SetCapacity) -> dict:
        return {"you": await in_thread(self._set, people.set_capacity, frame.capacity)}

    def _set(self, action, value, **rest) -> dict:
        return shapes.agent(action(self.actor.user, value, at=timezone.now(), **rest))


def _arrive(user: User) -> tuple[Agent, list[int]]:
    return presence.arrive(user, at=timezone.now()), _team_ids(user)


def _team_ids(user: User) -> list[int]:
    """The teams whose lists this user may see."""
    return list(Team.objects.seen_by(user).values_list("pk", flat=True))


def _still_sees(actor: Actor, joined: set[str]) -> bool:
    """Whether everything this socket receives is still the actor's to see."""
    teams = {groups.team(pk) for pk in _team_ids(actor.user)}
    if {group for group in joined if group.startswith("list.")} - teams:
        return False
    ids = {groups.parse(group)[0] for group in joined if groups.is_conversation(group)}
    return Conversation.objects.visible_to(actor.user).filter(pk__in=ids).count() == len(ids)


def _end(frame: frames.End, actor: Actor) -> Conversation:
    team = Team.objects.filter(pk=frame.team, is_archived=False).first() if frame.team is not None else None
    assignee = User.objects.filter(pk=frame.assignee).first() if frame.assignee is not None else None
    find(frame.conversation, actor)
    if frame.team is not None and team is None:
        raise Invalid(field="team")
    if frame.assignee is not None and assignee is None:
        raise Invalid(field="assignee")
    return actions.end(
        frame.conversation,
        disposition=frame.disposition,
        is_rating_asked=frame.is_rating_asked,
        subject=frame.subject,
        team=team,
        assignee=assignee,
        reason=frame.reason,
        by=actor,
        at=timezone.now(),
    )
