"""What a linked page says of itself: title, description, the name of its site; plain words, nothing of its markup."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from accounts.validators import plain

LINK = re.compile(r"https?://[^\s<>\"'`，。！？；：、（）【】《》「」“”]{3,1990}")
TITLE, DESCRIPTION = 200, 300  # characters


def first_link(text: str) -> str | None:
    """The first web address in a text."""
    found = LINK.search(text)
    return found.group().rstrip(".,;:!?)]}*_'") if found else None


class _Head(HTMLParser):
    """Collects `<title>` and the `og:` and `description` metas."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.is_title = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = (given.get("property") or given.get("name") or "").lower()
        if tag == "meta" and name in ("og:title", "og:description", "og:site_name", "description"):
            self.said.setdefault(name, given.get("content") or "")
        self.is_title = tag == "title" and "title" not in self.said

    def handle_data(self, text):
        if self.is_title:
            self.said["title"] = self.said.get("title", "") + text

    def handle_endtag(self, tag):
        self.is_title = False


def read(url: str, body: bytes) -> dict | None:
    """`{url, site, title, description}`; None for a page without a title."""
    head = _Head()
    head.feed(body.decode("utf-8", "replace"))
    said = head.said
    title = plain(said.get("og:title") or said.get("title") or "")[:TITLE]
    if not title:
        return None
    description = plain(said.get("og:description") or said.get("description") or "")[:DESCRIPTION]
    site = plain(said.get("og:site_name") or "")[:80] or (urlsplit(url).hostname or "")
    return {"url": url, "site": site, "title": title, "description": description}
