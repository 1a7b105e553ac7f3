"""What the live pages fetch over HTTP (docs/protocol.md, Over HTTP)."""

from typing import Annotated
from uuid import UUID

from django.utils import timezone
from pydantic import Field
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from chat import events, shapes
from chat.menu import menu
from chat.models import Conversation, Entry
from chat.reading import find
from core.api import query
from core.frames import Frame, Number
from tickets.models import Ticket

PAGE = 50
MOST_WITH_PARTS = 500
PAST = 10  # conversations and tickets shown of a customer


class Empty(Frame):
    """No parameters."""


class Before(Frame):
    before: Annotated[Number, Field(ge=1)]


def actor_of(request) -> Actor:
    """The member of the staff who asks, else the visitor."""
    return actor_of_request(request._request)


def actor_of_request(request) -> Actor:
    """The same, of Django's own request."""
    return request.actor if request.user.is_authenticated else request.visitor


class Menu(APIView):
    permission_classes = [AllowAny]

    def get(self, request):
        query(request, Empty)
        return Response({"services": menu(request._request.LANGUAGE_CODE, at=timezone.now())})


class Conversations(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request):
        query(request, Empty)
        return Response({"rows": shapes.rows_for(request.user, at=timezone.now())})


class Entries(APIView):
    permission_classes = [AllowAny]

    def get(self, request, conversation_id: UUID):
        """The 50 entries before a number of the reader's own count, oldest first."""
        actor = actor_of(request)
        conversation = find(conversation_id, actor)
        audience = shapes.audience_of(actor)
        asked = query(request, Before)
        found = Entry.objects.filter(conversation=conversation).before(asked.before, audience)
        entries = [events.entry_frame(each, audience) for each in reversed(found.shown()[:PAGE])]
        return Response({"entries": entries, "first": entries[0]["seq"] if entries else asked.before})


class Files(APIView):
    permission_classes = [AllowAny]

    def get(self, request, conversation_id: UUID):
        """The last entries that hold more than text, oldest first."""
        query(request, Empty)
        actor = actor_of(request)
        conversation = find(conversation_id, actor)
        audience = shapes.audience_of(actor)
        found = Entry.objects.filter(conversation=conversation).after(0, audience)
        sent = list(found.filter(payload__has_key="parts").order_by("-seq").shown()[:MOST_WITH_PARTS])
        return Response({"entries": [events.entry_frame(entry, audience) for entry in reversed(sent)]})


class Customer(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request, conversation_id: UUID):
        """Who is helped, with what was there before; only what the reader may see."""
        query(request, Empty)
        conversation = find(conversation_id, request._request.actor)
        contact = conversation.contact
        past = Conversation.objects.visible_to(request.user).filter(contact=contact, state="ended").for_lists()
        tickets = Ticket.objects.visible_to(request.user).filter(requester=contact)
        return Response(
            {
                "contact": shapes.contact(contact, at=timezone.now()),
                "conversations": [_past(each) for each in past.order_by("-ended_at")[:PAST]],
                "tickets": list(tickets.order_by("-number").values("number", "subject", "state", "created_at")[:PAST]),
            }
        )


def _past(conversation: Conversation) -> dict:
    return {
        "id": conversation.pk,
        "ended_at": conversation.ended_at,
        "service": conversation.service.shown_name(),
        "disposition": conversation.disposition,
        "agent": conversation.owner and conversation.owner.name,
    }
