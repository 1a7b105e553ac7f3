"""Makes it all through the real actions, as if it had happened then."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts import actors
from accounts.models import Agent, Availability, Contact
from chat import actions
from chat.demo import people
from chat.demo.history import HISTORY, LEFT, Talk
from chat.demo.pictures import sent_picture
from chat.models import Conversation, Service


@transaction.atomic
def fill() -> None:
    """Everything, or nothing."""
    people.make()
    now = timezone.now()
    for talk in HISTORY:
        _replay(talk, at=now - timedelta(days=talk.days_ago, hours=2))
    for left in LEFT:
        _leave(*left, at=now - timedelta(hours=9))
    Agent.objects.update(seen_at=None, idle_since_at=None, availability=Availability.ONLINE)


def _replay(talk: Talk, *, at: datetime) -> None:
    service = Service.objects.get(slug=talk.service)
    Agent.objects.update(seen_at=at, availability=Availability.ONLINE)
    contact = Contact.objects.create(name=talk.visitor, language=talk.language, device="Chrome · Windows")
    visitor = actors.of_contact(contact)
    question = {"text": talk.lines[0][2:], "client_id": uuid4()}
    asked = actions.request(contact, service=service, language=talk.language, by=visitor, at=at, **question)
    actions.drain([service.team_id], at=at)
    conversation = Conversation.objects.get(pk=asked.pk)
    agent = actors.of_user(conversation.owner)
    for minute, line in enumerate(talk.lines[1:], start=1):
        action = actions.add_note if line[0] == "n" else actions.post
        by = visitor if line[0] in "vp" else agent
        then = at + timedelta(minutes=minute)
        said = {"content": sent_picture(line[2:], by=by, at=then)} if line[0] == "p" else {"text": line[2:]}
        action(conversation.pk, client_id=uuid4(), by=by, at=then, **said)
    end = at + timedelta(minutes=len(talk.lines) + 2)
    actions.end(conversation.pk, by=agent, at=end, **talk.ending)
    if talk.rating:
        score, comment = talk.rating
        actions.rate(conversation.pk, score=score, comment=comment, by=visitor, at=end + timedelta(minutes=1))


def _leave(name: str, email: str, language: str, slug: str, text: str, *, at: datetime) -> None:
    visitor = actors.of_contact(Contact.objects.create(name=name, email=email, language=language))
    actions.leave_message(
        visitor.contact,
        service=Service.objects.get(slug=slug),
        text=text,
        email=email,
        name=name,
        language=language,
        client_id=uuid4(),
        by=visitor,
        at=at,
    )
