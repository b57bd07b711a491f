"""The app of this room."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from common.tick import every_tick


class AccountsConfig(AppConfig):
    """Users, office memberships, API keys, and what a user may do."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Have mails sent each minute; once a day, have what is old and read forgotten, and sessions that have ended.

        Each room says in its module `leaving` which of its rows pass on when a colleague leaves.
        """
        every_tick("accounts.mailing.move_mail", name="mail")
        every_tick("accounts.mailing.forget_old", name="old notices", every=timedelta(days=1))
        every_tick("accounts.sessions.forget_ended", name="ended sessions", every=timedelta(days=1))
        autodiscover_modules("leaving")
