"""What is done with files."""

from files.actions.check import check
from files.actions.keep import attach, sweep
from files.actions.upload import begin, discard, finish, receive

__all__ = ["attach", "begin", "check", "discard", "finish", "receive", "sweep"]
