"""How conversations, rows and people look on the wire and in the API (docs/protocol.md, Shapes)."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from accounts import access
from accounts.actors import Actor
from accounts.models import Agent, Contact, Team
from chat import log
from chat.models import Conversation, Kind, Participant
from chat.states import Audience, Role

ONLINE_WITHIN = timedelta(seconds=25)  # two heartbeats and a little
VERBS = ("message.post", "note.add", "message.redact", "consent.ask", "conversation.end")


def audience_of(actor: Actor) -> str:
    return Audience.STAFF if actor.is_staff else Audience.EVERYONE


def is_online(contact: Contact, at: datetime) -> bool:
    return contact.seen_at is not None and contact.seen_at > at - ONLINE_WITHIN


def summary(conversation: Conversation, actor: Actor, *, at: datetime) -> dict:
    """A conversation as this actor may see it."""
    rating = getattr(conversation, "rating", None)
    shown = {
        "id": conversation.pk,
        "state": conversation.state,
        "service": {"slug": conversation.service.slug, "name": conversation.service.shown_name()},
        "team": {"id": conversation.team_id, "name": conversation.team.name},
        "language": conversation.language,
        "requested_at": conversation.requested_at,
        "connected_at": conversation.connected_at,
        "ended_at": conversation.ended_at,
        "disposition": conversation.disposition,
        "last_seq": log.last_number(conversation, audience_of(actor)),
        "agent": {"name": conversation.owner.name} if conversation.owner else None,
        "is_rating_asked": rating is not None and rating.is_open(at),
        "score": rating.score if rating else None,
    }
    return shown | _for_staff(conversation, actor, at) if actor.is_staff else shown


def _for_staff(conversation: Conversation, actor: Actor, at: datetime) -> dict:
    return {
        "contact": contact(conversation.contact, at=at),
        "owner": _person(conversation.owner),
        "ticket": conversation.ticket_id,
        "can": access.verbs(actor, conversation, VERBS),
    }


def _person(user) -> dict | None:
    return user and {"id": user.pk, "name": user.name}


def contact(contact: Contact, *, at: datetime) -> dict:
    """A visitor's details, for staff."""
    return {
        "id": contact.pk,
        "name": contact.shown_name,
        "email": contact.email,
        "language": contact.language,
        "is_online": is_online(contact, at),
        "page": contact.page,
        "device": contact.device,
        "referrer": contact.referrer,
    }


def participants(conversation: Conversation, actor: Actor, *, at: datetime) -> list[dict]:
    """Who takes part; the visitor is told only of those who are shown."""
    found = (
        Participant.objects.filter(conversation=conversation).select_related("contact", "user__agent").order_by("pk")
    )
    if not actor.is_staff:
        found = found.filter(is_shown=True)
    return [_participant(participant, conversation, actor, at) for participant in found]


def _participant(participant: Participant, conversation: Conversation, actor: Actor, at: datetime) -> dict:
    if participant.contact:
        online = is_online(participant.contact, at)
    else:
        agent = getattr(participant.user, "agent", None)
        online = agent is not None and agent.is_present(at)
    seq = participant.read_seq if actor.is_staff else public_number(conversation, participant.read_seq)
    return {
        "id": participant.pk,
        "role": participant.role,
        "name": participant.name,
        "user": participant.user_id if actor.is_staff else None,
        "is_you": participant.contact_id == actor.contact.pk if actor.contact else participant.user_id == actor.user.pk,
        "read_seq": seq,
        "read_at": participant.read_at,
        "is_online": online,
    }


def public_number(conversation: Conversation, seq: int) -> int:
    """The visitor's number of the last entry for everyone up to that number of the staff's."""
    if seq == 0:
        return 0
    upto = conversation.entries.filter(seq__lte=seq, public_seq__isnull=False).order_by("-seq")
    return upto.values_list("public_seq", flat=True).first() or 0


def row(conversation: Conversation, *, at: datetime) -> dict:
    """A line of the console's lists."""
    who = conversation.contact
    return {
        "id": conversation.pk,
        "state": conversation.state,
        "contact": {"id": who.pk, "name": who.shown_name, "is_online": is_online(who, at), "language": who.language},
        "service": {"name": conversation.service.name, "name_zh": conversation.service.name_zh},
        "team": {"id": conversation.team_id, "name": conversation.team.name},
        "owner": _person(conversation.owner),
        "priority": conversation.priority,
        "requested_at": conversation.requested_at,
        "connected_at": conversation.connected_at,
        "unanswered_since_at": conversation.unanswered_since_at,
        "last": conversation.last or None,
        "last_seq": conversation.last_seq,
    }


def rows_for(user, *, at: datetime) -> list[dict]:
    """The lists of this user: mine, waiting and in progress of all teams they may see. Mine say what is unread."""
    found = Conversation.objects.visible_to(user).open().for_lists().order_by("requested_at")
    mine = {
        part.conversation_id: part
        for part in Participant.objects.filter(
            user=user, conversation__owner=user, conversation__state="active"
        ).annotate(
            unread=Count(
                "conversation__entries",
                filter=Q(
                    conversation__entries__seq__gt=F("read_seq"),
                    conversation__entries__kind=Kind.MESSAGE_POSTED,
                    conversation__entries__author__role=Role.VISITOR,
                ),
            )
        )
    }
    rows = []
    for conversation in found:
        shown = row(conversation, at=at)
        if part := mine.get(conversation.pk):
            shown |= {"read_seq": part.read_seq, "unread": part.unread}
        rows.append(shown)
    return rows


def agent(agent: Agent) -> dict:
    """`you` on the staff's socket."""
    user = agent.user
    return {
        "id": user.pk,
        "name": user.name,
        "language": user.language,
        "availability": agent.availability,
        "reason": agent.away_reason,
        "capacity": agent.capacity,
        "load": agent.load,
        "teams": [{"id": team.pk, "name": team.name} for team in Team.objects.of(user)],
    }
