"""The demo: three teams, six agents, two supervisors, an admin, a bilingual menu, and what they have talked about."""

from chat.demo.fill import fill
from chat.demo.people import ADMIN, LOGINS, PASSWORD

__all__ = ["ADMIN", "LOGINS", "PASSWORD", "fill"]
