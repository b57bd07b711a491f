"""The switch between the languages of the pages."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context

register = template.Library()


@register.inclusion_tag("_components/languages.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """Show the languages, each by its own name; the choice leads back to this page."""
    return {"languages": settings.LANGUAGES, "address": context["request"].get_full_path()}
