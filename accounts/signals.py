"""Facts of this app that others may hear. Sent inside the transaction that makes them true."""

from django.dispatch import Signal

agent_arrived = Signal()  # agent: was absent, has a socket now
room_changed = Signal()  # agent: capacity or availability was set
rights_changed = Signal()  # users: the ids of who may do less or more than before
