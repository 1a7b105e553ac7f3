"""Words: messages for everyone and notes for staff. Sending is idempotent by the client's own id.

Whatever arrives while the last commit runs is committed together: `say` takes a list, `post` and `add_note` are lists of one.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts.actors import Actor
from chat import content as contents
from chat import log, shapes
from chat.actions.connect import join
from chat.actions.preview import ask_for_preview, wants_preview
from chat.content import Content
from chat.models import Attachment, Conversation, Entry, Kind, Participant
from chat.models.entry import SPOKEN
from chat.states import Audience, ConversationState
from core import statements
from core.errors import Conflict, Invalid, NotFound, Refused
from core.transactions import acting
from files.models import File, Limits

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
    content: Content | None = None  # instead of the text
    reply_to: int | None = None  # number, in the speaker's count, of what is answered

    @property
    def is_message(self) -> bool:
        return self.kind == Kind.MESSAGE_POSTED

    @property
    def place(self) -> tuple:
        """Conversation and speaker."""
        who = self.by.user or self.by.contact
        return self.conversation_id, who and who.pk


def post(conversation_id: UUID, *, text: str = "", client_id: UUID, by: Actor, at: datetime, **rest) -> Entry:
    """Say something to everyone. `rest`: `content`, `reply_to`, as in `Words`."""
    return _entry_of(say([Words(conversation_id, text, client_id, by, at, **rest)]))


def add_note(conversation_id: UUID, *, text: str = "", client_id: UUID, by: Actor, at: datetime, **rest) -> Entry:
    """Write something only staff can ever receive. It stops no clock."""
    return _entry_of(say([Words(conversation_id, text, client_id, by, at, Kind.NOTE_ADDED, **rest)]))


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
    for entry in filter(wants_preview, saying.said):
        transaction.on_commit(lambda entry=entry: ask_for_preview(entry), robust=True)
    Attachment.objects.bulk_create(
        [Attachment(entry=entry, file=file) for entry, files in saying.attached for file in files]
    )
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
        self.attached: list[tuple[Entry, list[File]]] = []

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
        _check_length(words)
        quoted = _quoted(words, conversation) if words.reply_to else None
        text, payload = words.text, None
        files: list[File] = []
        if words.content:  # the last that may be refused: from here on rows are written
            parts, files = contents.stored(words.content, by=words.by, at=words.at)
            text, payload = contents.words(parts), {"parts": parts}
        if words.by.user and (author is None or (words.is_message and not author.is_shown)):
            author = join(conversation, words.by.user, at=words.at, is_shown=words.is_message)
            self.authors[words.place] = author
        entry = _entry(words, conversation, author, text=text, payload=payload, reply_to=quoted)
        self.sent[entry.author_id, words.client_id] = entry
        self.said.append(entry)
        if files:
            self.attached.append((entry, files))
        return entry


def _again(entry: Entry, words: Words, conversation: Conversation) -> Entry:
    is_same = contents.is_same(words.content, entry.payload) and (words.content is not None or entry.text == words.text)
    if entry.kind != words.kind or not (is_same or entry.redacted_at):
        raise Conflict(_("Another text was sent under the same id."), field="client_id", state=conversation.state)
    return entry


def _check_length(words: Words) -> None:
    limit = Limits.current().text_characters
    if (words.content.characters if words.content else len(words.text)) > limit:
        raise Invalid(_("At most %(limit)s characters.") % {"limit": limit}, field="text")


def _quoted(words: Words, conversation: Conversation) -> Entry:
    """What is answered. A note is quoted in notes only."""
    found = conversation.entries.numbered(words.reply_to, shapes.audience_of(words.by)).filter(kind__in=SPOKEN)
    entry = found.select_related("author").first()
    if entry is None or (words.is_message and entry.audience == Audience.STAFF):
        raise Invalid(_("This cannot be quoted here."), field="reply_to")
    return entry


def _entry(words: Words, conversation: Conversation, author: Participant | None, **said) -> Entry:
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
        client_id=words.client_id,
        **said,
    )
