"""People: who signs in, in which teams, how much they take; who is helped; what was done by whom."""

from accounts.models.agent import Agent, Availability
from accounts.models.audit import AuditEntry
from accounts.models.contact import Contact
from accounts.models.grant import GroupGrant, UserGrant
from accounts.models.team import Membership, Team
from accounts.models.user import User

__all__ = ["Agent", "AuditEntry", "Availability", "Contact", "GroupGrant", "Membership", "Team", "User", "UserGrant"]
