"""What counts as something said."""

import unicodedata

# Letters, marks and symbols by their category, and yet nothing to see: fillers, joiners, blanks, variation selectors.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(code) for code in range(0xFE00, 0xFE10)}


def is_said(text: str) -> bool:
    """Whether it shows anything: more than spaces, control and format characters."""
    return any(unicodedata.category(character)[0] not in "ZC" and character not in _UNSEEN for character in text)
