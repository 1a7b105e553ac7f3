"""The verbs. Each locks, moves, writes, records and tells; none knows a request or a socket."""

from chat.actions.connect import drain, drain_soon
from chat.actions.end import abandon, end, leave
from chat.actions.language import choose_language
from chat.actions.message import leave_message
from chat.actions.post import Words, add_note, post, post_limit, say
from chat.actions.rate import ask_rating, rate
from chat.actions.read import mark_read, show_typing
from chat.actions.request import request

__all__ = [
    "Words",
    "abandon",
    "add_note",
    "ask_rating",
    "choose_language",
    "drain",
    "drain_soon",
    "end",
    "leave",
    "leave_message",
    "mark_read",
    "post",
    "post_limit",
    "rate",
    "request",
    "say",
    "show_typing",
]
