from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.conversation import Conversation
from chat.models.participant import Participant
from chat.states import Answer, Wanted
from core.rows import Rows

OPEN_FOR = timedelta(minutes=2)  # product 10: what holds the visitor's clock expires by itself


class ConsentQuerySet(Rows):
    def unanswered(self):
        """While one of these is open, the visitor's clock stands still (product 5)."""
        return self.filter(answer="")

    def expired(self, at):
        return self.unanswered().filter(until_at__lte=at)


class Consent(models.Model):
    """A card on the visitor's page: the agent asks for something, the visitor decides."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="consents")
    wanted = models.CharField(_("what is asked for"), max_length=12, choices=Wanted)
    asked_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    until_at = models.DateTimeField(_("open until"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to the visitor")
        verbose_name_plural = _("requests to the visitor")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "wanted"], condition=models.Q(answer=""), name="one_open_card_of_a_kind"
            )
        ]
        indexes = [models.Index(fields=["until_at"], condition=models.Q(answer=""), name="open_cards")]

    def __str__(self):
        return f"{self.get_wanted_display()} · {self.get_answer_display() or _('open')}"
