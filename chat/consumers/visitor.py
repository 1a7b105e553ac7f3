"""The socket of the chat page."""

from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actors, visitors
from accounts.actors import NOBODY, Actor
from accounts.models import Contact
from chat import actions, digests, frames, groups, shapes
from chat.consumers.conversation import ConversationConsumer
from chat.models import Conversation, Service
from chat.states import Audience
from core.consumer import command
from core.errors import NotFound
from core.hub import hub
from core.limits import allow
from core.origin import client_address
from core.threads import in_thread
from files.models import Limits

LEFT_A_MINUTE = 20  # messages left from one address, by however many sockets
SHOWN_BEFORE = 3  # ended conversations above a new one


class VisitorConsumer(ConversationConsumer):
    """Known by the secret in the cookie; a contact is made of it with the first request."""

    audience = Audience.EVERYONE

    async def admit(self):
        headers = dict(self.scope["headers"])
        self.secret = cookie(headers.get(b"cookie", b"").decode("latin-1"), settings.VISITOR_COOKIE)
        self.device = visitors.device_of(headers.get(b"user-agent", b"").decode("latin-1"))
        self.language = _language(headers, self.scope)
        if not visitors.is_secret(self.secret):
            raise NotFound(_("Please reload this page."))
        self.address = client_address(self.scope)
        self.count_in(f"address:{self.address}", settings.SOCKETS_PER_ADDRESS)
        self.count_in(f"visitor:{visitors.hashed(self.secret)}", settings.SOCKETS_PER_VISITOR)
        self.join(groups.visitor(visitors.hashed(self.secret)))
        self.actor = NOBODY
        await self.known_actor()

    async def known_actor(self) -> Actor:
        if self.actor.contact is None:
            contact = await in_thread(self._arrive)
            if contact:
                self._is_now(contact)
        return self.actor

    def _is_now(self, contact: Contact) -> None:
        self.actor = actors.of_contact(contact)

    def _arrive(self) -> Contact | None:
        contact = visitors.contact_of(self.secret)
        if contact:
            Contact.objects.filter(pk=contact.pk).update(seen_at=timezone.now())
            digests.touch_rows_of(contact.pk)
        return contact

    async def hello(self) -> dict:
        conversations = await in_thread(_shown, self.actor)
        contact = self.actor.contact
        you = contact and {"id": contact.pk, "name": contact.name, "email": contact.email}
        return {
            "you": {"contact": you, "language": self.language},
            "build": settings.BUILD,
            "limits": (await in_thread(Limits.current)).as_shown(),
            "conversations": conversations,
        }

    async def left(self) -> None:
        if self.actor.contact:
            await in_thread(_depart, self.actor.contact)
            later = shapes.ONLINE_WITHIN.total_seconds() + 1
            hub.loop.call_later(later, digests.rows_of_contact_soon, self.actor.contact.pk)

    @command("consent.answer", frames.AnswerConsent)
    async def answer_consent(self, frame: frames.AnswerConsent) -> None:
        actor = await self.known_actor()
        answer = {"answer": frame.answer, "by": actor, "at": timezone.now()}
        await in_thread(actions.answer_consent, frame.conversation, frame.consent, **answer)

    @command("conversation.request", frames.Request, per_second=0.5, burst=10)
    async def request(self, frame: frames.Request) -> dict:
        chosen = await in_thread(service, frame.service)
        actor = await self._met(frame.page)
        conversation = await in_thread(self._request, frame, chosen, actor)
        return {"conversation": conversation}

    async def _met(self, page: str = "") -> Actor:
        contact = await in_thread(visitors.meet, self.secret, device=self.device, page=page)
        self._is_now(contact)
        return self.actor

    def _request(self, frame: frames.Request, chosen: Service, actor: Actor) -> dict:
        at = timezone.now()
        conversation = actions.request(
            actor.contact,
            service=chosen,
            language=frame.language,
            name=frame.name,
            email=frame.email,
            text=frame.text or "",
            client_id=frame.client_id,
            by=actor,
            at=at,
        )
        again = Conversation.objects.for_lists().get(pk=conversation.pk)
        return shapes.summary(again, actor, at=at)

    @command("conversation.leave", frames.OfConversation)
    async def leave_conversation(self, frame: frames.OfConversation) -> None:
        actor = await self.known_actor()
        await in_thread(actions.leave, frame.conversation, by=actor, at=timezone.now())

    @command("message.leave", frames.LeaveMessage, per_second=0.2, burst=5)
    async def leave_message(self, frame: frames.LeaveMessage) -> dict:
        chosen = await in_thread(service, frame.service)
        await in_thread(allow, f"message:{self.address}", limit=LEFT_A_MINUTE, per=60)
        actor = await self._met()
        ticket = await in_thread(self._leave_message, frame, chosen, actor)
        return {"ticket": ticket.number if ticket else None}

    def _leave_message(self, frame: frames.LeaveMessage, chosen: Service, actor: Actor):
        return actions.leave_message(
            actor.contact,
            service=chosen,
            text=frame.text,
            email=frame.email,
            name=frame.name,
            language=self.language,
            client_id=frame.client_id,
            by=actor,
            at=timezone.now(),
        )

    @command("conversation.rate", frames.Rate)
    async def rate(self, frame: frames.Rate) -> None:
        actor = await self.known_actor()
        await in_thread(
            actions.rate, frame.conversation, score=frame.score, comment=frame.comment, by=actor, at=timezone.now()
        )

    @command("language.choose", frames.ChooseLanguage)
    async def choose_language(self, frame: frames.ChooseLanguage) -> None:
        self.language = frame.language
        actor = await self.known_actor()
        if actor.contact:
            await in_thread(actions.choose_language, actor.contact, frame.language)


def cookie(header: str, name: str) -> str | None:
    """The value of a cookie in a header, or None; a header nobody can read has none."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _language(headers: dict, scope: dict) -> str:
    chosen = cookie(headers.get(b"cookie", b"").decode("latin-1"), settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    accepted = headers.get(b"accept-language", b"").decode("latin-1").lower()
    return "zh-hans" if accepted.startswith("zh") else settings.LANGUAGE_CODE


def service(slug: str) -> Service:
    """A leaf of the menu that is on offer; raises NotFound."""
    found = Service.objects.on_offer().filter(slug=slug, team__isnull=False, team__is_archived=False).first()
    if found is None:
        raise NotFound(_("There is no such service."), field="service")
    return found


def _depart(contact: Contact) -> None:
    Contact.objects.filter(pk=contact.pk).update(seen_at=timezone.now())


def _shown(actor: Actor) -> list[dict]:
    """The open conversation, and the last ended ones, newest first."""
    if actor.contact is None:
        return []
    found = Conversation.objects.filter(contact=actor.contact).for_lists().select_related("rating")
    return [shapes.summary(each, actor, at=timezone.now()) for each in found[: SHOWN_BEFORE + 1]]
