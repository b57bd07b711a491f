"""The bar over every page."""

from typing import Any, NamedTuple

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from common.permissions import Action, may
from partnerships.glance import reviews
from partnerships.models import Partnership

register = template.Library()


class Link(NamedTuple):
    """A place to go, and what it is called."""

    address: str
    label: str


@register.inclusion_tag("_components/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """Show the places this user may go to; to a stranger, the name of the site alone."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return {"user": user}
    return {
        "user": user,
        "path": context["request"].path,
        "links": _links(user),
        "may_register": may(user, Action.ADD, Partnership),
    }


def _links(user: Any) -> list[Link]:
    links = [
        Link(reverse("home"), _("Home")),
        Link(reverse("admin:ngos_ngo_changelist"), _("Partners")),
        Link(reverse("admin:programmes_programme_changelist"), _("Programmes")),
        Link(reverse("admin:programmes_fieldoffice_changelist"), _("Offices")),
    ]
    if reviews(user):
        partnerships = reverse("admin:partnerships_partnership_changelist")
        links.append(Link(f"{partnerships}?review_status=submitted", _("Review")))
    return [*links, Link(reverse("api-docs"), _("API docs"))]
