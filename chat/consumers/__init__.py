"""The two sockets: translate a command, call one action, translate back."""

from chat.consumers.console import ConsoleConsumer
from chat.consumers.visitor import VisitorConsumer

__all__ = ["ConsoleConsumer", "VisitorConsumer"]
