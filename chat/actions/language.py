"""The visitor changes the language; what is open goes on in it."""

from accounts.models import Contact
from chat.models import Conversation
from core.transactions import acting


@acting
def choose_language(contact: Contact, language: str) -> None:
    """Kept on the contact and on the open conversation, if any."""
    Contact.objects.filter(pk=contact.pk).update(language=language)
    Conversation.objects.open().filter(contact=contact).update(language=language)
