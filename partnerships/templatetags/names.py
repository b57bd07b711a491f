"""Names in any script, among words that run the other way."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def isolated(name: Any) -> SafeString:
    """Keep a name inside a sentence apart, so that what stands beside it stays in its place."""
    return format_html("<bdi>{}</bdi>", name)
