"""A visitor asks for help: a conversation is created, and waits or is connected at once."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import access
from accounts.actors import Actor
from accounts.models import Contact, Team
from accounts.validators import plain
from chat import digests, events, groups, log
from chat.actions.connect import drain_soon
from chat.models import Conversation, Kind, Participant, Service
from chat.models.service import Asks
from chat.states import Role
from chat.waiting import has_room, is_staffed
from core.errors import Conflict, Invalid
from core.publish import publish
from core.text import is_said
from core.transactions import acting


@acting
def request(
    contact: Contact,
    *,
    service: Service,
    language: str,
    by: Actor,
    at: datetime,
    name: str = "",
    email: str = "",
    text: str = "",
    client_id: UUID | None = None,
) -> Conversation:
    """The visitor's open conversation, made now unless there is one already (product 10: one open conversation a visitor).

    Raises Invalid when the form before it is not filled in, Conflict with the state `closed` (nobody is there) or `full`.
    """
    access.check(by, "conversation.request")
    contact = Contact.objects.locked().get(pk=contact.pk)
    if existing := _already_asked(contact, client_id):
        return existing
    _check_form(service, name=name, email=email, text=text)
    introduce(contact, name=name, email=email, language=language, at=at)
    team = _team_with_a_place(service.team, at=at)
    conversation = Conversation.objects.create(
        contact=contact, service=service, team=team, priority=service.priority, language=language, requested_at=at
    )
    _write_first(conversation, text=text, client_id=client_id, at=at)
    publish(groups.visitor(contact.secret_hash), events.conversation_opened(conversation.pk))
    digests.queues.touch(team.pk)
    drain_soon([team.pk])
    return conversation


def _already_asked(contact: Contact, client_id: UUID | None) -> Conversation | None:
    """The visitor's open conversation, or the one that this same request has made before."""
    if existing := Conversation.objects.open().filter(contact=contact).first():
        return existing
    return Conversation.objects.filter(contact=contact, entries__client_id=client_id).first() if client_id else None


def _write_first(conversation: Conversation, *, text: str, client_id: UUID | None, at: datetime) -> None:
    """The visitor takes part; what was asked for, where it went instead, and the question."""
    contact, service, language = conversation.contact, conversation.service, conversation.language
    visitor = Participant.objects.create(
        conversation=conversation, contact=contact, role=Role.VISITOR, name=contact.shown_name[:80], joined_at=at
    )
    asked = {"service": {"slug": service.slug, "name": service.shown_name(language)}, "language": language}
    only_id = None if text else client_id
    log.append(conversation, Kind.REQUESTED, author=visitor, payload=asked, client_id=only_id, at=at)
    if conversation.team != service.team:
        log_rerouting(conversation, service.team, at=at)
    if text:
        log.append(conversation, Kind.MESSAGE_POSTED, author=visitor, text=text, client_id=client_id, at=at)


def log_rerouting(conversation: Conversation, asked_for: Team, *, at: datetime) -> None:
    """Say, to staff, that the overflow team got it."""
    moved = {"from_team": asked_for.name, "to_team": conversation.team.name}
    log.append(conversation, Kind.REROUTED, audience="staff", payload=moved, at=at)


def _check_form(service: Service, **given: str) -> None:
    for field, text in given.items():
        if getattr(service, f"ask_{field}") == Asks.REQUIRED and not is_said(text):
            raise Invalid(_("This field is required."), field=field)


def introduce(contact: Contact, *, name: str, email: str, language: str, at: datetime) -> None:
    """Keep what the visitor said of themself; what they left empty stays as it was."""
    contact.name = plain(name)[:80] if is_said(name) else contact.name
    contact.email = email or contact.email
    contact.language = language
    contact.seen_at = at
    contact.save()


def _team_with_a_place(team: Team, *, at: datetime) -> Team:
    """The team, or its overflow team when the queue is full. Teams are locked, so that a limit holds among many at once."""
    tried = [each.pk for each in (team, team.overflow) if each]
    locked = {each.pk: each for each in Team.objects.filter(pk__in=tried).locked().order_by("pk")}
    for pk in tried:
        if is_staffed(locked[pk], at=at) and not _is_full(locked[pk], at=at):
            return locked[pk]
    if is_staffed(team, at=at):
        raise Conflict(_("Too many people are waiting. You can leave a message."), state="full")
    raise Conflict(_("Nobody is there now. You can leave a message."), state="closed")


def _is_full(team: Team, *, at: datetime) -> bool:
    if team.queue_limit is None or has_room(team, at=at):
        return False
    return Conversation.objects.waiting().filter(team=team).count() >= team.queue_limit
