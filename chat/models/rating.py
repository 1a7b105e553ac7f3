from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chat.models.conversation import Conversation


class Rating(models.Model):
    """What the visitor thought of it: asked once, given once, final (product 10)."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="rating")
    asked_at = models.DateTimeField(_("asked at"))
    until_at = models.DateTimeField(_("can be given until"))
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    rated_at = models.DateTimeField(_("given at"), null=True, blank=True)
    mail_due_at = models.DateTimeField(
        _("mail due"),
        null=True,
        blank=True,
        help_text=_("When the link is to be mailed; empty when it was, or need not be."),
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="score_from_1_to_5")
        ]

    def __str__(self):
        return f"{self.score or '–'} / 5"

    def is_open(self, at) -> bool:
        """Whether it can still be given."""
        return self.rated_at is None and at <= self.until_at
