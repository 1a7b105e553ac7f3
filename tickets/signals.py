"""Facts of this app that others may hear. Sent inside the transaction that makes them true."""

from django.dispatch import Signal

ticket_solved = Signal()  # ticket, by, at
