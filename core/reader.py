"""The one reader of JSON from outside: sockets and the HTTP API use it, and nothing else parses what a client sent."""

import json
import re

from django.utils.translation import gettext_lazy as _

from core.errors import BadFrame

MAX_BYTES = 64 * 1024
MAX_DEPTH = 16
MAX_KEYS = 64
MAX_DIGITS = 18
# A string that is never closed runs to the end, so that no input is scanned twice.
_BRACKET_OR_STRING = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_object(raw: str | bytes) -> dict:
    """One JSON object of at most 64 KiB, 16 levels and 64 keys an object.

    Raises BadFrame: `too_large`, `bad_json` (also NaN, repeated keys, integers over 18 digits) or `bad_text` (NUL, half a surrogate pair).
    """
    encoded = _encoded(raw)
    if len(encoded) > MAX_BYTES:
        raise BadFrame("too_large", _("This is larger than 64 KiB."))
    _check_depth(encoded)
    try:
        value = json.loads(
            encoded.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except (ValueError, RecursionError) as error:
        raise BadFrame("bad_json", _("This is not a JSON object.")) from error
    if not isinstance(value, dict):
        raise BadFrame("bad_json", _("This is not a JSON object."))
    _check_text(value)
    return value


def _encoded(raw: str | bytes) -> bytes:
    if isinstance(raw, bytes):
        return raw
    try:
        return raw.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadFrame("bad_text", _("The text holds a character that cannot be stored.")) from error


def _check_depth(encoded: bytes) -> None:
    """Counted before parsing, so that no nesting reaches the parser's recursion."""
    depth = 0
    for match in _BRACKET_OR_STRING.finditer(encoded):
        first = match.group()[:1]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadFrame("bad_json", _("This is nested more than 16 levels deep."))
        elif first in b"]}":
            depth -= 1


def _object(pairs: list) -> dict:
    if len(pairs) > MAX_KEYS:
        raise ValueError("too many keys")
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is repeated")
    return value


def _refuse_constant(name: str):
    raise ValueError(name)


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("out of range")
    return number


def _check_text(value) -> None:
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            raise BadFrame("bad_text", _("The text holds a character that cannot be stored."))
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_text(key)
            _check_text(part)
    elif isinstance(value, list):
        for part in value:
            _check_text(part)
