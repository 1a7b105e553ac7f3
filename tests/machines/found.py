"""What the database says, in the words of the model: a query for each."""

from chat.models import Conversation, Entry
from tickets.models import Ticket


def first_word(name: str | None) -> str | None:
    """Agents are called `one …`, `two …`: their logins are theirs alone."""
    return name and name.split()[0]


def talks(team) -> dict:
    """Each conversation's state, disposition, owner, ticket, last numbers and rating."""
    columns = ("pk", "state", "disposition", "owner__display_name", "ticket__state", "last_seq", "last_public_seq")
    rows = Conversation.objects.filter(team=team).values_list(*columns, "rating__asked_at", "rating__rated_at")
    return {
        pk: (state, how, first_word(owner), ticket, (seq, public), "rated" if rated else asked and "asked")
        for pk, state, how, owner, ticket, seq, public, asked, rated in rows
    }


def logs(team) -> dict:
    """Each conversation's entries, by number."""
    columns = ("conversation", "seq", "public_seq", "kind", "audience", "author__name", "text")
    found: dict = {}
    for pk, *line, author, text in (
        Entry.objects.filter(conversation__team=team).order_by("conversation", "seq").values_list(*columns)
    ):
        found.setdefault(pk, []).append((*line, first_word(author), text))
    return found


def tickets_of(contacts) -> set:
    return set(Ticket.objects.filter(requester__in=[contact.pk for contact in contacts]).values_list("pk", flat=True))


def tickets_of_talks(team) -> list:
    return list(Conversation.objects.filter(team=team, ticket__isnull=False).values_list("ticket", flat=True))
