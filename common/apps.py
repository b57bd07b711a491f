"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """What every room uses: codes, dates as known, source documents, history, API manners."""

    name = "common"
    verbose_name = _("Common")
