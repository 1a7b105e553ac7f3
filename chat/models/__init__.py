"""Conversations: the menu they come from, their rows, their numbered log, and what the visitor thought of them."""

from chat.models.attachment import Attachment
from chat.models.consent import Consent
from chat.models.conversation import Conversation
from chat.models.entry import Entry, Kind
from chat.models.participant import Participant
from chat.models.rating import Rating
from chat.models.service import Greeting, Service

__all__ = [
    "Attachment",
    "Consent",
    "Conversation",
    "Entry",
    "Greeting",
    "Kind",
    "Participant",
    "Rating",
    "Service",
]
