"""`{% words "visitor" %}`: the words of a bundle, as a data block that its scripts read."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.words import catalogue, more

register = template.Library()

# What could end the block early or open a comment; the rest stays readable, for Chinese in \u escapes is twice the size.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def words(bundle: str) -> SafeString:
    book = catalogue(bundle)
    if address := more(bundle):
        book = {**book, "more": address}
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script id="words" type="application/json">{}</script>', mark_safe(text))  # noqa: S308
