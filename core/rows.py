"""What every table's reads have in common."""

from django.db import models


class Rows(models.QuerySet):
    """Base of the apps' QuerySets."""

    def locked(self):
        """These rows, held until the transaction ends. Rows that merely refer to them can still be added: no deadlock with their foreign keys."""
        return self.select_for_update(of=("self",), no_key=True)
