"""How the admin looks and what its side bar shows; the colours are those of `static/css/tokens.css`."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def link(title: Any, icon: str, model: str, **more: Any) -> dict[str, Any]:
    """Return an entry of the side bar that leads to a model's list."""
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{model}_changelist"), **more}


def is_administrator(request: HttpRequest) -> bool:
    """Say whether the entry is shown: some are administrators' alone."""
    return bool(request.user.is_superuser)


UNFOLD = {
    "SITE_TITLE": _("NGO partnerships"),
    "SITE_HEADER": _("NGO partnerships"),
    "SITE_SUBHEADER": _("Registry of IOM's work with NGOs"),
    "SITE_URL": reverse_lazy("home"),
    "SITE_SYMBOL": "handshake",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")},
    ],
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "SHOW_LANGUAGES": True,
    "STYLES": [lambda request: static("css/admin.css")],
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": {
            "50": "#f5f6fa",
            "100": "#eceff6",
            "200": "#dfe3ee",
            "300": "#c6cdde",
            "400": "#97a1bd",
            "500": "#65708f",
            "600": "#4a5578",
            "700": "#36405e",
            "800": "#222b45",
            "900": "#14213d",
            "950": "#0c1427",
        },
        "primary": {
            "50": "#f2f6fe",
            "100": "#e8eefb",
            "200": "#c9d8f7",
            "300": "#9db8f0",
            "400": "#6f97e8",
            "500": "#3f6fdc",
            "600": "#0033a0",
            "700": "#002b87",
            "800": "#00236e",
            "900": "#001b55",
            "950": "#00123a",
        },
    },
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": [
            {
                "title": _("Partners"),
                "items": [
                    link(_("NGOs"), "diversity_3", "ngos_ngo"),
                    link(_("Partnerships"), "handshake", "partnerships_partnership"),
                    link(_("Agreements"), "contract", "partnerships_agreement"),
                    link(_("Unnamed partners"), "group", "partnerships_unnamedpartners"),
                    link(_("Other participants"), "groups_2", "partnerships_otherparticipant"),
                ],
            },
            {
                "title": _("Standing and dialogue"),
                "separator": True,
                "items": [
                    link(_("Observer decisions"), "gavel", "ngos_observerdecision"),
                    link(_("Dialogue events"), "forum", "ngos_dialogueevent"),
                    link(_("Dialogue forums"), "podium", "ngos_dialogueforum"),
                ],
            },
            {
                "title": _("IOM's work"),
                "separator": True,
                "items": [
                    link(_("Programmes"), "work", "programmes_programme"),
                    link(_("Field offices"), "location_on", "programmes_fieldoffice"),
                ],
            },
            {
                "title": _("Reference"),
                "separator": True,
                "items": [
                    link(_("Areas of activity"), "category", "activity_areas_activityarea"),
                    link(_("Services"), "build", "activity_areas_service"),
                    link(_("People served"), "person_heart", "activity_areas_peopleserved"),
                    link(_("Source documents"), "description", "common_sourcedocument"),
                ],
            },
            {
                "title": _("Accounts"),
                "separator": True,
                "items": [
                    link(_("Users"), "person", "accounts_user", permission=is_administrator),
                    link(_("API keys"), "key", "accounts_apikey", permission=is_administrator),
                    link(_("Outgoing mails"), "outgoing_mail", "accounts_outgoingmail", permission=is_administrator),
                ],
            },
        ],
    },
}
