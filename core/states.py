"""States move through one door: `move_to`, held against the table of what may follow."""

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict


class Moving:
    """Mixed into a model with a `state` field; `may_follow` maps each state to the set of those that may come next."""

    may_follow: dict[str, frozenset[str]] = {}
    state: str

    def move_to(self, state: str) -> None:
        """Change the field, not the row. Raises Conflict with the present state."""
        if state not in self.may_follow[self.state]:
            raise Conflict(_("This is not possible any more."), state=str(self.state))
        self.state = state
