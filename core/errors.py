"""What an action answers when it will not act. The text may be shown to whoever asked."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A clear no: `code` and `field` for programs, `message` for people, `status` for HTTP."""

    code = "invalid"
    status = 400
    text = _("This is not valid.")

    def __init__(self, message=None, *, field: str | None = None, state: str | None = None, retry_after=None):
        self.message = message or self.text
        self.field = field
        self.state = state
        self.retry_after = retry_after
        super().__init__(self.message)

    def as_frame(self) -> dict:
        """The answer as JSON: code and message, and what else there is to say."""
        frame = {"code": self.code, "message": str(self.message)}
        for name in ("field", "state", "retry_after"):
            if (value := getattr(self, name)) is not None:
                frame[name] = value
        return frame


class Invalid(Refused):
    """A field is missing, unknown, of the wrong type or out of its limits."""


class BadFrame(Refused):
    """Not something this side can read at all; `code` tells how it is broken."""

    def __init__(self, code: str, message, **rest):
        super().__init__(message, **rest)
        self.code = code


class NotFound(Refused):
    code, status, text = "not_found", 404, _("This does not exist, or is not yours to see.")


class Forbidden(Refused):
    code, status, text = "forbidden", 403, _("You may not do this.")


class Conflict(Refused):
    code, status, text = "conflict", 409, _("This is not possible any more.")


class Gone(Refused):
    code, status, text = "gone", 410, _("This link has expired or was used already.")


class RateLimited(Refused):
    code, status, text = "rate_limited", 429, _("Too many of these. Please wait a moment.")
