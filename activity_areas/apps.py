"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivityAreasConfig(AppConfig):
    """The areas of migration management, the services within them, the people served."""

    name = "activity_areas"
    verbose_name = _("Areas of activity")
