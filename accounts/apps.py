"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, office memberships, API keys, and what a user may do."""

    name = "accounts"
    verbose_name = _("Accounts")
