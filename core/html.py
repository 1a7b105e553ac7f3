"""HTML from outside, brought down to a short list of tags in which nothing acts, loads, names or hides."""

import re
from html import unescape
from urllib.parse import quote, urlsplit

import nh3
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.text import is_said

MAX_HTML = 20_000  # characters, before and after: a frame holds as many, whatever the language
MAX_DEPTH = 50
ROUNDS = 6
TAGS = {
    "p",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "a",
    "h3",
    "h4",
    "span",
    "hr",
}
BLOCKS = {"p", "br", "ul", "ol", "li", "blockquote", "pre", "h3", "h4", "hr"}
EMPTY = {"br", "hr"}
REL = "noopener noreferrer nofollow ugc"

_LINE_END = re.compile("\r\n?")
# Control characters, halves of surrogate pairs, and what turns the direction of all that follows.
# The weak marks that Arabic and Hebrew need between words (U+200E, U+200F, U+061C) reorder no letters, and stay.
_HIDING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A parser opens these again in every following paragraph while they are not closed, as many as differ in their
# attributes: 48 KB could become gigabytes. Their attributes are not kept anyway, so they go before the parser sees them.
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^>]*>", re.IGNORECASE)
# Blocks that are not kept: their words must not run together.
_OTHER_BLOCK = re.compile(r"</?(?:div|td|th|tr|h[1256]|d[tdl]|table|section|article|header|footer)\b", re.IGNORECASE)
_TAG = re.compile(r'<(/?)([a-z0-9]+)(?: [a-z]+="[^"]*")*>')
_DEAD_LINK = re.compile(rf'<a(?: title="[^"]*")? rel="{REL}">(.*?)</a>', re.DOTALL)
_BLANKS = re.compile(r"[ \t\n]+")

_MAIL = re.compile(r"[a-z0-9.!#$&'*+/=^_{|}~-]{1,64}@[a-z0-9.-]{1,255}", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9]{2,20}")
_NUMBER_GAPS = re.compile(r"%20|[ ().-]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_OTHER_IN_BROWSERS = set("ßς\u200c\u200d")  # browsers write hosts with these in another way than Python
_PLAIN_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"


def clean(html: str) -> str:
    """What may be stored and shown of it. Cleaning it again changes nothing.

    Raises Invalid: larger than MAX_HTML, nested too deeply, or nothing in it to read.
    """
    if len(html) > MAX_HTML:
        raise _too_large()
    cleaned = _settled(_plain(html))
    if not is_said(text_of(cleaned)):
        raise Invalid(_("This shows nothing. Write something."), field="html")
    return cleaned


def text_of(html: str) -> str:
    """The words of cleaned HTML for search and lists: a line for each block that has any."""
    pieces, end, is_kept = [], 0, False
    for tag in _TAG.finditer(html):
        pieces.append(_words(html[end : tag.start()], is_kept))
        end = tag.end()
        if tag[2] in BLOCKS:
            pieces.append("\n")
        if tag[2] == "pre":
            is_kept = not tag[1]
    pieces.append(_words(html[end:], is_kept))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(source: str, is_kept: bool) -> str:
    return unescape(source if is_kept else _BLANKS.sub(" ", source)).replace("\xa0", " ")


def _settled(html: str) -> str:
    """Cleaned until it stays as it is: what a browser would build from it is what was looked at, and no second reading differs."""
    for _round in range(ROUNDS):
        cleaned = _cleaned_once(html)
        if len(cleaned) > MAX_HTML:
            raise _too_large()
        if _depth(cleaned) > MAX_DEPTH:
            raise Invalid(_("This is nested more than %(limit)s levels deep.") % {"limit": MAX_DEPTH}, field="html")
        if cleaned == html:
            return cleaned
        html = cleaned
    raise Invalid(_("This formatting cannot be read."), field="html")


def _cleaned_once(html: str) -> str:
    apart = _OTHER_BLOCK.sub(r"\n\g<0>", _FORMATTING.sub(r"<\1>", html))
    cleaned = _plain(_cleaner.clean(apart))
    # The first line end in a <pre> is dropped at every reading.
    return _DEAD_LINK.sub(r"\1", re.sub("<pre>\n+", "<pre>", cleaned)).strip()


def _plain(text: str) -> str:
    return _HIDING.sub("", _LINE_END.sub("\n", text))


def _depth(cleaned: str) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(cleaned):
        if tag[2] not in EMPTY:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


def _too_large() -> Invalid:
    return Invalid(_("At most %(limit)s characters with all its formatting.") % {"limit": MAX_HTML}, field="html")


def _attribute(tag: str, name: str, value: str) -> str | None:
    return _address(value) if name == "href" else value


def _address(text: str) -> str | None:
    """The address as a link may have it, all in ASCII; None when it is none, or hides where it leads."""
    scheme, _colon, rest = re.sub("[\t\n\r]", "", text).strip().partition(":")
    match scheme.lower():
        case "http" | "https" as web:
            return _web_address(web, rest)
        case "mailto":
            to = rest.partition("?")[0]  # no subject, no words, no copies chosen by somebody else
            return f"mailto:{to}" if _MAIL.fullmatch(to) else None
        case "tel":
            number = _NUMBER_GAPS.sub("", rest)
            return f"tel:{number}" if _NUMBER.fullmatch(number) else None
    return None


def _web_address(scheme: str, rest: str) -> str | None:
    if not rest.startswith("//") or "\\" in rest:
        return None
    try:
        parts = urlsplit(f"{scheme}:{rest}")
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if not host or "@" in parts.netloc:
        return None
    where = host if port is None else f"{host}:{port}"
    return f"{scheme}://{where}" + quote(rest[2 + len(parts.netloc) :], safe=_PLAIN_IN_ADDRESSES)


def _host(name: str) -> str | None:
    """In ASCII (punycode), so that a letter that looks like another is seen."""
    if ":" in name:
        return f"[{name}]" if _IPV6.fullmatch(name) else None
    if _OTHER_IN_BROWSERS & set(name):
        return None
    host = name.encode("idna").decode()
    return host if _HOST.fullmatch(host) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "title"}, "*": set()},  # the star: else lang and title are kept everywhere
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="deny",
    link_rel=REL,
)
