"""`{% words "visitor" %}`: the words of a bundle, as a data block that its scripts read."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from core.words import catalogue

register = template.Library()


@register.simple_tag
def words(bundle: str) -> SafeString:
    return json_script(catalogue(bundle), "words")
