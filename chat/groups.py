"""The names of all groups of this app, in one place. Secrecy is by not being in the group."""

from chat.states import Audience

RIGHTS = "rights"  # whose rights have changed; each process listens, no socket does


def of_conversation(conversation_id, audience: str) -> str:
    """Its numbered entries, in the count of that audience, and what goes with them."""
    return f"conversation.{conversation_id}.{audience}"


def staff(conversation_id) -> str:
    return of_conversation(conversation_id, Audience.STAFF)


def everyone(conversation_id) -> str:
    return of_conversation(conversation_id, Audience.EVERYONE)


def parse(group: str) -> tuple[str, str]:
    """Conversation id and audience of a group made by `of_conversation`."""
    _, conversation_id, audience = group.split(".")
    return conversation_id, audience


def is_conversation(group: str) -> bool:
    return group.startswith("conversation.")


def team(team_id) -> str:
    """The rows of one team's lists."""
    return f"list.{team_id}"


def user(user_id) -> str:
    """What is for one member of the staff, in all their windows."""
    return f"user.{user_id}"


def visitor(secret_hash: str) -> str:
    """What is for one visitor, in all their tabs, also those that opened before anything was asked for."""
    return f"visitor.{secret_hash}"
