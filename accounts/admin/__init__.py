"""The admin's pages of people: who, in which teams, with which rights; and what was done by whom."""

from accounts.admin import audit, contacts, people, site, teams

__all__ = ["audit", "contacts", "people", "site", "teams"]
