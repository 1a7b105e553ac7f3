"""The verbs. Each locks, moves, writes, records and tells; none knows a request or a socket."""

from chat.actions.connect import drain, drain_soon
from chat.actions.consent import answer_consent, ask_consent, expire_consents
from chat.actions.end import abandon, end, leave
from chat.actions.language import choose_language
from chat.actions.message import leave_message
from chat.actions.post import Words, add_note, post, say
from chat.actions.preview import show_preview
from chat.actions.rate import ask_rating, rate
from chat.actions.read import mark_read, show_typing
from chat.actions.redact import redact, take_back
from chat.actions.request import request

__all__ = [
    "Words",
    "abandon",
    "add_note",
    "answer_consent",
    "ask_consent",
    "ask_rating",
    "choose_language",
    "drain",
    "drain_soon",
    "end",
    "expire_consents",
    "leave",
    "leave_message",
    "mark_read",
    "post",
    "rate",
    "redact",
    "request",
    "say",
    "show_preview",
    "show_typing",
    "take_back",
]
