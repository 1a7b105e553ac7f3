"""The words of the pages' scripts: catalogues that the front-end build wrote, one per bundle and language."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

FOLDER = Path(settings.BASE_DIR) / "static" / "build" / "words"


def catalogue(bundle: str, language: str | None = None) -> dict[str, Any]:
    """The texts that this bundle says, in this language; what has no translation is said in English.

    A missing file means that the front end is not built: the page then speaks English.
    """
    language = (language or get_language() or settings.LANGUAGE_CODE).lower()
    return read(FOLDER / f"{bundle}.{language}.json", language)


def more(bundle: str) -> str | None:
    """Where the words of the parts that are loaded later come from; None when they need none in this language."""
    name = f"{bundle}.more"
    language = (get_language() or settings.LANGUAGE_CODE).lower()
    return static(f"build/words/{name}.{language}.json") if catalogue(name, language)["messages"] else None


def read(path: Path, language: str) -> dict[str, Any]:
    stamp = path.stat().st_mtime_ns if settings.DEBUG and path.exists() else 0
    return _read(path, language, stamp)


@lru_cache(maxsize=64)
def _read(path: Path, language: str, stamp: int) -> dict[str, Any]:
    if not path.exists():
        return {"language": language, "messages": {}}
    return dict(json.loads(path.read_text(encoding="utf-8")))
