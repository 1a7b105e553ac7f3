"""What a name may hold: something to see, and nothing that reorders or hides text."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def plain(text: str) -> str:
    """The text without control and format characters (bidirectional overrides, zero-width marks), spaces folded."""
    kept = "".join(character if unicodedata.category(character)[0] != "C" else " " for character in text)
    return " ".join(kept.split())


def plain_name(value: str) -> None:
    """Raise ValidationError for invisible or direction-changing characters."""
    if plain(value) != value:
        raise ValidationError(_("Use letters, digits, marks and single spaces only."))
