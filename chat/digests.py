"""What changes often and is told five times a second at most: rows of the lists, places in the queue, an agent's own load."""

from django.utils import timezone

from accounts.models import Agent
from chat import events, groups, shapes
from chat.models import Conversation
from chat.waiting import places
from core.digest import Digest
from core.hub import Event, hub
from core.threads import in_thread


def _rows(conversation_ids: set[str]) -> list[tuple[str, Event]]:
    at = timezone.now()
    by_team: dict[int, list] = {}
    for conversation in Conversation.objects.filter(pk__in=conversation_ids).for_lists():
        by_team.setdefault(conversation.team_id, []).append(shapes.row(conversation, at=at))
    return [(groups.team(team_id), events.list_changed(rows)) for team_id, rows in by_team.items()]


def _queues(team_ids: set[str]) -> list[tuple[str, Event]]:
    told = []
    for team_id in team_ids:
        for place in places(int(team_id), at=timezone.now()):
            event = events.queue_moved(place.conversation_id, place.position, place.wait_minutes, place.is_staffed)
            told.append((groups.visitor(place.secret_hash), event))
    return told


def _agents(user_ids: set[str]) -> list[tuple[str, Event]]:
    found = Agent.objects.filter(pk__in=user_ids).select_related("user")
    return [(groups.user(agent.pk), events.you_changed(shapes.agent(agent))) for agent in found]


rows = Digest("rows", _rows)
queues = Digest("queues", _queues)
agents = Digest("agents", _agents)


def rows_of_contact_soon(contact_id) -> None:
    """The visitor may have been gone long enough now to be shown as gone. On the loop."""
    hub.loop.create_task(in_thread(touch_rows_of, contact_id))


def touch_rows_of(contact_id) -> None:
    """The rows of what this visitor has open look different."""
    for pk in Conversation.objects.open().filter(contact=contact_id).values_list("pk", flat=True):
        rows.touch(pk)
