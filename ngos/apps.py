"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NgosConfig(AppConfig):
    """The organization: names, identifiers, contacts, observer status, dialogue."""

    name = "ngos"
    verbose_name = _("NGOs")
