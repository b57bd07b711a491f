"""The bar over every page."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.notices import unread_count
from common.permissions import Action, may
from partnerships.models import Partnership
from partnerships.pages.glance import reviews

register = template.Library()


class Link(NamedTuple):
    """A place to go, what it is called, and whether the reader is there or below."""

    address: str
    label: str
    is_current: bool


@register.inclusion_tag("_components/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """Show the places this user may go to; to a stranger those of a public directory, or the site's name alone."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        links = _links(None, context["request"].path) if settings.PUBLIC_DIRECTORY and user is not None else []
        return {"user": user, "links": links}
    return {
        "user": user,
        "links": _links(user, context["request"].path),
        "unread": unread_count(user),
        "may_register": may(user, Action.ADD, Partnership),
        "csrf_token": context.get("csrf_token"),
    }


def _links(user: Any, path: str) -> list[Link]:
    home = reverse("home")
    places = [
        *([(home, _("Home"))] if user else []),
        (reverse("directory"), _("Partners")),
        (reverse("programmes"), _("Programmes")),
        (reverse("offices"), _("Offices")),
        (reverse("areas"), _("Areas")),
        (reverse("observers"), _("Observers")),
    ]
    if user and not user.is_reviewer and user.registrar_offices:
        places.append((reverse("my-office"), _("My office")))
    if user and reviews(user):
        places.append((reverse("review-queue"), _("Review")))
    return [
        Link(address, label, path == address if address == home else path.startswith(address))
        for address, label in places
    ]
