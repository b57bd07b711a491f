"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """Partnership, roles, agreement, registration and review."""

    name = "partnerships"
    verbose_name = _("Partnerships")
