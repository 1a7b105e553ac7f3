from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from core.rows import Rows


class Asks(models.TextChoices):
    """Whether the form before a conversation has a field."""

    NO = "no", _("not asked")
    OPTIONAL = "optional", _("optional")
    REQUIRED = "required", _("required")


class ServiceQuerySet(Rows):
    def on_offer(self):
        """What the menu may show, in its order."""
        return self.filter(is_active=True).select_related("team").order_by("position", "id")


class Service(models.Model):
    """A line of the service menu: a heading, or a leaf with the team that answers (product 1.1)."""

    parent = models.ForeignKey(
        "self", verbose_name=_("under"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.SlugField(_("short name"), unique=True, help_text=_("For links straight to it: /chat/?service=…"))
    name = models.CharField(_("name"), max_length=60)
    name_zh = models.CharField(_("name in Chinese"), max_length=60, blank=True)
    help = models.CharField(_("one line of help"), max_length=120, blank=True)
    help_zh = models.CharField(_("one line of help in Chinese"), max_length=120, blank=True)
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Empty for a heading."),
    )
    priority = models.SmallIntegerField(_("priority"), default=0, help_text=_("Higher is connected earlier."))
    position = models.SmallIntegerField(_("position"), default=0, help_text=_("Order within the menu."))
    is_active = models.BooleanField(_("on offer"), default=True)
    ask_name = models.CharField(_("asks for a name"), max_length=8, choices=Asks, default=Asks.OPTIONAL)
    ask_email = models.CharField(_("asks for an e-mail address"), max_length=8, choices=Asks, default=Asks.NO)
    ask_text = models.CharField(_("asks for the question"), max_length=8, choices=Asks, default=Asks.NO)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "id"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.parent and (self.parent_id == self.pk or self.parent.parent_id):
            raise ValidationError({"parent": _("The menu is two levels deep.")})
        if self.parent and self.parent.team_id:
            raise ValidationError({"parent": _("A service with a team cannot hold others.")})
        if self.team and self.pk and self.children.exists():
            raise ValidationError({"team": _("A heading has no team.")})

    def shown_name(self, language: str | None = None) -> str:
        """The name in that language (the active one by default), else in English."""
        return self.name_zh or self.name if (language or get_language()) == "zh-hans" else self.name

    def shown_help(self, language: str | None = None) -> str:
        return self.help_zh or self.help if (language or get_language()) == "zh-hans" else self.help


class Greeting(models.Model):
    """What the system says for a team when a conversation is connected."""

    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.CASCADE, related_name="greetings")
    language = models.CharField(_("language"), max_length=10, choices=[("en", "English"), ("zh-hans", "简体中文")])
    text = models.CharField(_("text"), max_length=1000)

    class Meta:
        verbose_name = _("greeting")
        verbose_name_plural = _("greetings")
        constraints = [models.UniqueConstraint(fields=["team", "language"], name="one_greeting_a_language")]

    def __str__(self):
        return self.text[:60]
