"""Names of files as people see them: what hides, reorders, leads elsewhere or means something to a system is taken out."""

import re
import unicodedata

from core.text import is_said

LONGEST = 120  # characters
LONGEST_SUFFIX = 12  # with its dot
NAMELESS = "file"

# Letters and marks that show nothing: joiners, fillers, the Braille blank, variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# What looks like a slash is no folder, and some systems make one of it.
_MEANT_OTHERWISE = str.maketrans(
    {**dict.fromkeys("\u2044\u2215\u29f8\u29f5\uff0f\uff3c\ufe68", "_"), **dict.fromkeys("<>:|?*\"'`")}
)
_DRIVE = re.compile(r"^[A-Za-z]:")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    """The name with its extension, at most 120 characters, never empty; cleaning it again changes nothing."""
    name = _seen(unicodedata.normalize("NFC", name))
    name = _DRIVE.sub("", re.split(r"[/\\]", name)[-1].strip())
    name = unicodedata.normalize("NFC", name.translate(_MEANT_OTHERWISE))
    name = shortened(" ".join(name.split()).lstrip(" .").rstrip(" ."))
    if not is_said(name):
        return NAMELESS
    return shortened(f"_{name}") if _RESERVED.match(name) else name


def suffix_of(name: str) -> str:
    """The extension in small letters with its dot, or nothing."""
    found = re.search(r"[^.](\.[A-Za-z0-9]{1,11})$", name)
    return found[1].lower() if found else ""


def with_suffix(name: str, suffix: str, *, instead_of: frozenset[str] = frozenset()) -> str:
    """The name with this extension: added to the one it has, or instead of it when it is one of those."""
    has = suffix_of(name)
    stem = name[: -len(has)] if has and has in instead_of else name
    return shortened(stem + suffix)


def shortened(name: str) -> str:
    """At most 120 characters; the extension stays."""
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) >= LONGEST_SUFFIX:
        return name[:LONGEST].rstrip(" .")
    return stem[: LONGEST - len(suffix) - 1].rstrip(" .") + dot + suffix


def _seen(name: str) -> str:
    """Without control, format, private and unassigned characters; any blank is a space."""
    shown = (" " if character == "\t" else character for character in _UNSEEN.sub("", name))
    kept = (character for character in shown if unicodedata.category(character) not in _DROPPED)
    return "".join(kept)


_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
