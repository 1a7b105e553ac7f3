"""What visitors get by mail, in their language."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import formats, translation
from django.utils.translation import gettext as _

from chat.links import rating_link
from chat.models import Rating


def send_rating_link(rating: Rating) -> None:
    """Ask for a rating once the ticket of an unresolved conversation is solved (product 1.6)."""
    conversation = rating.conversation
    with translation.override(conversation.language):
        words = {
            "site": settings.SITE_NAME,
            "subject": conversation.ticket.subject if conversation.ticket else "",
            "link": rating_link(conversation.pk),
            "until": formats.date_format(rating.until_at, "DATE_FORMAT"),
        }
        send_mail(
            _("How was our help? · %(site)s") % words,
            _("“%(subject)s” is solved.\n\nHow was it? Tell us here, until %(until)s:\n%(link)s\n") % words,
            settings.DEFAULT_FROM_EMAIL,
            [conversation.contact.email],
        )
