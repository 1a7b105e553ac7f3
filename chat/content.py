"""What a message holds beside plain text: files mixed with words, rich text, a position (docs/protocol.md, Parts)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.validators import plain
from core import html
from core.errors import Invalid
from files import actions as files
from files.models import File

MAX_PARTS = 20
ALONE = ("html", "position")  # each is a message of its own


@dataclass(frozen=True)
class Content:
    """The parts as the page sent them, their shapes checked. `parts` are plain dicts with a `type`."""

    parts: tuple[dict, ...]

    @property
    def characters(self) -> int:
        """Of its texts together."""
        return sum(len(part["text"]) for part in self.parts if part["type"] == "text")

    @property
    def files(self) -> list[UUID]:
        return [part["file"] for part in self.parts if part["type"] == "file"]


def checked(parts: Iterable[dict]) -> Content:
    """With rich text cleaned. Raises Invalid for what cannot go together, or the same file twice."""
    parts = tuple(_clean(part) for part in parts)
    if len(parts) > 1 and any(part["type"] in ALONE for part in parts):
        raise Invalid(_("This cannot be mixed with something else."), field="parts")
    content = Content(parts)
    if len(set(content.files)) != len(content.files):
        raise Invalid(_("The same file twice."), field="parts")
    return content


def _clean(part: dict) -> dict:
    """Names of pictures and places stand among other words, and must not reorder them."""
    cleaned = {"html": html.clean, "alt": plain, "label": plain}
    return {name: cleaned[name](value) if name in cleaned else value for name, value in part.items()}


def stored(content: Content, *, by: Actor, at: datetime) -> tuple[list[dict], list[File]]:
    """The parts as the entry shows them, and the files, which belong to it from now on."""
    found = files.attach(content.files, by=by, at=at) if content.files else {}
    shown = [_shown(part, found) for part in content.parts]
    return shown, [found[file_id] for file_id in content.files]


def _shown(part: dict, found: dict[UUID, File]) -> dict:
    if part["type"] != "file":
        return part
    shown = found[part["file"]].as_part()
    return shown | {"alt": part.get("alt", "")} if shown["type"] == "picture" else shown


def words(parts: Iterable[dict]) -> str:
    """The words in it: for search, lists and whoever shows text alone."""
    said = (_words(part) for part in parts)
    return "\n".join(text for text in said if text)


def _words(part: dict) -> str:
    match part["type"]:
        case "text":
            return part["text"]
        case "html":
            return html.text_of(part["html"])
        case "position":
            return part["label"]
    return part.get("alt", "")


def is_same(content: Content | None, payload: dict) -> bool:
    """Whether the entry with this payload was made of this content."""
    sent, kept = content.parts if content else (), payload.get("parts", ())
    return len(sent) == len(kept) and all(_is_same(*both) for both in zip(sent, kept, strict=True))


def _is_same(sent: dict, kept: dict) -> bool:
    if sent["type"] != "file":
        return sent == kept
    return str(sent["file"]) == kept.get("file") and kept.get("alt") in (None, sent.get("alt", ""))
