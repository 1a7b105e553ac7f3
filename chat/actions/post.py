"""Words: messages for everyone and notes for staff. Sending is idempotent by the client's own id.

Whatever arrives while the last commit runs is committed together: `say` takes a list, `post` and `add_note` are lists of one.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts.actors import Actor
from chat import log
from chat.actions.connect import join
from chat.models import Conversation, Entry, Kind, Participant
from chat.states import Audience, ConversationState
from core import statements
from core.errors import Conflict, NotFound, Refused
from core.transactions import acting

MAX_TEXT = 4000  # characters
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """What somebody wants to say: a message, or a note. The same `client_id` again is the first entry again, told to no one."""

    conversation_id: UUID
    text: str
    client_id: UUID
    by: Actor
    at: datetime
    kind: str = Kind.MESSAGE_POSTED

    @property
    def is_message(self) -> bool:
        return self.kind == Kind.MESSAGE_POSTED

    @property
    def place(self) -> tuple:
        """Conversation and speaker."""
        who = self.by.user or self.by.contact
        return self.conversation_id, who and who.pk


def post_limit() -> int:
    """How long a message may be, in characters."""
    return MAX_TEXT


def post(conversation_id: UUID, *, text: str, client_id: UUID, by: Actor, at: datetime) -> Entry:
    """Say something to everyone."""
    return _entry_of(say([Words(conversation_id, text, client_id, by, at)]))


def add_note(conversation_id: UUID, *, text: str, client_id: UUID, by: Actor, at: datetime) -> Entry:
    """Write something only staff can ever receive. It stops no clock."""
    return _entry_of(say([Words(conversation_id, text, client_id, by, at, Kind.NOTE_ADDED)]))


def _entry_of(outcomes: list) -> Entry:
    [outcome] = outcomes
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def say(several: list[Words]) -> list[Entry | Exception]:
    """All of these in one transaction; what became of each. What fails together, but for the database's absence, is tried one by one."""
    try:
        return _say_together(several)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(several) == 1:
            raise
        logger.exception("%d messages could not be written together", len(several))
        return [_say_alone(words) for words in several]


def _say_alone(words: Words) -> Entry | Exception:
    try:
        return _say_together([words])[0]
    except Exception as error:
        return error


@acting
def _say_together(several: list[Words]) -> list[Entry | Exception]:
    saying = _Saying(several)
    outcomes: list[Entry | Exception] = []
    for words in several:
        try:
            outcomes.append(saying.say(words))
        except Refused as refused:
            outcomes.append(refused)
    log.append_together(saying.said)
    return outcomes


class _Saying:
    """One transaction: the conversations, locked by id; who speaks in them; and what these have sent before."""

    def __init__(self, several: list[Words]):
        ids = {words.conversation_id for words in several}
        found = statements.select(Conversation, id=ids, is_locked=True)
        self.conversations = {conversation.pk: conversation for conversation in found}
        parts = statements.select(Participant, conversation=ids)
        self.authors = {(part.conversation_id, part.user_id or part.contact_id): part for part in parts}
        self.sent = log.sent(self.authors.values(), {words.client_id for words in several})
        self.said: list[Entry] = []

    def say(self, words: Words) -> Entry:
        """Number the entry, or find the one these words made before. What the actor may not see does not exist."""
        conversation = self.conversations.get(words.conversation_id)
        if conversation is None:
            raise NotFound
        author = self.authors.get(words.place)
        if author is None:
            access.check(words.by, "conversation.read", conversation)
        elif entry := self.sent.get((author.pk, words.client_id)):
            return _again(entry, words, conversation)
        access.check(words.by, "message.post" if words.is_message else "note.add", conversation)
        if words.by.user and (author is None or (words.is_message and not author.is_shown)):
            author = join(conversation, words.by.user, at=words.at, is_shown=words.is_message)
            self.authors[words.place] = author
        entry = _entry(words, conversation, author)
        self.sent[entry.author_id, words.client_id] = entry
        self.said.append(entry)
        return entry


def _again(entry: Entry, words: Words, conversation: Conversation) -> Entry:
    if (entry.text, entry.kind) != (words.text, words.kind):
        raise Conflict(_("Another text was sent under the same id."), field="client_id", state=conversation.state)
    return entry


def _entry(words: Words, conversation: Conversation, author: Participant | None) -> Entry:
    """A reply stops the clock of the unanswered, a visitor's message starts it; a note does neither."""
    if words.is_message and words.by.is_staff:
        conversation.unanswered_since_at = None
    elif words.is_message and conversation.state == ConversationState.ACTIVE:
        conversation.unanswered_since_at = conversation.unanswered_since_at or words.at
    audience = Audience.EVERYONE if words.is_message else Audience.STAFF
    return log.next_entry(
        conversation,
        words.kind,
        at=words.at,
        author=author,
        audience=audience,
        text=words.text,
        client_id=words.client_id,
    )
