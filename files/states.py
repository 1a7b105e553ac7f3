"""The life of a file: uploaded, looked at, ready; or refused, or put away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileState(models.TextChoices):
    UPLOADING = "uploading", _("being uploaded")
    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready")
    REFUSED = "refused", _("refused")
    QUARANTINED = "quarantined", _("in quarantine")


MAY_FOLLOW = {
    FileState.UPLOADING: frozenset({FileState.CHECKING}),
    FileState.CHECKING: frozenset({FileState.READY, FileState.REFUSED, FileState.QUARANTINED}),
    FileState.READY: frozenset(),
    FileState.REFUSED: frozenset(),
    FileState.QUARANTINED: frozenset(),
}


class FileKind(models.TextChoices):
    """How it is shown; decided by its bytes."""

    PICTURE = "picture", _("picture")
    VIDEO = "video", _("video")
    VOICE = "voice", _("sound")
    FILE = "file", _("file")
