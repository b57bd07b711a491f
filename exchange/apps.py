"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """What other systems meet: exports, the API's root and its documentation."""

    name = "exchange"
    verbose_name = _("Exchange")
