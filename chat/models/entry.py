from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.conversation import Conversation
from chat.models.participant import Participant
from chat.states import Answer, Audience, Wanted
from core.rows import Rows


class Kind(models.TextChoices):
    """What an entry says happened. The kind is also the name of its event on the wire."""

    REQUESTED = "conversation.requested", _("requested")
    REROUTED = "conversation.rerouted", _("rerouted")
    CONNECTED = "conversation.connected", _("connected")
    GREETING_SENT = "greeting.sent", _("greeting")
    MESSAGE_POSTED = "message.posted", _("message")
    NOTE_ADDED = "note.added", _("note")
    ENDED = "conversation.ended", _("ended")
    TICKET_RECORDED = "ticket.recorded", _("ticket recorded")
    RATING_ASKED = "rating.asked", _("rating asked")
    RATED = "conversation.rated", _("rated")
    REDACTED = "message.redacted", _("content removed")
    CONSENT_ASKED = "consent.asked", _("asked the visitor")
    CONSENT_ANSWERED = "consent.answered", _("the visitor answered")


SPOKEN = (Kind.MESSAGE_POSTED, Kind.NOTE_ADDED)


class EntryQuerySet(Rows):
    def shown(self):
        """With what an entry tells of others: its author, and what it answers."""
        return self.select_related("author", "reply_to__author")

    def numbered(self, seq: int, audience: str):
        """The entry of this number in the audience's own count."""
        return self.filter(seq=seq) if audience == Audience.STAFF else self.filter(public_seq=seq)

    def after(self, seq: int, audience: str):
        """What this audience has not had yet, in its own count."""
        if audience == Audience.STAFF:
            return self.filter(seq__gt=seq).order_by("seq")
        return self.filter(public_seq__gt=seq).order_by("public_seq")

    def before(self, seq: int, audience: str):
        """What came before that number in the audience's own count, newest first."""
        if audience == Audience.STAFF:
            return self.filter(seq__lt=seq).order_by("-seq")
        return self.filter(public_seq__lt=seq).order_by("-public_seq")


class Entry(models.Model):
    """One numbered line of a conversation's log: 1, 2, 3, without a hole. Only `chat.log` writes them."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField(help_text=_("The staff's count."))
    public_seq = models.PositiveIntegerField(
        null=True, help_text=_("The visitor's count; none for what staff alone see.")
    )
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    author = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="entries")
    audience = models.CharField(_("audience"), max_length=8, choices=Audience)
    text = models.TextField(_("text"), blank=True)
    payload = models.JSONField(default=dict)
    client_id = models.UUIDField(null=True)
    reply_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    redacted_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["conversation", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_entry_a_number"),
            models.UniqueConstraint(fields=["conversation", "public_seq"], name="one_entry_a_public_number"),
            models.UniqueConstraint(fields=["conversation", "author", "client_id"], name="sent_once"),
        ]

    def __str__(self):
        return f"{self.seq} {self.kind}"

    @property
    def is_spoken(self) -> bool:
        """Whether somebody said it, in words or otherwise."""
        return self.kind in (*SPOKEN, Kind.GREETING_SENT)

    @property
    def asked_for(self) -> str:
        """What a card asks for, and what came of it, in words."""
        wanted, answer = self.payload.get("wanted"), self.payload.get("answer")
        words = [Wanted(wanted).label if wanted else "", Answer(answer).label if answer else ""]
        return ": ".join(str(word) for word in words if word)
