"""A word of the registry with its explanation."""

from typing import Any

from django import template

from activity_areas.models import ReferenceValue
from partnerships.pages.glossary import anchor, meaning

register = template.Library()


@register.inclusion_tag("_components/term.html")
def term(topic: str, value: Any, label: str = "") -> dict[str, Any]:
    """Show a word that leads to its explanation: `{% term "role" key label %}`, or `{% term "area" area %}`."""
    if isinstance(value, ReferenceValue):
        return {"anchor": anchor(topic, value.code), "label": str(value), "meaning": value.explanation}
    return {
        "anchor": anchor(topic, value),
        "label": label,
        "meaning": meaning(topic, value),
        "role": _role(topic, value),
    }


def _role(topic: str, value: str) -> str:
    return value if topic == "role" else ""
