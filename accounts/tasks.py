"""What runs beside the requests."""

from accounts.mail import deliver

__all__ = ["deliver"]
